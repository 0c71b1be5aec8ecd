using System.Collections.Immutable;

namespace DeepFlow.Data.Versions;

/// <summary>The items of a version in memory, as training reads them.</summary>
public sealed record LoadedItems
{
    public required int Count { get; init; }

    /// <summary>The items one after another: <see cref="Count"/> times <see cref="ItemSize"/> bytes.</summary>
    public required byte[] Items { get; init; }

    /// <summary>Bytes of one item.</summary>
    public required int ItemSize { get; init; }

    /// <summary>What the numbers of an item are.</summary>
    public required ElementType Element { get; init; }

    /// <summary>An item's dimensions: channels, height and width of an image.</summary>
    public required ImmutableArray<int> Shape { get; init; }

    /// <summary>Each item's class, a position in <see cref="LabelNames"/>, or -1 for an item without a label; null: nothing is labelled.</summary>
    public required int[]? Labels { get; init; }

    /// <summary>The data set's labels as the program names them, in the order of the classes.</summary>
    public required ImmutableArray<string> LabelNames { get; init; }

    /// <summary>The labels as people read them.</summary>
    public required ImmutableArray<string> LabelDisplays { get; init; }

    public required ItemId[] Ids { get; init; }

    /// <summary>The hash of the version's manifest: equal for equal content, whatever run made it.</summary>
    public required string Content { get; init; }

    public ReadOnlySpan<byte> Item(int index) => Items.AsSpan(index * ItemSize, ItemSize);
}
