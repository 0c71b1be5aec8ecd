using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Workflows.Models;

/// <summary>The dimensions of one item, without the batch.</summary>
public sealed record Shape(ImmutableArray<int> Dimensions)
{
    public static Shape Of(params ReadOnlySpan<int> dimensions) => new([.. dimensions]);

    public int Rank => Dimensions.Length;
    public int Last => Dimensions[^1];
    public long Size => Dimensions.Aggregate(1L, (product, d) => checked(product * d));

    public bool Equals(Shape? other) => other is not null && Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());
    public override int GetHashCode() => Dimensions.Aggregate(0, HashCode.Combine);
    public override string ToString() => "[" + string.Join(", ", Dimensions) + "]";

    /// <summary>Null for an item without a fixed shape, such as a text.</summary>
    public static Shape? Of(ItemType item) => item switch
    {
        ImageItem image => Of(image.Channels, image.Height, image.Width),
        TokensItem tokens => Of(tokens.Size),
        _ => null,
    };
}

/// <summary>A layer was given what it cannot take; the message is a sentence for the model's author.</summary>
public sealed class ShapeMismatchException(string message) : Exception(message);
