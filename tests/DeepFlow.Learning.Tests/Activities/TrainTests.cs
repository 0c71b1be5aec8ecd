using DeepFlow.Data.Versions;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tests.Activities;

[Collection(Torch.Collection)]
public sealed class TrainTests(LearningFixture world) : IClassFixture<LearningFixture>
{
    [Fact]
    public async Task Train_SixEpochs_OffersTheBestCheckpointFirst()
    {
        var input = await InputAsync(epochs: 6);

        var output = await world.CompleteAsync(world.Create<Train>(), input);

        output.Checkpoints.Should().HaveCount(6).And.BeInDescendingOrder(checkpoint => checkpoint.Accuracy);
        output.Accuracy.Should().Be(output.Checkpoints[0].Accuracy).And.BeGreaterThan(0.9);
        output.Curves.Series.Should().HaveCount(3).And.OnlyContain(series => series.Points.Length == 6);
        output.Confusion.Rows.Should().HaveCount(Pictures.Classes);
        (await world.Database.ScalarAsync<long>(
            "select count(*) from deepflow.metric where job_id = $1 and name = 'accuracy'", output.Checkpoints[0].Job)).Should().Be(6);
        (await world.Database.ScalarAsync<string>(
            "select result ->> '$' from deepflow.experiment_run where job_id = $1 and finished_at is not null", output.Checkpoints[0].Job)).Should().Be("metrics");
    }

    [Fact]
    public async Task Train_KilledAfterTheThirdEpoch_GoesOnToTheSameBits()
    {
        var input = await InputAsync(epochs: 6);
        var straight = await world.CompleteAsync(world.Create<Train>(), input);

        using var killed = new CancellationTokenSource();
        var first = TestContext.At("training", onCheckpoint: epoch => { if (epoch == 3) killed.Cancel(); }, cancellation: killed.Token);
        await FluentActions.Awaiting(() => world.Create<Train>().RunAsync(input, first)).Should().ThrowAsync<OperationCanceledException>();
        var second = TestContext.At("training", earlier: first);
        var resumed = await world.CompleteAsync(world.Create<Train>(), input, second);

        second.Logged[0].Should().StartWith("Goes on from the checkpoint of epoch 3");
        resumed.Checkpoints.Select(checkpoint => (checkpoint.Epoch, checkpoint.Object))
            .Should().Equal(straight.Checkpoints.Select(checkpoint => (checkpoint.Epoch, checkpoint.Object)));
        resumed.Curves.Should().BeEquivalentTo(straight.Curves);
        (await world.Database.ScalarAsync<long>(
            "select count(*) from deepflow.metric where job_id = $1 and attempt = 2 and name = 'accuracy'", second.JobId)).Should().Be(3, "three epochs were not trained again");
    }

    [Fact]
    public async Task Train_AskedToMakeRoom_SavesTheEpochThatItIsAt_AndGoesOnLaterToTheSameBits()
    {
        var input = await InputAsync(epochs: 3);
        var straight = await world.CompleteAsync(world.Create<Train>(), input);
        using var asked = new CancellationTokenSource();
        var rarely = StepSettings.None with { Checkpoint = new CheckpointSetting(3, "epoch", null) };
        var first = TestContext.At("asked", settings: rarely, onProgress: (_, text) => { if (text == "epoch 2 of 3") asked.Cancel(); }, yielding: asked.Token);

        await FluentActions.Awaiting(() => world.Create<Train>().RunAsync(input, first)).Should().ThrowAsync<OperationCanceledException>();

        (await first.LatestCheckpointAsync())!.Sequence.Should().Be(2, "the epoch under way is finished, though no checkpoint was due");
        var second = TestContext.At("asked", earlier: first, settings: rarely);
        var resumed = await world.CompleteAsync(world.Create<Train>(), input, second);
        second.Logged[0].Should().StartWith("Goes on from the checkpoint of epoch 2");
        resumed.Checkpoints.Single(checkpoint => checkpoint.Epoch == 3).Object.Should().Be(straight.Checkpoints.Single(checkpoint => checkpoint.Epoch == 3).Object);
    }

    [Fact]
    public async Task Train_CheckpointDamagedMeanwhile_BeginsAnewAndEndsTheSame()
    {
        var input = await InputAsync(epochs: 3);
        var straight = await world.CompleteAsync(world.Create<Train>(), input);
        using var killed = new CancellationTokenSource();
        var first = TestContext.At("training", onCheckpoint: epoch => { if (epoch == 2) killed.Cancel(); }, cancellation: killed.Token);
        await FluentActions.Awaiting(() => world.Create<Train>().RunAsync(input, first)).Should().ThrowAsync<OperationCanceledException>();
        world.Damage((await first.LatestCheckpointAsync())!.Hash);

        var second = TestContext.At("training", earlier: first);
        var output = await world.CompleteAsync(world.Create<Train>(), input, second);

        second.Logged[0].Should().StartWith("Begins anew, for the checkpoint of epoch 2");
        output.Checkpoints.Select(checkpoint => checkpoint.Object).Should().Equal(straight.Checkpoints.Select(checkpoint => checkpoint.Object));
    }

    [Fact]
    public async Task Train_CheckpointEveryFourEpochs_KeepsTheseAndTheLast()
    {
        var settings = StepSettings.None with { Checkpoint = new CheckpointSetting(4, "epoch", null) };

        var output = await world.CompleteAsync(world.Create<Train>(), await InputAsync(epochs: 6), TestContext.At("rare", settings: settings));

        output.Checkpoints.Select(checkpoint => checkpoint.Epoch).Should().BeEquivalentTo([4, 6]);
    }

    [Fact]
    public async Task Train_UnlabelledData_SaysWhatToDo()
    {
        var data = await world.PicturesAsync(20, seed: 5, labelled: false);
        var input = new Train.Input(LearningFixture.Model, data, data, new Adam(), 1);

        (await Failing(input)).Message.Should().StartWith("20 of the 20 items of stripes@").And.EndWith("have no label. Label or import_labels first.");
    }

    [Fact]
    public async Task Train_ModelWithTooFewOutputs_SaysHowManyLabelsThereAre()
    {
        var model = LearningFixture.Model with { Definition = LearningFixture.Model.Definition with { Layers = LearningFixture.Model.Definition.Layers[..3] } };

        var failure = await Failing(await InputAsync(epochs: 1) with { Model = model });

        (failure.Code, failure.Retryable).Should().Be(("bad_model", false));
        failure.Message.Should().Be("The model stripes_mlp ends in [16]; 4 labels need linear(4) at its end.");
    }

    [Fact]
    public async Task Train_FromValues_BindsAsThePipelineWritesIt()
    {
        var input = await InputAsync(epochs: 1);
        var value = Value.Record(
            ("model", Value.Tagged("model_definition", ("definition", ClrValues.From(LearningFixture.Model.Definition)), ("arguments", Value.Record(("hidden", Value.Of(8)))))),
            ("train", ClrValues.From(input.Train)), ("validation", ClrValues.From(input.Validation)), ("loss", Value.Of("cross_entropy")),
            ("optimizer", Value.Tagged("adam", ("lr", Value.Of(0.01)))), ("epochs", Value.Of(1)), ("batch", Value.Of(32)), ("seed", Value.Of(42)));

        var output = await ((IJobActivity)world.Create<Train>()).RunAsync(value, TestContext.At("bound"));

        output.Member("accuracy").Should().BeOfType<FloatValue>();
        ((ListValue)output.Member("checkpoints")).Items.Should().ContainSingle().Which.Member("id").ToText().Should().Be("stripes_mlp after epoch 1");
    }

    [Fact]
    public async Task Train_ResidualNetworkKilledAfterItsFirstEpoch_GoesOnToTheSameBits()
    {
        Expression channels = new Name("channels");
        var model = LearningFixture.Model with
        {
            Definition = new ModelDefinition("stripes_residual", Pictures.Item)
            {
                Parameters = [new("channels", "int") { Default = new Literal(Value.Of(6)) }],
                Layers =
                [
                    Convolution(channels),
                    new Construct("residual", [new("layers", new ListOf([Convolution(channels), new Construct("batch_norm", []), new Construct("relu", [])]))]),
                    new Construct("global_average_pool", []),
                    new Construct("linear", [new("units", new Literal(Value.Of(Pictures.Classes)))]),
                ],
            },
        };
        var input = await InputAsync(epochs: 2) with { Model = model };
        var straight = await world.CompleteAsync(world.Create<Train>(), input);

        using var killed = new CancellationTokenSource();
        var first = TestContext.At("residual", onCheckpoint: epoch => { if (epoch == 1) killed.Cancel(); }, cancellation: killed.Token);
        await FluentActions.Awaiting(() => world.Create<Train>().RunAsync(input, first)).Should().ThrowAsync<OperationCanceledException>();
        var resumed = await world.CompleteAsync(world.Create<Train>(), input, TestContext.At("residual", earlier: first));

        resumed.Checkpoints.Select(checkpoint => checkpoint.Object).Should().Equal(straight.Checkpoints.Select(checkpoint => checkpoint.Object));
        resumed.Accuracy.Should().BeGreaterThan(0.5);

        static Construct Convolution(Expression channels) => new("conv", [new("channels", channels), new("kernel", new Literal(Value.Of(3)))]);
    }

    private async Task<ActivityFailureException> Failing(Train.Input input) =>
        (await FluentActions.Awaiting(() => world.Create<Train>().RunAsync(input, TestContext.At("failing"))).Should().ThrowAsync<ActivityFailureException>()).Which;

    private async Task<Train.Input> InputAsync(int epochs) => new(
        LearningFixture.Model, await PreparedAsync(600, seed: 1), await PreparedAsync(200, seed: 2), new Adam(Lr: 5e-3), epochs, Batch: 32, Seed: 42);

    private async Task<DataHandle> PreparedAsync(int count, int seed) => (await world.CompleteAsync(
        world.Create<Preprocess>(), new Preprocess.Input(await world.PicturesAsync(count, seed), new ValueRange<double>(0, 1)))).Data;
}
