using CsCheck;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Networks.Modules;
using DeepFlow.Learning.Training;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;
using TorchSharp;
using Padding = DeepFlow.Workflows.Models.Padding;

namespace DeepFlow.Learning.Tests.Networks;

[Collection(Torch.Collection)]
public sealed class NetworkTests
{
    private static readonly ItemType Picture = new ImageItem(6, 9, 10), Tokens = new SequenceItem(7, 30), Vector = new TokensItem(12);
    private static readonly Embedding Embedded = new(30, 8);

    public static TheoryData<ItemType, Layer[]> Layers => new()
    {
        { Picture, [new Flatten()] },
        { Vector, [new Linear(5), new Relu(), new Gelu(), new Tanh(), new Sigmoid(), new Dropout(0.5)] },
        { Picture, [new Conv(4, 3)] },
        { Picture, [new Conv(4, 4, Stride: 3)] },
        { Picture, [new Conv(4, 5, Stride: 2, Padding: Padding.Valid)] },
        { Picture, [new Conv(4, 21)] },
        { Picture, [new MaxPool(2)] },
        { Picture, [new AveragePool(3, Stride: 2)] },
        { Picture, [new GlobalAveragePool()] },
        { Picture, [new BatchNorm()] },
        { Vector, [new BatchNorm()] },
        { Picture, [new LayerNorm()] },
        { Picture, [new GroupNorm(2)] },
        { Tokens, [Embedded] },
        { Tokens, [Embedded, new PositionalEncoding(), new Attention(4), new Linear(3), new GlobalAveragePool()] },
        { Tokens, [Embedded, new Lstm(5, Returns.Sequence), new Lstm(4)] },
        { Tokens, [Embedded, new Gru(5, Returns.Sequence), new Gru(4)] },
        { Picture, [new Residual([new Conv(6, 3), new Relu()])] },
        { Picture, [new Block("stem", [new Conv(4, 3), new MaxPool(3)])] },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Build_EachLayer_HasTheShapeAndTheParametersThatItSays(ItemType item, Layer[] layers)
    {
        using var scope = torch.NewDisposeScope();
        var network = new NetworkDefinition(item, Scale: null, [.. layers]);
        using var module = Network.Build(network);
        var type = item is SequenceItem ? torch.int64 : torch.float32;

        var output = module.forward(torch.ones([3, .. network.InputShape.Dimensions.Select(size => (long)size)], type));

        output.shape.Should().Equal([3, .. network.OutputShape.Dimensions.Select(size => (long)size)]);
        module.parameters().Sum(parameter => parameter.numel()).Should().Be(network.Steps().Sum(step => step.Layer.ParameterCount(step.Input)));
    }

    [Fact]
    public void Build_AnyWindowOnAnyPicture_HasTheShapeThatItSays() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 5], Gen.Int[1, 12], Gen.Int[1, 12], Gen.Bool).ForEach(
            (window, stride, height, width, same) =>
            {
                Layer[] layers = same || height < window || width < window
                    ? [new Conv(2, window, stride)]
                    : [new Conv(2, window, stride, Padding.Valid), new MaxPool(1, stride), new AveragePool(1)];
                using var scope = torch.NewDisposeScope();
                var network = new NetworkDefinition(new ImageItem(3, height, width), Scale: null, [.. layers]);
                using var module = Network.Build(network);

                module.forward(torch.zeros(1, 3, height, width)).shape.Should().Equal(1, 2, network.OutputShape.Dimensions[1], network.OutputShape.Dimensions[2]);
            },
            times: 300);

    [Fact]
    public void PositionalEncoding_OfTwoTimes_IsSinesAndCosinesOfSlowerAndSlowerWaves() =>
        PositionTable.Numbers(time: 2, features: 4).Should().Equal(
            [0, 1, 0, 1, MathF.Sin(1), MathF.Cos(1), MathF.Sin(0.01f), MathF.Cos(0.01f)], (actual, expected) => Math.Abs(actual - expected) < 1e-6f);

    [Fact]
    public void BatchNorm_AfterTraining_JudgesAnItemByItselfAsAmongOthers()
    {
        using var train = Pictures.Of(200, seed: 1);
        using var trainer = Trainer.Start(SmallNetworks.Convolutional, new TrainingPlan(1, 32, 3, new Adam(1e-2)), train, train);
        trainer.RunEpoch(default);
        var weights = trainer.Snapshot().Weights;
        using var scope = torch.NewDisposeScope();
        using var module = Network.Build(SmallNetworks.Convolutional);
        Safetensors.Load(module, weights);
        module.eval();
        torch.random.manual_seed(3);
        var pictures = torch.rand(5, 1, Pictures.Side, Pictures.Side);

        var among = module.forward(pictures)[0].data<float>().ToArray();
        var alone = module.forward(pictures[..1])[0].data<float>().ToArray();

        alone.Should().Equal(among, (one, other) => Math.Abs(one - other) < 1e-4f);
        Safetensors.Write(module).Should().Equal(weights, "judging changes nothing");
    }

    [Fact]
    public void BatchNorm_InACheckpoint_IsThereWithItsRunningMeans()
    {
        using var train = Pictures.Of(100, seed: 1);
        using var trainer = Trainer.Start(SmallNetworks.Convolutional, new TrainingPlan(1, 32, 3, new Adam()), train, train);
        trainer.RunEpoch(default);

        var weights = Safetensors.Read(trainer.Snapshot().Weights).ToDictionary(weight => weight.Name, weight => weight.Values);

        weights.Keys.Should().Contain(["0.0.weight", "0.1.running_mean", "0.1.running_var", "1.0.bias", "1.3.0.weight", "3.running_mean"]);
        weights["0.1.running_mean"].Should().NotContain(0f);
        weights["3.running_var"].Should().NotContain(1f);
    }

    [Fact]
    public void BatchNorm_LastBatchOfOneItem_GoesOnTraining()
    {
        var network = new NetworkDefinition(
            Pictures.Item, PixelScale.Unit, [new Flatten(), new Linear(16), new BatchNorm(), new Relu(), new Linear(Pictures.Classes)]);
        using var train = Pictures.Of(65, seed: 1);
        using var trainer = Trainer.Start(network, new TrainingPlan(1, 32, 3, new Adam()), train, train);

        trainer.RunEpoch(default).TrainLoss.Should().BeInRange(0.1, 10);
    }
}
