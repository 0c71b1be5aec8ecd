using DeepFlow.Workflows.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks;

/// <summary>
/// A whole data set in memory: raw pixels (uint8, N x item shape) and class numbers (int64, N).
/// Holding everything and selecting rows per batch costs half of what a loader with per-item transforms does.
/// </summary>
public sealed class LabelledTensors : IDisposable
{
    /// <param name="source">Names the items: two sets with the same source hold the same items in the same order.</param>
    /// <param name="pixels">Items one after the other, row by row, 0..255.</param>
    /// <param name="labels">Class number of each item, from 0.</param>
    /// <param name="shape">Shape of one item.</param>
    /// <exception cref="ArgumentException">Pixels and labels do not belong together.</exception>
    public LabelledTensors(string source, byte[] pixels, int[] labels, Shape shape)
    {
        if (pixels.LongLength != labels.LongLength * shape.Size)
        {
            throw new ArgumentException($"{labels.Length} items of {shape.Size} pixels need {labels.Length * shape.Size} bytes; there are {pixels.LongLength}.");
        }

        Source = source;
        Pixels = tensor(pixels, [labels.Length, .. shape.Dimensions.Select(size => (long)size)]).DetachFromDisposeScope();
        Labels = tensor(Array.ConvertAll(labels, label => (long)label)).DetachFromDisposeScope();
    }

    public string Source { get; }

    public long Count => Labels.shape[0];

    internal Tensor Pixels { get; }

    internal Tensor Labels { get; }

    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }
}
