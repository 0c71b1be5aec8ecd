using System.Collections.Immutable;

namespace DeepFlow.Data.Sources;

/// <summary>A run of items as a source hands them over.</summary>
/// <param name="Items">The items' bytes, one after another.</param>
/// <param name="Labels">The source's own label of each item: its position among the data set's labels.</param>
/// <param name="Fields">What the source says about all of these items.</param>
/// <param name="Done">How much of the source has been read with it, 0..1; an estimate, for progress only.</param>
public sealed record SourceBatch(
    ReadOnlyMemory<byte> Items, ReadOnlyMemory<byte> Labels, ImmutableSortedDictionary<string, string> Fields, double Done)
{
    public int Count => Labels.Length;
}
