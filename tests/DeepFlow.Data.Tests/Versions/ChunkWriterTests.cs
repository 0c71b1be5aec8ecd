using System.Collections.Immutable;
using DeepFlow.Data.Objects;
using DeepFlow.Data.Sources;
using DeepFlow.Data.Versions;
using DeepFlow.Testing;

namespace DeepFlow.Data.Tests.Versions;

public sealed class ChunkWriterTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Chunks_OfAnySize_HoldTheSameItemsIdsLabelsAndFields(int itemsPerChunk)
    {
        var objects = new FolderObjectStore(folder.Path);
        var items = IdxFiles.Noise(10, seed: 1);
        items[7] = items[2];
        var writer = new ChunkWriter(objects, IdxFiles.ItemSize, ["cat", "dog"], itemsPerChunk);
        await writer.AddAsync(Batch("train", items[..6]), default);
        await writer.AddAsync(Batch("test", items[6..]), default);

        var manifest = new DataManifest(Fashion.Small, 10) { Chunks = await writer.FinishAsync(default) };
        var version = new DataVersion(objects, manifest);

        manifest.Chunks.Should().HaveCount((int)Math.Ceiling(10.0 / itemsPerChunk));
        manifest.Rows.Should().Be(10);
        (await ItemsAsync(version, [.. Enumerable.Range(0, 10)])).Should().Equal(items.SelectMany(item => item.Pixels));
        (await ItemsAsync(version, [2, 7, 9])).Should().Equal(new[] { items[2], items[7], items[9] }.SelectMany(item => item.Pixels));
        var ids = await version.IdsAsync(default);
        ids.Should().OnlyHaveUniqueItems();
        ids[7].Should().Be(ids[2] with { Copy = 1 });
        ids[7].ToString().Should().Be(ids[2] + "+1");
        var labels = await version.SourceLabelsAsync(default);
        labels!.Codes.Should().Equal(items.Select(item => (int)item.Label));
        labels.Values.Should().Equal("cat", "dog");
        var part = await version.FieldAsync("part", default);
        Enumerable.Range(0, 10).Select(row => part![row]).Should().Equal(Enumerable.Repeat("train", 6).Concat(Enumerable.Repeat("test", 4)));
        (await version.FieldAsync("colour", default)).Should().BeNull();
    }

    private static SourceBatch Batch(string part, List<(byte[] Pixels, byte Label)> items) => new(
        items.SelectMany(item => item.Pixels).ToArray(),
        items.Select(item => item.Label).ToArray(),
        ImmutableSortedDictionary<string, string>.Empty.Add("part", part),
        Done: 1);

    private static async Task<byte[]> ItemsAsync(DataVersion version, int[] rows)
    {
        var items = new List<byte>();
        await foreach (var (firstRow, bytes, selected) in version.ChunksAsync(rows, default))
        {
            foreach (var row in selected)
            {
                items.AddRange(bytes.AsSpan((row - firstRow) * IdxFiles.ItemSize, IdxFiles.ItemSize));
            }
        }

        return [.. items];
    }
}
