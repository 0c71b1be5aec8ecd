using System.Runtime.CompilerServices;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Versions;

/// <summary>A version of a data set, opened: its manifest, and its parts as they are asked for.</summary>
public sealed record DataVersion(ObjectStore Objects, DataManifest Manifest)
{
    public static async Task<DataVersion> OpenAsync(ObjectStore objects, string manifest, CancellationToken cancellation) =>
        new(objects, await DataManifest.ReadAsync(objects, manifest, cancellation));

    /// <summary>The rows of the version's items, ascending.</summary>
    public async Task<int[]> RowsAsync(CancellationToken cancellation) => Manifest.Selection is null
        ? [.. Enumerable.Range(0, Manifest.Rows)]
        : await RowList.ReadAsync(Objects, Manifest.Selection, cancellation);

    /// <summary>The ids of all rows.</summary>
    public async Task<ItemId[]> IdsAsync(CancellationToken cancellation)
    {
        var ids = new ItemId[Manifest.Rows];
        var row = 0;
        foreach (var chunk in Manifest.Chunks)
        {
            var bytes = await Objects.ReadAsync(chunk.Ids, cancellation);
            for (var i = 0; i < chunk.Items; i++)
            {
                ids[row++] = ItemId.Read(bytes.AsSpan(i * ItemId.Size));
            }
        }

        return ids;
    }

    /// <summary>A field of all rows; null where the data set has no such field.</summary>
    public async Task<TextColumn?> FieldAsync(string name, CancellationToken cancellation)
    {
        if (!Manifest.Chunks.Any(chunk => chunk.Fields.ContainsKey(name)))
        {
            return null;
        }

        var columns = new List<TextColumn>();
        foreach (var chunk in Manifest.Chunks)
        {
            columns.Add(chunk.Fields.TryGetValue(name, out var hash)
                ? await TextColumn.ReadAsync(Objects, hash, cancellation)
                : NoText(chunk));
        }

        return TextColumn.Concat(columns);
    }

    /// <summary>The labels that were given to all rows; null where the version is not labelled.</summary>
    public async Task<TextColumn?> LabelsAsync(CancellationToken cancellation) =>
        Manifest.Labels is null ? null : await TextColumn.ReadAsync(Objects, Manifest.Labels, cancellation);

    /// <summary>The labels that the source brought along, for all rows; null where it brought none.</summary>
    public async Task<TextColumn?> SourceLabelsAsync(CancellationToken cancellation)
    {
        if (Manifest.Chunks.All(chunk => chunk.SourceLabels is null))
        {
            return null;
        }

        var columns = new List<TextColumn>();
        foreach (var chunk in Manifest.Chunks)
        {
            columns.Add(chunk.SourceLabels is null ? NoText(chunk) : await TextColumn.ReadAsync(Objects, chunk.SourceLabels, cancellation));
        }

        return TextColumn.Concat(columns);
    }

    /// <summary>The bytes of the chunks that hold any of <paramref name="rows"/> (ascending), each with the row that it begins at.</summary>
    public async IAsyncEnumerable<(int FirstRow, byte[] Items, ArraySegment<int> Rows)> ChunksAsync(
        int[] rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var firstRow = 0;
        var next = 0;
        foreach (var chunk in Manifest.Chunks)
        {
            var from = next;
            while (next < rows.Length && rows[next] < firstRow + chunk.Items)
            {
                next++;
            }

            if (next > from)
            {
                var items = new byte[checked(chunk.Items * Manifest.ItemSize)];
                await using var stream = await Objects.OpenAsync(chunk.Bytes, cancellation);
                await stream.ReadExactlyAsync(items, cancellation);
                yield return (firstRow, items, new ArraySegment<int>(rows, from, next - from));
            }

            firstRow += chunk.Items;
        }
    }

    /// <summary>The manifest of the version that has only these of the rows, ascending.</summary>
    public async Task<DataManifest> SelectAsync(int[] rows, CancellationToken cancellation) => Manifest with
    {
        Count = rows.Length,
        // One form for "all", so that equal content stays recognisable.
        Selection = rows.Length == Manifest.Rows ? null : await RowList.WriteAsync(Objects, rows, cancellation),
    };

    /// <summary>The manifest of the version without <paramref name="rows"/>, which are noted as set aside.</summary>
    /// <param name="kept">The rows that stay, ascending.</param>
    public async Task<DataManifest> SetAsideAsync(int[] kept, IEnumerable<(string Reason, int[] Rows)> rows, CancellationToken cancellation)
    {
        var noted = Manifest.SetAside.ToBuilder();
        foreach (var (reason, aside) in rows.Where(group => group.Rows.Length > 0))
        {
            noted.Add(new SetAside(reason, aside.Length, await RowList.WriteAsync(Objects, aside, cancellation)));
        }

        return await SelectAsync(kept, cancellation) with { SetAside = noted.ToImmutable() };
    }

    private static TextColumn NoText(Chunk chunk)
    {
        var codes = new int[chunk.Items];
        Array.Fill(codes, TextColumn.None);
        return new TextColumn([], codes);
    }
}
