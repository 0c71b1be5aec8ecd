using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Models;

/// <summary>A model as an activity receives it: the definition, and the hyperparameters that the program binds.</summary>
public sealed record ModelSpec(ModelDefinition Definition, ImmutableDictionary<string, Value> Arguments)
{
    /// <summary>The layers, with <paramref name="chosen"/> hyperparameters over the program's, over the defaults.</summary>
    /// <exception cref="JsonException">A hyperparameter has no value, or one that the layer does not take.</exception>
    public ResolvedModel Resolve(IReadOnlyDictionary<string, Value>? chosen = null)
    {
        var values = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var parameter in Definition.Parameters)
        {
            if (chosen is not null && chosen.TryGetValue(parameter.Name, out var value) && !value.IsMissing) values[parameter.Name] = value;
            else if (Arguments.TryGetValue(parameter.Name, out value) && !value.IsMissing) values[parameter.Name] = value;
            else if (parameter.Default is { } fallback) values[parameter.Name] = Evaluator.Evaluate(fallback, Scope.Empty);
            else throw new JsonException($"The model {Definition.Name} needs a value for {parameter.Name}.");
        }
        var scope = Scope.Of(values);
        var layers = Definition.Layers.Select(layer => ClrValues.To<Layer>(Evaluator.Evaluate(layer, scope)));
        return new(Definition.Name, Definition.Input, [.. layers], values.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }
}

/// <summary>A model whose layers are known: ready to be built.</summary>
public sealed record ResolvedModel(string Name, ItemType Input, ImmutableArray<Layer> Layers, ImmutableSortedDictionary<string, Value> Hyperparameters)
{
    /// <exception cref="ShapeMismatchException">A layer does not fit.</exception>
    public Shape OutputShape() => Layers.Aggregate(InputShape(), (shape, layer) => layer.OutputShape(shape));

    public Shape InputShape() => Shape.Of(Input) ?? throw new ShapeMismatchException($"The model {Name} takes items without a fixed shape; preprocess them into one.");
}
