using System.Globalization;
using System.Text.Json;

namespace DeepFlow.Workflows.Models;

/// <summary>A layer as a program writes it, on one line: <c>conv(16, 3, padding: valid)</c>, <c>residual { linear(8); relu() }</c>.</summary>
public static class LayerText
{
    public static string Of(Layer layer) => layer switch
    {
        Block block => $"block {block.Name} {Braced(block)}",
        LayerGroup group => $"{group.Tag} {Braced(group)}",
        _ => $"{layer.Tag}({string.Join(", ", Arguments(layer))})",
    };

    private static string Braced(LayerGroup group) => $"{{ {string.Join("; ", group.Layers.Select(Of))} }}";

    private static IEnumerable<string> Arguments(Layer layer) => LayerRecords.Of(layer.GetType()).Parameters
        .Select(parameter => (parameter.Name, parameter.Optional, parameter.Default, Value: parameter.Property.GetValue(layer)))
        .Where(parameter => !parameter.Optional || !Equals(parameter.Value, parameter.Default))
        .Select(parameter => parameter.Optional ? $"{parameter.Name}: {Written(parameter.Value)}" : Written(parameter.Value));

    private static string Written(object? value) => value is Enum member
        ? JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString())
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
