using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Sources;

/// <summary>
/// An IDX file of bytes (magic 00 00 08 and the number of dimensions), plain or gzip, read forwards. The count in the header is a
/// claim: items are read until the file ends, and only then compared with it.
/// </summary>
/// <exception cref="ActivityFailureException"><c>source_damaged</c>: the file is cut off, altered or no IDX file.</exception>
internal sealed class IdxFile : IDisposable
{
    /// <summary>Larger sides belong to no picture, and their product would not fit into memory.</summary>
    private const uint LongestSide = 1 << 14;

    private readonly Stream stream;
    private readonly uint claimed;
    private int read;

    private IdxFile(string path, Stream stream, uint claimed, ImmutableArray<int> shape)
    {
        Path = path;
        this.stream = stream;
        this.claimed = claimed;
        Shape = shape;
    }

    public string Path { get; }

    /// <summary>An item's dimensions: empty for labels, height and width for pictures.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>How much of what the header claims has been read; an estimate, since the header may be wrong.</summary>
    public double Done => claimed == 0 ? 1 : Math.Min(1, (double)read / claimed);

    /// <summary>How many bytes an item has.</summary>
    public int ItemSize => Shape.Aggregate(1, (size, side) => size * side);

    public static IdxFile Open(string path, int dimensions)
    {
        var stream = OpenContent(path);
        try
        {
            var header = new byte[4 + (4 * dimensions)];
            var got = ReadFully(path, stream, header);
            if (got < 4 || BinaryPrimitives.ReadUInt32BigEndian(header) != 0x0800 + dimensions)
            {
                throw Damaged(path, $"it does not begin like an IDX file of bytes with {dimensions} dimension(s)");
            }

            if (got < header.Length)
            {
                throw Damaged(path, "it is cut off within its header");
            }

            var sides = Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + (4 * i)))).ToArray();
            if (sides.Skip(1).Any(side => side is 0 or > LongestSide))
            {
                throw Damaged(path, $"its header claims items of {string.Join("x", sides.Skip(1))}");
            }

            return new IdxFile(path, stream, sides[0], [.. sides.Skip(1).Select(side => (int)side)]);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The file's content, decompressed when its name ends in <c>.gz</c>.</summary>
    /// <exception cref="ActivityFailureException"><c>source_unreadable</c>: the file may not be opened.</exception>
    public static Stream OpenContent(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ActivityFailureException("source_unreadable", $"{path} cannot be opened: {error.Message}", retryable: true, error);
        }
    }

    /// <summary>Fills <paramref name="buffer"/> with whole items.</summary>
    /// <returns>How many items were read; fewer than fit only at the end of the file.</returns>
    public int ReadItems(Span<byte> buffer)
    {
        var room = buffer.Length / ItemSize;
        var bytes = ReadFully(Path, stream, buffer[..(room * ItemSize)]);
        if (bytes % ItemSize != 0)
        {
            throw Damaged(Path, $"it is cut off within item {read + (bytes / ItemSize)}");
        }

        var items = bytes / ItemSize;
        read += items;
        if (items < room && read != claimed)
        {
            throw Damaged(Path, $"its header claims {claimed} items and it holds {read}");
        }

        return items;
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Reads as much as there is; turns what gzip says about bad data into a sentence about the file.</summary>
    internal static int ReadFully(string path, Stream stream, Span<byte> buffer)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(path, $"it cannot be decompressed ({error.Message})");
        }
    }

    private static ActivityFailureException Damaged(string path, string what) =>
        new("source_damaged", $"{path} cannot be used: {what}. Get the file again.", retryable: false);
}
