using System.IO.Compression;
using DeepFlow.Learning.Networks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Tests;

/// <summary>The original files, from the folder that <c>DEEPFLOW_DATA</c> names, or from where Debian's package puts them.</summary>
internal static class FashionMnistFiles
{
    private const int PixelHeader = 16, LabelHeader = 8;

    public static readonly ImageItem Item = new(1, 28, 28);

    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("DEEPFLOW_DATA"), "/usr/share/datasets/fashion-mnist" }
        .SelectMany(folder => new[] { folder, Path.Combine(folder ?? "", "fashion-mnist") })
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder ?? "", "train-images-idx3-ubyte.gz")));

    /// <param name="part"><c>train</c> or <c>t10k</c></param>
    public static LabelledTensors Read(string part, Range items)
    {
        var pixels = Content($"{part}-images-idx3-ubyte.gz")[PixelHeader..];
        var labels = Content($"{part}-labels-idx1-ubyte.gz")[LabelHeader..];
        var (offset, count) = items.GetOffsetAndLength(labels.Length);
        var size = Item.Width * Item.Height;
        return new LabelledTensors($"{part} {items}", pixels.AsSpan(offset * size, count * size).ToArray(), Array.ConvertAll(labels[items], label => (int)label), Shape.Of(Item)!);
    }

    private static byte[] Content(string name)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Folder!, name)), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

/// <summary>A test on the real data: skipped by name where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FashionMnistFactAttribute : FactAttribute
{
    public FashionMnistFactAttribute() =>
        Skip = FashionMnistFiles.Folder is null ? "Fashion-MNIST is not here; set DEEPFLOW_DATA to the folder with its four files." : null;
}
