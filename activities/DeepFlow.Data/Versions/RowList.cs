using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Versions;

/// <summary>32-bit integers in an object, little-endian on every machine.</summary>
internal static class RowList
{
    public static Task<string> WriteAsync(ObjectStore objects, int[] rows, CancellationToken cancellation)
    {
        var bytes = new byte[4 * rows.Length];
        Encode(rows, bytes);
        return objects.PutAsync(bytes, cancellation);
    }

    public static async Task<int[]> ReadAsync(ObjectStore objects, string hash, CancellationToken cancellation) =>
        Decode(await objects.ReadAsync(hash, cancellation));

    public static void Encode(ReadOnlySpan<int> rows, Span<byte> target)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(rows).CopyTo(target);
            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target[(4 * i)..], rows[i]);
        }
    }

    public static int[] Decode(ReadOnlySpan<byte> bytes)
    {
        var rows = new int[bytes.Length / 4];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
        }

        return rows;
    }
}
