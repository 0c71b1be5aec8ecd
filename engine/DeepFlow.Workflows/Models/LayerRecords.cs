using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepFlow.Workflows.Models;

/// <summary>What is read off the layers' records: their names in the language and the ranges of their hyperparameters.</summary>
internal static class LayerRecords
{
    private static readonly ImmutableDictionary<Type, LayerRecord> Known = typeof(Layer).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToImmutableDictionary(attribute => attribute.DerivedType, attribute => new LayerRecord((string)attribute.TypeDiscriminator!, ParametersOf(attribute.DerivedType)));

    public static LayerRecord Of(Type layer) => Known[layer];

    /// <summary>
    /// The compiler checks numbers as they are written; a number that comes from a hyperparameter is known only here.
    /// </summary>
    public static void CheckRanges(Layer layer)
    {
        var record = Of(layer.GetType());
        foreach (var parameter in record.Parameters)
        {
            var value = parameter.Property.GetValue(layer);
            if (parameter.Range is { } range && !range.IsValid(value))
            {
                throw new ShapeMismatchException(string.Create(CultureInfo.InvariantCulture,
                    $"{record.Tag} takes {parameter.Name} from {range.Minimum} to {range.Maximum}; {value} is outside."));
            }
        }
    }

    private static ImmutableArray<LayerParameter> ParametersOf(Type layer) =>
    [
        .. layer.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters().Select(parameter =>
        {
            var property = layer.GetProperty(parameter.Name!)!;
            return new LayerParameter(
                JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property, property.GetCustomAttribute<RangeAttribute>(),
                parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null);
        }),
    ];
}

internal sealed record LayerRecord(string Tag, ImmutableArray<LayerParameter> Parameters);

internal sealed record LayerParameter(string Name, PropertyInfo Property, RangeAttribute? Range, bool Optional, object? Default);
