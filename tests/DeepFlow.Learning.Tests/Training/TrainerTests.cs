using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Training;
using TorchSharp;

namespace DeepFlow.Learning.Tests.Training;

[Collection(Torch.Collection)]
public sealed class TrainerTests
{
    private static readonly TrainingPlan Plan = new(Epochs: 6, Batch: 32, Seed: 7, new Adam(Lr: 3e-3), Decay: Decay.Cosine);

    [Fact]
    public void RunEpoch_LearnablePictures_LearnsThem()
    {
        using var train = Pictures.Of(1000, seed: 1);
        using var validation = Pictures.Of(300, seed: 2);
        using var trainer = Trainer.Start(SmallNetworks.Normalised, Plan, train, validation);

        for (var epoch = 0; epoch < Plan.Epochs; epoch++) trainer.RunEpoch(default);

        trainer.Finished.Select(result => result.Epoch).Should().Equal(1, 2, 3, 4, 5, 6);
        trainer.Finished[^1].Accuracy.Should().BeGreaterThan(0.95);
        trainer.Finished[^1].TrainLoss.Should().BeLessThan(trainer.Finished[0].TrainLoss / 2);
    }

    [Theory]
    [InlineData(nameof(SmallNetworks.Convolutional), 4)]
    [InlineData(nameof(SmallNetworks.Uneven), 8)]
    [InlineData(nameof(SmallNetworks.Lstm), 10)]
    [InlineData(nameof(SmallNetworks.Gru), 10)]
    [InlineData(nameof(SmallNetworks.StackedLstm), 10)]
    [InlineData(nameof(SmallNetworks.Transformer), 10)]
    public void RunEpoch_EachKindOfNetwork_LearnsWhatItIsFor(string name, int epochs)
    {
        var network = SmallNetworks.All[name];
        using var train = SmallNetworks.Data(network, 1000, seed: 1);
        using var validation = SmallNetworks.Data(network, 300, seed: 2);
        using var trainer = Trainer.Start(network, new TrainingPlan(epochs, 32, 7, new Adam(1e-2), Decay: Decay.Cosine), train, validation);

        for (var epoch = 0; epoch < epochs; epoch++) trainer.RunEpoch(default);

        trainer.Finished[^1].Accuracy.Should().BeGreaterThan(0.9);
    }

    [Theory]
    [MemberData(nameof(SmallNetworks.Names), MemberType = typeof(SmallNetworks))]
    public void Resume_InsideAnEpochOfEachKindOfNetwork_GivesTheSameBitsAsNoStop(string name)
    {
        var network = SmallNetworks.All[name];
        using var train = SmallNetworks.Data(network, 200, seed: 1);
        using var validation = SmallNetworks.Data(network, 50, seed: 2);
        var straight = Run(Trainer.Start(network, Plan, train, validation), 2);

        using var cancellation = new CancellationTokenSource();
        using var interrupted = Trainer.Start(network, Plan, train, validation);
        interrupted.RunEpoch(default);
        interrupted.BatchEnded += batch => { if (batch == 3) cancellation.Cancel(); };
        interrupted.Invoking(trainer => trainer.RunEpoch(cancellation.Token)).Should().Throw<OperationCanceledException>();
        var half = CheckpointFile.Write(interrupted.Snapshot());
        Run(Trainer.Start(network, Plan with { Seed = 99 }, train, validation), 1);
        var resumed = Run(Trainer.Resume(CheckpointFile.Read(half), train, validation), 1);

        CheckpointFile.Write(resumed).Should().Equal(CheckpointFile.Write(straight));
    }

    public static TheoryData<Optimizer> Optimizers => new(new Adam(3e-3), new Adam(3e-3, WeightDecay: 1e-3), new Sgd(1e-2), new Sgd(1e-2, Momentum: 0));

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Resume_AfterThreeOfSixEpochs_GivesTheSameBitsAsNoStop(Optimizer optimizer)
    {
        var plan = Plan with { Optimizer = optimizer };
        using var train = Pictures.Of(500, seed: 1);
        using var validation = Pictures.Of(100, seed: 2);
        var straight = Run(Trainer.Start(SmallNetworks.Normalised, plan, train, validation), 6);

        var half = CheckpointFile.Write(Run(Trainer.Start(SmallNetworks.Normalised, plan, train, validation), 3));
        Run(Trainer.Start(SmallNetworks.RowWise, plan, train, validation), 1);   // another run disturbs torch's random state
        var resumed = Run(Trainer.Resume(CheckpointFile.Read(half), train, validation), 3);

        CheckpointFile.Write(resumed).Should().Equal(CheckpointFile.Write(straight));
    }

    [Fact]
    public void Resume_CancelledInsideAnEpoch_GivesTheSameBitsAsNoStop()
    {
        using var train = Pictures.Of(500, seed: 1);
        using var validation = Pictures.Of(100, seed: 2);
        var straight = Run(Trainer.Start(SmallNetworks.Normalised, Plan, train, validation), 2);

        using var cancellation = new CancellationTokenSource();
        using var interrupted = Trainer.Start(SmallNetworks.Normalised, Plan, train, validation);
        interrupted.RunEpoch(default);
        interrupted.BatchEnded += batch => { if (batch == 5) cancellation.Cancel(); };
        interrupted.Invoking(trainer => trainer.RunEpoch(cancellation.Token)).Should().Throw<OperationCanceledException>();
        var snapshot = interrupted.Snapshot();
        var resumed = Run(Trainer.Resume(snapshot, train, validation), 1);

        snapshot.Progress.Batches.Should().Be(5);
        CheckpointFile.Write(resumed).Should().Equal(CheckpointFile.Write(straight));
    }

    [Fact]
    public void Start_SameSeed_GivesTheSameBits()
    {
        using var train = Pictures.Of(300, seed: 1);
        using var validation = Pictures.Of(100, seed: 2);

        var first = Run(Trainer.Start(SmallNetworks.RowWise, Plan, train, validation), 2);
        var second = Run(Trainer.Start(SmallNetworks.RowWise, Plan, train, validation), 2);
        var other = Run(Trainer.Start(SmallNetworks.RowWise, Plan with { Seed = 8 }, train, validation), 2);

        second.Weights.Should().Equal(first.Weights);
        other.Weights.Should().NotEqual(first.Weights);
    }

    [Fact]
    public void Resume_OnOtherData_IsRefused()
    {
        using var train = Pictures.Of(100, seed: 1);
        using var other = Pictures.Of(100, seed: 3);
        var checkpoint = Run(Trainer.Start(SmallNetworks.Normalised, Plan, train, train), 1);

        FluentActions.Invoking(() => Trainer.Resume(checkpoint, other, train))
            .Should().Throw<InvalidDataException>().WithMessage("*pictures-1-100*pictures-3-100*");
    }

    [Theory]
    [MemberData(nameof(SmallNetworks.Names), MemberType = typeof(SmallNetworks))]
    public void RunEpoch_ManySteps_LeavesNoTensorBehind(string name)
    {
        var network = SmallNetworks.All[name];
        using var train = SmallNetworks.Data(network, 300, seed: 1);
        using var validation = SmallNetworks.Data(network, 100, seed: 2);
        var emptyRun = Left(trainer => { });

        var longRun = Left(trainer =>
        {
            trainer.RunEpoch(default);
            var afterOne = torch.Tensor.TotalCount;
            trainer.RunEpoch(default);
            trainer.Snapshot();
            torch.Tensor.TotalCount.Should().Be(afterOne, "an epoch and a snapshot keep nothing");
        });

        // Torch's counter never forgets the tensor that a parameter is made from, so a run is compared with an empty one.
        longRun.Should().Be(emptyRun);

        long Left(Action<Trainer> use)
        {
            // What earlier tests have left to the collector must not go now.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var before = torch.Tensor.TotalCount;
            using (var trainer = Trainer.Start(network, Plan, train, validation)) use(trainer);
            return torch.Tensor.TotalCount - before;
        }
    }

    [Theory]
    [InlineData(0, 1e-2)]
    [InlineData(3, 5e-3)]
    public void LearningRate_CosineDecay_HalvesHalfWay(int epoch, double expected) =>
        (Plan with { Optimizer = new Adam(1e-2) }).LearningRate(epoch).Should().BeApproximately(expected, 1e-12);

    private static TrainingCheckpoint Run(Trainer started, int epochs)
    {
        using var trainer = started;
        for (var epoch = 0; epoch < epochs; epoch++) trainer.RunEpoch(default);
        return trainer.Snapshot();
    }
}
