using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks.Forms;

/// <param name="Values">The answers as the definition types them, defaults filled in.</param>
/// <param name="Problems">Why they are not good enough; empty: they are.</param>
public sealed record FormAnswers(RecordValue Values, ImmutableArray<FieldProblem> Problems)
{
    /// <summary>Checks what was filled in against a form.</summary>
    /// <param name="given">By field; what is missing takes its default.</param>
    /// <param name="others">Names that the task takes besides the form's fields: outputs of its activity.</param>
    /// <param name="complete">Whether every required field must be there; a task that is sent back need not be complete.</param>
    public static FormAnswers Check(FormDefinition form, RecordValue given, IReadOnlyCollection<string> others, bool complete)
    {
        var values = RecordValue.Empty;
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        foreach (var (name, value) in given.Fields.Where(g => form.Fields.All(f => f.Name != g.Key)))
        {
            if (others.Contains(name)) values = values.With(name, value);
            else problems.Add(new(name, "unknown_field", $"The form {form.Name} has no field {name}.", string.Join(", ", form.Fields.Select(f => f.Name))));
        }
        foreach (var field in form.Fields)
        {
            var (value, problem) = Answer(field, given.Member(field.Name), complete);
            if (problem is not null) problems.Add(problem);
            else if (!value.IsMissing) values = values.With(field.Name, value);
        }
        return new(values, problems.ToImmutable());
    }

    private static (Value Value, FieldProblem? Problem) Answer(FormField field, Value given, bool complete)
    {
        var type = TypeText.Parse(field.Type);
        var blank = given is TextValue text && string.IsNullOrWhiteSpace(text.Value);
        if (given.IsMissing || blank && !IsText(type))
        {
            if (field.Default is { } standard) return (Evaluator.Evaluate(standard, Scope.Empty), null);
            return (Value.Missing, type is OptionalType || !complete ? null : Missing(field, type));
        }
        if (blank && complete && type is not OptionalType) return (given, Missing(field, type));
        var typed = AnswerTypes.Read(type, given, field.Name);
        if (typed.Problem is not null) return typed;
        if (field.Within is { } within && Evaluator.Evaluate(within, Scope.Empty) is RangeValue range
            && Operators.Apply(BinaryOperator.In, typed.Value, range) is not BoolValue { Value: true })
        {
            var allowed = $"{AnswerTypes.Text(type, range.Low)}..{AnswerTypes.Text(type, range.High)}";
            return (typed.Value, new(field.Name, "out_of_bounds", $"{Name(field)} cannot be {AnswerTypes.Text(type, typed.Value)}; it must lie in {allowed}.", allowed));
        }
        return typed;
    }

    private static FieldProblem Missing(FormField field, DslType type) =>
        new(field.Name, "missing", $"{Name(field)} must be filled in.", AnswerTypes.Describe(type));

    private static bool IsText(DslType type) => type is NamedType { Name: "string" or "text" } || type is OptionalType optional && IsText(optional.Item);

    private static string Name(FormField field) => field.Label is { } label ? $"\"{label}\" ({field.Name})" : field.Name;
}
