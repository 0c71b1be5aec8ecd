using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks.Forms;

/// <summary>A form as whoever draws it needs it: no expressions, all worked out.</summary>
public sealed record FormView(string Name, string? Documentation, ImmutableArray<FormFieldView> Fields)
{
    public static FormView Of(FormDefinition form) => new(form.Name, form.Documentation, [.. form.Fields.Select(FormFieldView.Of)]);
}

/// <param name="Type">A type in its text form, without the <c>?</c> of an optional one.</param>
/// <param name="Label">The question; the name where it has none.</param>
/// <param name="Expects">What to fill in, in words: "a percentage such as 90% or 0.9".</param>
/// <param name="Default">What stands there to begin with.</param>
/// <param name="Least">The least value allowed; null: any.</param>
/// <param name="Choices">Of a choice, in order.</param>
public sealed record FormFieldView(string Name, string Type, string Label, bool Required, string Expects, Value? Default, Value? Least, Value? Most, ImmutableArray<OutcomeDefinition> Choices)
{
    public static FormFieldView Of(FormField field)
    {
        var type = TypeText.Parse(field.Type);
        var standard = field.Default is null ? null : Evaluator.Evaluate(field.Default, Scope.Empty);
        var range = field.Within is null ? null : Evaluator.Evaluate(field.Within, Scope.Empty) as RangeValue;
        return new(field.Name, (type as OptionalType)?.Item.ToString() ?? field.Type, field.Label ?? field.Name, type is not OptionalType && standard is null,
            AnswerTypes.Describe(type), standard, range?.Low, range?.High, field.Choices.IsDefault ? [] : field.Choices);
    }
}
