using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Networks;

/// <summary>A network with every size known: what an item is, how its pixels are scaled, and the layers. The last layer gives one score per class.</summary>
/// <param name="Scale">Null where items are no pictures.</param>
public sealed record NetworkDefinition(ItemType Input, PixelScale? Scale, ImmutableArray<Layer> Layers)
{
    [JsonIgnore]
    public Shape InputShape => Shape.Of(Input) ?? throw new ShapeMismatchException("A network takes items of a fixed shape.");

    [JsonIgnore]
    public Shape OutputShape => Layers.Aggregate(InputShape, (shape, layer) => layer.OutputShape(shape));

    [JsonIgnore]
    public int Classes => OutputShape.Last;

    /// <summary>Each layer and the shape that reaches it.</summary>
    public IEnumerable<(Layer Layer, Shape Input)> Steps()
    {
        var shape = InputShape;
        foreach (var layer in Layers)
        {
            yield return (layer, shape);
            shape = layer.OutputShape(shape);
        }
    }
}
