using System.Collections.Immutable;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Holds the output that a person gives in a step's place against what the step declares.</summary>
internal static class GivenOutput
{
    /// <returns>The output as values of the declared types; what is left out stays missing.</returns>
    /// <exception cref="EngineException"><c>bad_output</c>, with every field that is wrong.</exception>
    public static Value Read(Bundle bundle, Node step, Value given, ActivityCatalog catalog)
    {
        if (given.IsMissing) return given;
        if (given is not RecordValue output)
            throw new EngineException("bad_output", $"An output is a record of fields by their names; \"{SearchWords.Shorten(given.ToText(), 60)}\" is none.");
        var declared = DeclaredBy(bundle, step, catalog);
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var read = output;
        foreach (var (name, value) in output.Fields)
        {
            if (declared.FirstOrDefault(d => d.Name == name) is not { } field) problems.Add(Unknown(step, name, declared));
            else if (GivenValue.Read(field.Type, value) is not { } typed) problems.Add(Wrong(field, value));
            else read = read.With(name, typed);
        }
        if (problems.Count == 0) return read;
        throw new EngineException("bad_output", $"{step.Id} cannot be given this output: {string.Join(' ', problems.Select(p => p.Detail))}") { Fields = problems.ToImmutable() };
    }

    /// <summary>What later steps may read of a step.</summary>
    public static ImmutableArray<RecordField> DeclaredBy(Bundle bundle, Node step, ActivityCatalog catalog) => step switch
    {
        ActivityNode activity => [.. OfActivity(bundle, activity, catalog)],
        CallNode call => [.. OfPipeline(bundle, call.Pipeline)],
        ForNode each => [.. OfPipeline(bundle, each.Pipeline).Where(r => each.Steps.Contains(r.Name)).Select(r => r with { Type = Lists(r.Type) })],
        _ => [],
    };

    private static IEnumerable<RecordField> OfActivity(Bundle bundle, ActivityNode step, ActivityCatalog catalog)
    {
        var own = bundle.Scripts.GetValueOrDefault(step.Activity)?.Outputs.Select(o => new RecordField(o.Name, TypeText.Parse(o.Type)))
            ?? catalog.Find(step.Activity)?.Outputs.Select(o => new RecordField(o.Name, TypeText.Parse(o.Type)))
            ?? step.Outputs.Select(name => new RecordField(name, DslType.Any));
        var filledIn = step.Arguments.Select(a => a.Value).OfType<FormReference>().SelectMany(form => bundle.Forms[form.Form].Fields)
            .Select(f => new RecordField(f.Name, TypeText.Parse(f.Type)));
        return own.Concat(filledIn).DistinctBy(f => f.Name);
    }

    private static IEnumerable<RecordField> OfPipeline(Bundle bundle, string pipeline) =>
        bundle.Pipelines[pipeline].Results.Select(r => new RecordField(r.Name, TypeText.Parse(r.Type)));

    /// <summary>Of a step in a <c>for</c>: each output is a list, in the order of the elements.</summary>
    private static DslType Lists(DslType step) => step is RecordType outputs
        ? new RecordType([.. outputs.Fields.Select(f => f with { Type = new ListType(f.Type) })])
        : DslType.Any;

    private static FieldProblem Unknown(Node step, string name, ImmutableArray<RecordField> declared) => declared.IsEmpty
        ? new(name, "unknown_field", $"{step.Id} has no outputs, so there is no {name} to give.", null)
        : new(name, "unknown_field", $"{step.Id} has no output {name}; it has {Names(declared)}.", Names(declared));

    private static FieldProblem Wrong(RecordField field, Value given) =>
        new(field.Name, "wrong_type", $"{field.Name} cannot be {(given.IsMissing ? "nothing" : $"\"{SearchWords.Shorten(given.ToText(), 60)}\"")}: it is declared as {field.Type}, {TypedValues.Describe(field.Type)}.", field.Type.ToString());

    private static string Names(IEnumerable<RecordField> fields) => string.Join(", ", fields.Select(f => f.Name));
}
