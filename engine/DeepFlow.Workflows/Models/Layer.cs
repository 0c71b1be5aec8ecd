using System.Text.Json.Serialization;

namespace DeepFlow.Workflows.Models;

/// <summary>
/// A layer with its hyperparameters resolved. It knows its output's shape and its number of parameters without any tensor,
/// so that the compiler can check a model where it is written. Shapes leave out the batch dimension: a vector is
/// <c>[features]</c>, a sequence <c>[time, features]</c>, a picture <c>[channels, height, width]</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(Linear), "linear")]
[JsonDerivedType(typeof(Relu), "relu")]
[JsonDerivedType(typeof(Gelu), "gelu")]
[JsonDerivedType(typeof(Tanh), "tanh")]
[JsonDerivedType(typeof(Sigmoid), "sigmoid")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(Conv), "conv")]
[JsonDerivedType(typeof(MaxPool), "max_pool")]
[JsonDerivedType(typeof(AveragePool), "average_pool")]
[JsonDerivedType(typeof(GlobalAveragePool), "global_average_pool")]
[JsonDerivedType(typeof(BatchNorm), "batch_norm")]
[JsonDerivedType(typeof(LayerNorm), "layer_norm")]
[JsonDerivedType(typeof(GroupNorm), "group_norm")]
[JsonDerivedType(typeof(Embedding), "embedding")]
[JsonDerivedType(typeof(PositionalEncoding), "positional_encoding")]
[JsonDerivedType(typeof(Lstm), "lstm")]
[JsonDerivedType(typeof(Gru), "gru")]
[JsonDerivedType(typeof(Attention), "attention")]
[JsonDerivedType(typeof(Residual), "residual")]
[JsonDerivedType(typeof(Block), "block")]
public abstract record Layer
{
    /// <summary>The layer's name in the language.</summary>
    [JsonIgnore]
    public string Tag => LayerRecords.Of(GetType()).Tag;

    /// <summary>Answers for any input and any hyperparameters: it throws nothing else.</summary>
    /// <exception cref="ShapeMismatchException">The layer cannot take this shape, or a hyperparameter is out of its range.</exception>
    public Shape OutputShape(Shape input)
    {
        LayerRecords.CheckRanges(this);
        if (input.Vocabulary is { } vocabulary && !TakesTokens)
        {
            throw new ShapeMismatchException($"{Tag} takes numbers to compute with and gets {input}; put embedding({vocabulary}, size) before it.");
        }

        try
        {
            return Follow(input);
        }
        catch (OverflowException)
        {
            throw new ShapeMismatchException($"{Tag} gets {input}: that is more numbers than a layer can give.");
        }
    }

    /// <summary>How many numbers the layer learns.</summary>
    /// <param name="input">A shape that <see cref="OutputShape"/> takes.</param>
    public virtual long ParameterCount(Shape input) => 0;

    private protected virtual bool TakesTokens => false;

    /// <summary>The output's shape, for hyperparameters within their ranges.</summary>
    private protected virtual Shape Follow(Shape input) => input;

    private protected ShapeMismatchException Mismatch(string takes, Shape input, string? advice = null) =>
        new($"{Tag} takes {takes} and gets {input}{(advice is null ? "" : $"; {advice}")}.");
}
