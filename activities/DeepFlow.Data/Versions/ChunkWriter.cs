using System.Collections.Immutable;
using DeepFlow.Data.Sources;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Versions;

/// <summary>Gathers items from batches, gives each its id, and stores them as chunks.</summary>
/// <param name="labels">The data set's labels, in order.</param>
/// <param name="itemsPerChunk">Null: as many as make about 8 MiB.</param>
internal sealed class ChunkWriter(ObjectStore objects, int itemSize, ImmutableArray<string> labels, int? itemsPerChunk = null)
{
    /// <summary>Large enough that a chunk's file is read at the disk's speed, small enough to hold some in memory.</summary>
    private const int ChunkBytes = 8 << 20;

    private readonly int capacity = itemsPerChunk ?? Math.Max(1, ChunkBytes / itemSize);
    private readonly Dictionary<UInt128, int> copies = [];
    private readonly ImmutableArray<Chunk>.Builder chunks = ImmutableArray.CreateBuilder<Chunk>();
    private readonly MemoryStream bytes = new();
    private readonly MemoryStream ids = new();
    private readonly List<int> marks = [];
    private readonly List<ImmutableSortedDictionary<string, string>> fields = [];

    public int Items { get; private set; }

    public async Task AddAsync(SourceBatch batch, CancellationToken cancellation)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            Add(batch.Items.Span.Slice(i * itemSize, itemSize), batch.Labels.Span[i], batch.Fields);
            if (marks.Count == capacity)
            {
                await FlushAsync(cancellation);
            }
        }
    }

    public async Task<ImmutableArray<Chunk>> FinishAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        return chunks.ToImmutable();
    }

    private void Add(ReadOnlySpan<byte> item, int label, ImmutableSortedDictionary<string, string> about)
    {
        var content = ItemId.ContentOf(item);
        copies.TryGetValue(content, out var copy);
        copies[content] = copy + 1;
        Span<byte> id = stackalloc byte[ItemId.Size];
        new ItemId(content, copy).Write(id);
        bytes.Write(item);
        ids.Write(id);
        marks.Add(label);
        fields.Add(about);
        Items++;
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        if (marks.Count == 0)
        {
            return;
        }

        var columns = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in fields.SelectMany(about => about.Keys).Distinct(StringComparer.Ordinal))
        {
            columns[name] = await ColumnOf(name).WriteAsync(objects, cancellation);
        }

        chunks.Add(new Chunk(
            marks.Count,
            await objects.PutAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancellation),
            await objects.PutAsync(ids.GetBuffer().AsMemory(0, (int)ids.Length), cancellation),
            columns.ToImmutable(),
            await new TextColumn(labels, [.. marks]).WriteAsync(objects, cancellation)));
        bytes.SetLength(0);
        ids.SetLength(0);
        marks.Clear();
        fields.Clear();
    }

    private TextColumn ColumnOf(string field)
    {
        var values = fields.Select(about => about.GetValueOrDefault(field)).OfType<string>().Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new TextColumn(values, [.. fields.Select(about => about.TryGetValue(field, out var value) ? values.IndexOf(value) : TextColumn.None)]);
    }
}
