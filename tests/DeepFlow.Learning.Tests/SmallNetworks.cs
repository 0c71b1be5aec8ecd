using DeepFlow.Learning.Networks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Tests;

/// <summary>Between them they hold every layer, and each trains in well under a second.</summary>
internal static class SmallNetworks
{
    public static NetworkDefinition Normalised { get; } = new(
        Pictures.Item, PixelScale.Unit, [new Flatten(), new Linear(24), new LayerNorm(), new Relu(), new Dropout(0.2), new Linear(Pictures.Classes)]);

    /// <summary>Pixels onto -1..1, and a layer that works on every row of the picture.</summary>
    public static NetworkDefinition RowWise { get; } = new(
        Pictures.Item, new PixelScale(-1, 1), [new LayerNorm(), new Flatten(), new Linear(16), new Relu(), new Linear(Pictures.Classes)]);

    /// <summary>A small residual network, with dropout so that a resumed run needs the random state.</summary>
    public static NetworkDefinition Convolutional { get; } = new(
        Pictures.Item, PixelScale.Unit,
        [
            new Block("stem", [new Conv(8, 3), new BatchNorm(), new Relu(), new MaxPool(2)]),
            new Residual([new Conv(8, 3), new BatchNorm(), new Gelu(), new Residual([new Conv(8, 1), new Tanh()])]),
            new GlobalAveragePool(), new BatchNorm(), new Dropout(0.1), new Linear(Pictures.Classes),
        ]);

    /// <summary>What does not divide evenly: even kernels, strides, windows that leave pixels out.</summary>
    public static NetworkDefinition Uneven { get; } = new(
        Pictures.Item, new PixelScale(-1, 1),
        [
            new Conv(6, 4), new GroupNorm(3), new Sigmoid(), new AveragePool(3, Stride: 1), new Conv(4, 3, Stride: 2), new MaxPool(2, Stride: 1),
            new Conv(4, 2, Padding: Padding.Valid), new Flatten(), new Linear(Pictures.Classes),
        ]);

    public static NetworkDefinition Lstm { get; } = OfSequences(new Lstm(12));

    public static NetworkDefinition Gru { get; } = OfSequences(new Gru(12, Returns.Sequence), new Dropout(0.1), new Gru(8));

    public static NetworkDefinition StackedLstm { get; } = OfSequences(new Lstm(8, Returns.Sequence), new LayerNorm(), new GlobalAveragePool());

    public static NetworkDefinition Transformer { get; } = OfSequences(
        new PositionalEncoding(),
        new Residual([new LayerNorm(), new Attention(2), new Dropout(0.05)]),
        new Residual([new LayerNorm(), new Linear(24), new Gelu(), new Linear(12)]),
        new GlobalAveragePool());

    public static IReadOnlyDictionary<string, NetworkDefinition> All { get; } = new Dictionary<string, NetworkDefinition>
    {
        [nameof(Normalised)] = Normalised, [nameof(RowWise)] = RowWise, [nameof(Convolutional)] = Convolutional, [nameof(Uneven)] = Uneven,
        [nameof(Lstm)] = Lstm, [nameof(Gru)] = Gru, [nameof(StackedLstm)] = StackedLstm, [nameof(Transformer)] = Transformer,
    };

    public static TheoryData<string> Names => new(All.Keys);

    /// <summary>Generated items of the kind that the network takes.</summary>
    public static LabelledTensors Data(NetworkDefinition network, int count, int seed) =>
        network.Input is SequenceItem ? Sequences.Of(count, seed) : Pictures.Of(count, seed);

    private static NetworkDefinition OfSequences(params Layer[] layers) =>
        new(Sequences.Item, Scale: null, [new Embedding(Sequences.Item.Vocabulary, 12), .. layers, new Linear(Sequences.Classes)]);
}
