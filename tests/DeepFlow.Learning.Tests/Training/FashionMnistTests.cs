using DeepFlow.Learning.Evaluation;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Tests.Training;

[Collection(Torch.Collection)]
public sealed class FashionMnistTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [FashionMnistFact]
    public void Train_FiveEpochsOnTheRealPictures_ReachesAtLeast86Percent()
    {
        var network = new NetworkDefinition(
            FashionMnistFiles.Item, PixelScale.Unit, [new Flatten(), new Linear(200), new Relu(), new Dropout(0.1), new Linear(10)]);
        using var train = FashionMnistFiles.Read("train", ..48_000);
        using var validation = FashionMnistFiles.Read("train", 48_000..);
        using var test = FashionMnistFiles.Read("t10k", ..);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var trainer = Trainer.Start(network, new TrainingPlan(5, 64, 42, new Adam(1e-3), Decay: Decay.Cosine), train, validation);
        for (var epoch = 0; epoch < 5; epoch++) output.WriteLine($"{trainer.RunEpoch(default)} {watch.Elapsed}");

        var judged = new TrainedNetwork(network, trainer.Snapshot().Weights).Predict(test);

        var confusion = ConfusionMatrix.Of(judged.Truth, judged.Classes, 10);
        output.WriteLine($"{confusion.Accuracy} {Interval.Wilson(confusion.Hits, confusion.Total)}");
        confusion.Accuracy.Should().BeGreaterThan(0.86);
    }
}
