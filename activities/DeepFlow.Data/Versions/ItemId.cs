using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace DeepFlow.Data.Versions;

/// <summary>
/// Names an item within its data set for ever: what it contains, and which copy it is where the same content came more than once.
/// </summary>
/// <param name="Content">The first 16 bytes of the content's SHA-256.</param>
/// <param name="Copy">How many items before it, in the order of ingestion, have the same content.</param>
public readonly record struct ItemId(UInt128 Content, int Copy)
{
    /// <summary>Bytes of an id in an object: the content, then the copy, both little-endian.</summary>
    internal const int Size = 20;

    /// <summary>The content's part of an item's id.</summary>
    public static UInt128 ContentOf(ReadOnlySpan<byte> item)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(item, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>32 hexadecimal digits, and <c>+n</c> for the n-th further copy.</summary>
    public override string ToString() => Copy == 0
        ? Content.ToString("x32", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Content:x32}+{Copy}");

    internal void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(target, Content);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], Copy);
    }

    internal static ItemId Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt128LittleEndian(source), BinaryPrimitives.ReadInt32LittleEndian(source[16..]));
}
