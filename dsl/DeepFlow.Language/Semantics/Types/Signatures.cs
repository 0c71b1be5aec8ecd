using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Types;

/// <summary>Signatures as people read them: <c>split_data(data: dataset&lt;D&gt;, first: percent?) -> (first: dataset&lt;D&gt;, rest: dataset&lt;D&gt;)</c>.</summary>
internal static class Signatures
{
    public static string Of(ActivitySignature activity) => Of(
        activity.Name,
        activity.Inputs.Select(input => $"{input.Name}: {input.Type}{(input.Default is null ? "" : $" = {input.Default.ToText()}")}"),
        activity.Outputs.Select(output => $"{output.Name}: {output.Type}"));

    public static string Of(ConstructorSignature constructor) =>
        Of(constructor.Tag, constructor.Inputs.Select(input => $"{input.Name}: {input.Type}"), []);

    public static string Of(string name, IEnumerable<Parameter> parameters, IEnumerable<ResultDefinition> results) => Of(
        name,
        parameters.Select(parameter => $"{parameter.Name}: {parameter.Type}"),
        results.Select(result => $"{result.Name}: {result.Type}"));

    private static string Of(string name, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var taken = $"{name}({string.Join(", ", inputs)})";
        var given = string.Join(", ", outputs);
        return given.Length == 0 ? taken : $"{taken} -> ({given})";
    }
}
