using CsCheck;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Workflows.Tests.Models;

public sealed class LayerShapeTests
{
    private static readonly Shape Picture = Shape.Of(3, 28, 31), Sequence = Shape.Of(20, 8), Vector = Shape.Of(12);
    private static readonly Shape Tokens = Shape.Of(new SequenceItem(20, 500))!;

    public static TheoryData<Layer, Shape, Shape> Fitting => new()
    {
        { new Conv(16, 3), Picture, Shape.Of(16, 28, 31) },
        { new Conv(16, 3, Stride: 2), Picture, Shape.Of(16, 14, 16) },
        { new Conv(16, 4, Stride: 3, Padding: Padding.Valid), Picture, Shape.Of(16, 9, 10) },
        { new Conv(16, 99), Picture, Shape.Of(16, 28, 31) },
        { new MaxPool(2), Picture, Shape.Of(3, 14, 15) },
        { new MaxPool(3, Stride: 2), Picture, Shape.Of(3, 13, 15) },
        { new AveragePool(4), Picture, Shape.Of(3, 7, 7) },
        { new GlobalAveragePool(), Picture, Shape.Of(3) },
        { new GlobalAveragePool(), Sequence, Shape.Of(8) },
        { new BatchNorm(), Picture, Picture },
        { new BatchNorm(), Vector, Vector },
        { new GroupNorm(3), Picture, Picture },
        { new LayerNorm(), Sequence, Sequence },
        { new Linear(5), Sequence, Shape.Of(20, 5) },
        { new Flatten(), Sequence, Shape.Of(160) },
        { new Embedding(500, 6), Tokens, Shape.Of(20, 6) },
        { new Embedding(501, 6), Tokens, Shape.Of(20, 6) },
        { new PositionalEncoding(), Sequence, Sequence },
        { new Lstm(7), Sequence, Shape.Of(7) },
        { new Lstm(7, Returns.Sequence), Sequence, Shape.Of(20, 7) },
        { new Gru(7), Sequence, Shape.Of(7) },
        { new Gru(7, Returns.Sequence), Sequence, Shape.Of(20, 7) },
        { new Attention(4), Sequence, Sequence },
        { new Residual([new Conv(3, 3), new Relu()]), Picture, Picture },
        { new Block("stem", [new Conv(8, 3), new MaxPool(2)]), Picture, Shape.Of(8, 14, 15) },
        { new Block("words", [new Embedding(500, 4), new Gru(3)]), Tokens, Shape.Of(3) },
    };

    [Theory]
    [MemberData(nameof(Fitting))]
    public void OutputShape_OfWhatFits_IsKnownWithoutATensor(Layer layer, Shape input, Shape output) => layer.OutputShape(input).Should().Be(output);

    public static TheoryData<Layer, Shape, string> Unfitting => new()
    {
        { new Conv(16, 3), Shape.Of(784), "conv takes a picture [channels, height, width] and gets [784]." },
        { new Conv(16, 5, Padding: Padding.Valid), Shape.Of(1, 28, 4), "conv takes at least [channels, 5, 5] for its kernel and gets [1, 28, 4]; a smaller kernel or padding: same fits." },
        { new MaxPool(2), Sequence, "max_pool takes a picture [channels, height, width] and gets [20, 8]." },
        { new AveragePool(3), Shape.Of(8, 2, 2), "average_pool takes at least [channels, 3, 3] for its window and gets [8, 2, 2]; a smaller window fits." },
        { new GlobalAveragePool(), Vector, "global_average_pool takes a picture [channels, height, width] or a sequence [time, features] and gets [12]." },
        { new BatchNorm(), Sequence, "batch_norm takes a picture [channels, height, width] or a vector [features] and gets [20, 8]; layer_norm() takes any shape." },
        { new GroupNorm(2), Picture, "group_norm takes channels that 2 groups can share equally and gets [3, 28, 31]." },
        { new Linear(10), Picture, "linear takes a vector [features] or a sequence [time, features] and gets [3, 28, 31]; put flatten() before it." },
        { new Linear(10), Tokens, "linear takes numbers to compute with and gets tokens 0..499 [20]; put embedding(500, size) before it." },
        { new Embedding(100, 8), Tokens, "embedding has vectors for the tokens 0..99 and gets tokens 0..499 [20]; write embedding(500, 8)." },
        { new Embedding(100, 8), Vector, "embedding takes tokens [time], as sequence(length, vocabulary) holds them, and gets [12]." },
        { new Lstm(4), Vector, "lstm takes a sequence [time, features] and gets [12]." },
        { new Attention(3), Sequence, "attention takes features that 3 heads can share equally and gets [20, 8]." },
        { new Residual([new Conv(16, 3)]), Picture, "residual adds its input [3, 28, 31] to what its layers give, [16, 28, 31]; both must have the same shape." },
        { new Residual([new Embedding(500, 4)]), Tokens, "residual adds its input tokens 0..499 [20] to what its layers give, [20, 4]; both must have the same shape." },
        { new Block("head", []), Vector, "block holds no layer; put one between its braces." },
        { new Residual([null!]), Vector, "residual holds something that is no layer; put one between its braces." },
        { new Block("head", [new Flatten(), new Conv(3, 3)]), Picture, "conv takes a picture [channels, height, width] and gets [2604]." },
        { new Conv(16, 3, Stride: 0), Picture, "conv takes stride from 1 to 1000; 0 is outside." },
        { new MaxPool(2, Stride: -1), Picture, "max_pool takes stride from 1 to 1000; -1 is outside." },
        { new Dropout(1.5), Vector, "dropout takes rate from 0 to 0.95; 1.5 is outside." },
        { new Flatten(), Shape.Of(1_000_000, 1_000_000, 1), "flatten gets [1000000, 1000000, 1]: that is more numbers than a layer can give." },
    };

    [Theory]
    [MemberData(nameof(Unfitting))]
    public void OutputShape_OfWhatDoesNotFit_SaysWhatIsTakenAndWhatIsThere(Layer layer, Shape input, string message) =>
        layer.Invoking(unfitting => unfitting.OutputShape(input)).Should().Throw<ShapeMismatchException>().WithMessage(message);

    [Theory]
    [InlineData(28, 3, 1, 1, 1)]
    [InlineData(28, 3, 2, 0, 1)]
    [InlineData(27, 3, 2, 1, 1)]
    [InlineData(28, 4, 1, 1, 2)]
    [InlineData(28, 1, 2, 0, 0)]
    public void PaddingOf_Same_IsAsEvenAsCanBe(int size, int kernel, int stride, int before, int after) =>
        new Conv(1, kernel, stride).PaddingOf(size).Should().Be((before, after));

    [Fact]
    public void OutputShape_OfAnyLayerAndShape_IsAShapeOrASentence() =>
        Gen.Select(AnyLayer, AnyShape).ForEach(
            (layer, input) =>
            {
                try
                {
                    var output = layer.OutputShape(input);
                    output.Rank.Should().BePositive();
                    output.Dimensions.Should().OnlyContain(size => size > 0);
                    layer.ParameterCount(input).Should().BeGreaterThanOrEqualTo(0);
                }
                catch (ShapeMismatchException mismatch)
                {
                    mismatch.Message.Should().EndWith(".");
                }
            },
            times: 5_000);

    private static readonly Gen<int> Number = Gen.OneOf(Gen.Int[1, 12], Gen.Int[-2, 70_000], Gen.Const(int.MaxValue), Gen.Const(int.MinValue));
    private static readonly Gen<int> Dimension = Gen.OneOf(Gen.Int[1, 40], Gen.Int[1, 1_000_000]);
    private static readonly Gen<Padding> Edges = Gen.OneOf(Gen.Const(Padding.Same), Gen.Const(Padding.Valid));
    private static readonly Gen<Returns> Given = Gen.OneOf(Gen.Const(Returns.Last), Gen.Const(Returns.Sequence));

    private static readonly Gen<Shape> AnyShape = Gen.OneOf(
        Gen.Select(Dimension, size => Shape.Of(size)),
        Gen.Select(Dimension, Dimension, (length, vocabulary) => Shape.Of(length) with { Vocabulary = vocabulary }),
        Gen.Select(Dimension, Dimension, (time, features) => Shape.Of(time, features)),
        Gen.Select(Dimension, Dimension, Dimension, (channels, height, width) => Shape.Of(channels, height, width)));

    private static readonly Gen<Layer> Single = Gen.OneOf<Layer>(
        Gen.OneOf(new Layer[] { new Flatten(), new Relu(), new Gelu(), new GlobalAveragePool(), new BatchNorm(), new LayerNorm(), new PositionalEncoding() }.Select(Gen.Const).ToArray()),
        Gen.Select(Number, units => (Layer)new Linear(units)),
        Gen.Select(Number, Number, Number, Edges, (channels, kernel, stride, padding) => (Layer)new Conv(channels, kernel, stride, padding)),
        Gen.Select(Number, Number, (size, stride) => (Layer)new MaxPool(size, stride)),
        Gen.Select(Number, size => (Layer)new AveragePool(size)),
        Gen.Select(Number, groups => (Layer)new GroupNorm(groups)),
        Gen.Select(Number, Number, (vocabulary, size) => (Layer)new Embedding(vocabulary, size)),
        Gen.Select(Number, Given, (units, returns) => (Layer)new Lstm(units, returns)),
        Gen.Select(Number, Given, (units, returns) => (Layer)new Gru(units, returns)),
        Gen.Select(Number, heads => (Layer)new Attention(heads)));

    private static readonly Gen<Layer> AnyLayer = Gen.OneOf(
        Single,
        Gen.Select(Single.Array[0, 4], layers => (Layer)new Residual([.. layers])),
        Gen.Select(Single.Array[0, 4], layers => (Layer)new Block("any", [.. layers])));
}
