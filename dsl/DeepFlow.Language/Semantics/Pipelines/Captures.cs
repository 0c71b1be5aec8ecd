using System.Collections.Immutable;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>
/// What the body of a <c>for</c> names of the outside: it becomes the body's parameters. Of a step only the outputs that are named
/// are handed over, as a record, so that the same expression means the same inside.
/// </summary>
internal sealed class Captures
{
    private readonly SortedDictionary<string, DslType> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, DslType>> _outputs = new(StringComparer.Ordinal);

    /// <summary>The outer names as the body sees them; what it reads is noted.</summary>
    public NameScope Watch(NameScope outer) => outer.Map((name, local) => local switch
    {
        ValueLocal value => value with { Read = () => { value.Read?.Invoke(); _values[name] = value.Type; } },
        StepLocal step => step with { Read = (output, type) => { step.Read?.Invoke(output, type); Note(name, output, type); } },
        _ => local,
    });

    /// <summary>As the <c>for</c> evaluates them on entry.</summary>
    public ImmutableArray<Field> Fields =>
    [
        .. _values.Keys.Select(name => new Field(name, new Name(name))),
        .. _outputs.Select(step => new Field(step.Key, new RecordOf(
            [.. step.Value.Keys.Select(output => new Field(output, new Member(new Name(step.Key), output)))]))),
    ];

    public IEnumerable<ParameterDefinition> Parameters =>
    [
        .. _values.Select(value => new ParameterDefinition(value.Key, value.Value.ToString())),
        .. _outputs.Select(step => new ParameterDefinition(
            step.Key, new RecordType([.. step.Value.Select(output => new RecordField(output.Key, output.Value))]).ToString())),
    ];

    private void Note(string step, string output, DslType type)
    {
        if (!_outputs.TryGetValue(step, out var outputs))
        {
            _outputs[step] = outputs = new SortedDictionary<string, DslType>(StringComparer.Ordinal);
        }

        outputs[output] = outputs.TryGetValue(output, out var known) ? TypeRules.Common(known, type) : type;
    }
}
