using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepFlow.Data.Tests;

/// <summary>Writes small IDX files.</summary>
internal static class IdxFiles
{
    public const int Side = 4, ItemSize = Side * Side;

    /// <summary>A pair of files in a folder: pictures of <see cref="Side"/> x <see cref="Side"/>, each with a label.</summary>
    public static void Write(string folder, string part, IReadOnlyList<(byte[] Pixels, byte Label)> items, bool compressed = true)
    {
        Directory.CreateDirectory(folder);
        WriteFile(Path.Combine(folder, $"{part}-images-idx3-ubyte"), compressed, Images([.. items.Select(item => item.Pixels)]));
        WriteFile(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), compressed, Labels([.. items.Select(item => item.Label)]));
    }

    public static byte[] Images(byte[][] pictures, int? claimed = null) =>
        [.. Header(0x0803, claimed ?? pictures.Length, Side, Side), .. pictures.SelectMany(pixels => pixels)];

    public static byte[] Labels(byte[] labels, int? claimed = null) => [.. Header(0x0801, claimed ?? labels.Length), .. labels];

    public static byte[] Header(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        }

        return bytes;
    }

    public static string WriteFile(string path, bool compressed, byte[] content)
    {
        if (!compressed)
        {
            File.WriteAllBytes(path, content);
            return path;
        }

        using var file = File.Create(path + ".gz");
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(content);
        return path + ".gz";
    }

    /// <summary>A picture of one shade.</summary>
    public static byte[] Grey(byte shade)
    {
        var pixels = new byte[ItemSize];
        Array.Fill(pixels, shade);
        return pixels;
    }

    /// <summary>Pictures of noise, with labels 0 and 1 in turn.</summary>
    public static List<(byte[] Pixels, byte Label)> Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var pixels = new byte[ItemSize];
            random.NextBytes(pixels);
            return (pixels, (byte)(i % 2));
        })];
    }
}
