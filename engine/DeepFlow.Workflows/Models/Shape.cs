using System.Collections.Immutable;
using System.Globalization;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Workflows.Models;

/// <summary>The dimensions of one item, without the batch.</summary>
public sealed record Shape(ImmutableArray<int> Dimensions)
{
    public static Shape Of(params ReadOnlySpan<int> dimensions) => new([.. dimensions]);

    /// <summary>Set where the numbers only name tokens, from 0 to below this; null where they can be computed with.</summary>
    public int? Vocabulary { get; init; }

    public int Rank => Dimensions.Length;
    public int Last => Dimensions[^1];
    public long Size => Dimensions.Aggregate(1L, (product, d) => checked(product * d));

    public bool Equals(Shape? other) => other is not null && Vocabulary == other.Vocabulary && Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());
    public override int GetHashCode() => Dimensions.Aggregate(Vocabulary ?? 0, HashCode.Combine);
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Vocabulary is { } tokens ? $"tokens 0..{tokens - 1} " : "")}[{string.Join(", ", Dimensions)}]");

    /// <summary>Null for an item without a fixed shape, such as a text.</summary>
    public static Shape? Of(ItemType item) => item switch
    {
        ImageItem image => Of(image.Channels, image.Height, image.Width),
        TokensItem tokens => Of(tokens.Size),
        SequenceItem sequence => Of(sequence.Length) with { Vocabulary = sequence.Vocabulary },
        _ => null,
    };
}

/// <summary>A layer was given what it cannot take; the message is a sentence for the model's author.</summary>
public sealed class ShapeMismatchException(string message) : Exception(message);
