using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Networks;

/// <summary>A network with every size known: what an item is, how its pixels are scaled, and the layers. The last layer gives one score per class.</summary>
public sealed record NetworkDefinition(ItemType Input, PixelScale Scale, ImmutableArray<Layer> Layers)
{
    [JsonIgnore]
    public Shape InputShape => Shape.Of(Input) ?? throw new ShapeMismatchException("A network takes items of a fixed shape.");

    [JsonIgnore]
    public Shape OutputShape => Layers.Aggregate(InputShape, (shape, layer) => layer.OutputShape(shape));

    [JsonIgnore]
    public int Classes => OutputShape.Last;

    /// <summary>Each layer with its position and the shape that reaches it.</summary>
    public IEnumerable<(Layer Layer, int Index, Shape Input)> Steps()
    {
        var shape = InputShape;
        for (var index = 0; index < Layers.Length; index++)
        {
            yield return (Layers[index], index, shape);
            shape = Layers[index].OutputShape(shape);
        }
    }
}
