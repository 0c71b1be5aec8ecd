using System.Collections.Immutable;
using DeepFlow.Learning.Training;
using DeepFlow.Learning.Tuning;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tests.Activities;

[Collection(Torch.Collection)]
public sealed class TuneTests(LearningFixture world) : IClassFixture<LearningFixture>
{
    private static readonly ImmutableSortedDictionary<string, SearchRange> Space = ImmutableSortedDictionary<string, SearchRange>.Empty
        .Add("hidden", new IntRange(new(4, 32)))
        .Add("drop", new UniformRange(new(0, 0.3)))
        .Add("lr", new LogRange(new(1e-4, 1e-2)));

    [Fact]
    public async Task Tune_SixTrials_GivesTheBestAndATableOfAll()
    {
        var context = TestContext.At("tuning");

        var output = await world.CompleteAsync(world.Create<Tune>(), await InputAsync(), context);

        output.Best.Keys.Should().BeEquivalentTo("hidden", "drop", "lr");
        output.Trials.Columns.Should().Equal("trial", "drop", "hidden", "lr", "epochs", "accuracy", "best");
        output.Trials.Rows.Should().HaveCount(6);
        output.Trials.Rows.Single(row => row[^1] == Value.True)[1].Should().Be(output.Best["drop"]);
        (await world.Database.ScalarAsync<long>("select count(*) from deepflow.trial where job_id = $1", context.JobId)).Should().Be(6);
    }

    [Fact]
    public async Task Tune_KilledAgainAndAgain_EndsTheSameWithoutTrainingAnEpochTwice()
    {
        var input = await InputAsync();
        var straightContext = TestContext.At("tuning");
        var straight = await world.CompleteAsync(world.Create<Tune>(), input, straightContext);

        TestContext? attempt = null;
        Tune.Output? output = null;
        while (output is null)
        {
            using var killed = new CancellationTokenSource();
            var rungs = 0;
            attempt = TestContext.At("tuning", attempt, onProgress: (_, text) =>
            {
                if (text.Contains("epoch 1 of 1") && ++rungs == 3) killed.Cancel();
            }, cancellation: killed.Token);
            try
            {
                output = await world.CompleteAsync(world.Create<Tune>(), input, attempt);
            }
            catch (OperationCanceledException)
            {
                continue;
            }
        }

        attempt!.Attempt.Should().BeGreaterThan(2);
        output.Should().BeEquivalentTo(straight);
        (await EpochsAsync(attempt)).Should().Be(await EpochsAsync(straightContext));
    }

    [Fact]
    public async Task Tune_UnknownField_NamesTheFieldsThatThereAre()
    {
        var input = await InputAsync() with { Space = Space.Add("depth", new IntRange(new(1, 2))) };

        (await FluentActions.Awaiting(() => world.Create<Tune>().RunAsync(input, TestContext.At("failing"))).Should().ThrowAsync<ActivityFailureException>())
            .WithMessage("\"depth\" can be tuned neither in stripes_mlp nor in adam; there are hidden, drop, lr, weight_decay, batch.");
    }

    [Fact]
    public async Task Tune_FromValues_BindsAsThePipelineWritesIt()
    {
        var input = await InputAsync();
        var value = Value.Record(
            ("model", Value.Tagged("model_definition", ("definition", ClrValues.From(LearningFixture.Model.Definition)), ("arguments", Value.Record()))),
            ("train", ClrValues.From(input.Train)), ("validation", ClrValues.From(input.Validation)),
            ("search", Value.Tagged("asha", ("metric", Value.Of("accuracy")), ("goal", Value.Of("maximize")), ("trials", Value.Of(2)), ("epochs", Value.Of(1)))),
            ("space", Value.Record(
                ("hidden", Value.Tagged("int", ("between", new RangeValue(Value.Of(4), Value.Of(8))))),
                ("lr", Value.Tagged("log", ("between", new RangeValue(Value.Of(1e-4), Value.Of(1e-2))))))),
            ("optimizer", Value.Tagged("adam")), ("batch", Value.Of(64)), ("seed", Value.Of(42)));

        var output = await ((IJobActivity)world.Create<Tune>()).RunAsync(value, TestContext.At("bound"));

        ((IntValue)output.Member("best").Member("hidden")).Value.Should().BeInRange(4, 8);
    }

    /// <summary>Epochs trained in rungs that were finished, over all attempts.</summary>
    private async Task<long> EpochsAsync(TestContext context) =>
        await world.Database.ScalarAsync<long>("select count(*) from deepflow.metric where job_id = $1 and name = 'accuracy'", context.JobId);

    private async Task<Tune.Input> InputAsync() => new(
        LearningFixture.Model, await world.PicturesAsync(300, seed: 1), await world.PicturesAsync(100, seed: 2),
        new Asha(Trials: 6, Epochs: 4), Space, new Adam(), Batch: 32, Seed: 42);
}
