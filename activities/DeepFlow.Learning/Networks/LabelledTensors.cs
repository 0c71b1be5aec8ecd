using DeepFlow.Workflows.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks;

/// <summary>
/// A whole data set in memory: items (N x item shape; raw pixels as uint8, tokens as int32) and class numbers (int64, N).
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
        : this(source, () => tensor(pixels, Dimensions(labels, shape)), pixels.LongLength, labels, shape)
    {
    }

    /// <param name="tokens">Items one after the other; each token from 0 to below the shape's vocabulary.</param>
    /// <exception cref="ArgumentException">Tokens and labels do not belong together, or a token is not of the vocabulary.</exception>
    public LabelledTensors(string source, int[] tokens, int[] labels, Shape shape)
        : this(source, () => tensor(tokens, Dimensions(labels, shape)), tokens.LongLength, labels, shape)
    {
        if (shape.Vocabulary is not { } vocabulary || tokens.Any(token => token < 0 || token >= vocabulary))
        {
            Dispose();
            throw new ArgumentException($"The tokens are not those of {shape}.");
        }
    }

    private LabelledTensors(string source, Func<Tensor> items, long numbers, int[] labels, Shape shape)
    {
        if (numbers != labels.LongLength * shape.Size)
        {
            throw new ArgumentException($"{labels.Length} items of {shape.Size} numbers need {labels.Length * shape.Size}; there are {numbers}.");
        }

        Source = source;
        Items = items().DetachFromDisposeScope();
        Labels = tensor(Array.ConvertAll(labels, label => (long)label)).DetachFromDisposeScope();
    }

    public string Source { get; }

    public long Count => Labels.shape[0];

    internal Tensor Items { get; }

    internal Tensor Labels { get; }

    public void Dispose()
    {
        Items.Dispose();
        Labels.Dispose();
    }

    private static long[] Dimensions(int[] labels, Shape shape) => [labels.Length, .. shape.Dimensions.Select(size => (long)size)];
}
