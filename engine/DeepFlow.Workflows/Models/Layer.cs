using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace DeepFlow.Workflows.Models;

/// <summary>
/// A layer with its hyperparameters resolved. It knows its output's shape and its number of parameters without any tensor,
/// so that the compiler can check a model where it is written. Shapes leave out the batch dimension.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(Linear), "linear")]
[JsonDerivedType(typeof(Relu), "relu")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(LayerNorm), "layer_norm")]
public abstract record Layer
{
    /// <exception cref="ShapeMismatchException">The layer cannot take this shape.</exception>
    public virtual Shape OutputShape(Shape input) => input;

    /// <summary>How many numbers the layer learns.</summary>
    public virtual long ParameterCount(Shape input) => 0;
}

/// <summary>All dimensions in one.</summary>
public sealed record Flatten : Layer
{
    public override Shape OutputShape(Shape input) => Shape.Of(checked((int)input.Size));
}

/// <summary>A fully connected layer with a bias.</summary>
public sealed record Linear([property: Range(1, 1_000_000)] int Units) : Layer
{
    public override Shape OutputShape(Shape input) => input.Rank == 1
        ? Shape.Of(Units)
        : throw new ShapeMismatchException($"linear takes a vector and gets {input}; put flatten() before it.");

    public override long ParameterCount(Shape input) => (input.Size + 1) * Units;
}

/// <summary>max(x, 0)</summary>
public sealed record Relu : Layer;

/// <summary>Sets a share of the values to zero while training.</summary>
public sealed record Dropout([property: Range(0.0, 0.95)] double Rate) : Layer;

/// <summary>Normalises over the last dimension, with a learned scale and shift (Ba et al., arXiv 1607.06450).</summary>
public sealed record LayerNorm : Layer
{
    public override long ParameterCount(Shape input) => 2L * input.Last;
}
