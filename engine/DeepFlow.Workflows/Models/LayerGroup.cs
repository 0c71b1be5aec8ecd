using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

/// <summary>Layers in order that stand where one layer stands.</summary>
public abstract record LayerGroup([property: About("In order.")] ImmutableArray<Layer> Layers) : Layer
{
    public override long ParameterCount(Shape input) => Steps(input).Sum(step => step.Layer.ParameterCount(step.Input));

    /// <summary>Each layer and the shape that reaches it.</summary>
    /// <exception cref="ShapeMismatchException">A layer does not fit.</exception>
    public IEnumerable<(Layer Layer, Shape Input)> Steps(Shape input)
    {
        foreach (var layer in Layers)
        {
            yield return (layer, input);
            input = layer.OutputShape(input);
        }
    }

    public virtual bool Equals(LayerGroup? other) => base.Equals(other) && Layers.AsSpan().SequenceEqual(other.Layers.AsSpan());

    public override int GetHashCode() => Layers.Aggregate(base.GetHashCode(), HashCode.Combine);

    private protected override bool TakesTokens => true;

    private protected override Shape Follow(Shape input) => Layers.IsDefaultOrEmpty || Layers.Contains(null!)
        ? throw new ShapeMismatchException($"{Tag} holds {(Layers.IsDefaultOrEmpty ? "no layer" : "something that is no layer")}; put one between its braces.")
        : Layers.Aggregate(input, (shape, layer) => layer.OutputShape(shape));
}

[About("Adds its input to what its layers give (He et al., arXiv 1512.03385).")]
public sealed record Residual(ImmutableArray<Layer> Layers) : LayerGroup(Layers)
{
    private protected override Shape Follow(Shape input)
    {
        var output = base.Follow(input);
        return output == input
            ? output
            : throw new ShapeMismatchException($"{Tag} adds its input {input} to what its layers give, {output}; both must have the same shape.");
    }
}

[About("Layers under a name.")]
public sealed record Block([property: About("For people.")] string Name, ImmutableArray<Layer> Layers) : LayerGroup(Layers);
