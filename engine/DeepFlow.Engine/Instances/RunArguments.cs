using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Holds what a run is given against the parameters of its pipeline, before anything is started.</summary>
internal static class RunArguments
{
    /// <returns>The arguments as values of the declared types; what is left out stays so, and takes its default in the run.</returns>
    /// <exception cref="EngineException"><c>unknown_argument</c>, <c>missing_argument</c> or <c>bad_argument</c></exception>
    public static RecordValue Read(WorkflowDefinition definition, RecordValue given)
    {
        foreach (var (name, _) in given.Fields)
            if (definition.Parameters.All(p => p.Name != name))
                throw new EngineException("unknown_argument", definition.Parameters.IsEmpty
                    ? $"{definition.Name} takes no arguments, so there is no {name} to give."
                    : $"{definition.Name} has no parameter {name}; it takes {string.Join(", ", definition.Parameters.Select(p => p.Name))}.");
        var read = given;
        foreach (var parameter in definition.Parameters)
        {
            var value = given.Member(parameter.Name);
            if (!value.IsMissing) read = read.With(parameter.Name, Read(parameter, value));
            else if (parameter.Default is null && !parameter.Type.EndsWith('?'))
                throw new EngineException("missing_argument", $"{definition.Name} needs an argument {parameter.Name} ({parameter.Type}).");
        }
        return read;
    }

    private static Value Read(ParameterDefinition parameter, Value value)
    {
        var type = TypeText.Parse(parameter.Type);
        return GivenValue.Read(type, value)
            ?? throw new EngineException("bad_argument", $"{parameter.Name} cannot be \"{SearchWords.Shorten(value.ToText(), 60)}\": it is declared as {type}, {TypedValues.Describe(type)}.");
    }
}
