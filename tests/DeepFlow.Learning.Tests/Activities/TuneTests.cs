using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Learning.Training;
using DeepFlow.Learning.Tuning;
using DeepFlow.Workflows;
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
        var tuning = await TuneAsync(await InputAsync());

        tuning.Output.Best.Keys.Should().BeEquivalentTo("hidden", "drop", "lr");
        tuning.Output.Trials.Columns.Should().Equal("trial", "drop", "hidden", "lr", "epochs", "accuracy", "best");
        tuning.Output.Trials.Rows.Should().HaveCount(6);
        tuning.Output.Trials.Rows.Single(row => row[^1] == Value.True)[1].Should().Be(tuning.Output.Best["drop"]);
        (await CountAsync("select count(*) from deepflow.trial where job_id = $1", tuning)).Should().Be(6);
        (await CountAsync("select count(*) from deepflow.trial_score where job_id = $1", tuning)).Should().Be(tuning.Parts.Count);
        (await CountAsync("select count(*) from deepflow.experiment_run where job_id = $1 and finished_at is not null", tuning)).Should().Be(1);
    }

    [Fact]
    public async Task Tune_WhoseTrialsAreKilledAgainAndAgain_EndsTheSameWithoutTrainingASavedEpochTwice()
    {
        var input = await InputAsync();
        var straight = await TuneAsync(input);
        var killed = await TuneAsync(input, killEach: true);

        killed.Output.Should().BeEquivalentTo(straight.Output);
        killed.Deaths.Should().BePositive();
        (await CountAsync(Epochs, killed)).Should().Be(await CountAsync(Epochs, straight));
    }

    [Fact]
    public async Task Tune_TriedAgainAfterAnIncident_TakesOverWhatItsTrialsHaveDone()
    {
        var input = await InputAsync();
        var first = await TuneAsync(input);
        var again = await TuneAsync(input, kept: first);

        again.Output.Should().BeEquivalentTo(first.Output);
        (await CountAsync(Epochs, again)).Should().Be(await CountAsync(Epochs, first), "the curves come along");
        (await CountAsync("select count(*) from deepflow.trial_score where job_id = $1", again)).Should().Be(first.Parts.Count);
    }

    [Fact]
    public async Task Tune_WithATrialThatFails_GoesOnWithTheOthers()
    {
        var tuning = await TuneAsync(await InputAsync(), failing: key => key.StartsWith("trial 2,", StringComparison.Ordinal));
        tuning.Output.Trials.Rows.Should().HaveCount(6);
        tuning.Output.Trials.Rows[1][^2].IsMissing.Should().BeTrue("it has no score");
        tuning.Output.Trials.Rows[1][^1].Should().Be(Value.False);
    }

    [Fact]
    public async Task Tune_WhoseTrialsAllFail_FailsWithTheirReason()
    {
        (await FluentActions.Awaiting(async () => await TuneAsync(await InputAsync(), failing: _ => true)).Should().ThrowAsync<ActivityFailureException>())
            .WithMessage("No trial of stripes_mlp could be trained. The last: it broke");
    }

    [Fact]
    public async Task Tune_UnknownField_NamesTheFieldsThatThereAre()
    {
        var input = await InputAsync() with { Space = Space.Add("depth", new IntRange(new(1, 2))) };

        (await FluentActions.Awaiting(() => TuneAsync(input)).Should().ThrowAsync<ActivityFailureException>())
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

        var tuning = await TuneAsync(value);

        ((IntValue)tuning.Output.Best["hidden"]).Value.Should().BeInRange(4, 8);
    }

    private const string Epochs = "select count(*) from deepflow.metric where job_id = $1 and name = 'accuracy'";

    private Task<long> CountAsync(string sql, Tuned tuning) => world.Database.ScalarAsync<long>(sql, tuning.Job)!;

    private sealed record Tuned(Guid Job, Tune.Output Output, Dictionary<string, Value> Parts, int Deaths);

    private Task<Tuned> TuneAsync(Tune.Input input, bool killEach = false, Tuned? kept = null, Func<string, bool>? failing = null) => TuneAsync(ClrValues.From(input), killEach, kept, failing);

    /// <summary>Takes the turns and trains the trials, as the engine does it with one worker; everything passes through JSON as it does there.</summary>
    /// <param name="killEach">Each trial that trains for long dies once in every rung.</param>
    /// <param name="kept">An earlier try whose results are there.</param>
    private async Task<Tuned> TuneAsync(Value input, bool killEach = false, Tuned? kept = null, Func<string, bool>? failing = null)
    {
        var coordinator = TestContext.At("tuning");
        var (queue, ended, results, deaths) = (new Queue<PartRequest>(), ImmutableArray<EndedPart>.Empty, new Dictionary<string, Value>(), 0);
        JsonElement? state = null;
        while (true)
        {
            var context = TestContext.At("tuning", coordinator);
            var turn = await ((ICoordinatedActivity)world.Create<Tune>()).TakeTurnAsync(input, state, ended, context);
            await context.CompleteAsync(world.DataSource);
            if (turn is Turn<JsonElement, Value>.Done done) return new(coordinator.JobId, ClrValues.To<Tune.Output>(done.Output), results, deaths);
            var next = (Turn<JsonElement, Value>.GoOn)turn;
            state = JsonSerializer.Deserialize<JsonElement>(next.State.GetRawText());
            foreach (var part in next.Parts) queue.Enqueue(part);
            queue.Count.Should().BeInRange(1, 4);
            ended = [await EndAsync(queue.Dequeue())];
        }

        async Task<EndedPart> EndAsync(PartRequest part)
        {
            if (failing?.Invoke(part.Key) == true) return new(part.Key, "failed", Value.Missing, new("broken", "it broke"));
            if (kept?.Parts.GetValueOrDefault(part.Key) is { } before) return new(part.Key, "done", before, null) { Kept = true };
            var attempt = TestContext.At("tuning", coordinator: coordinator.JobId, part: part.Key);
            var given = JsonSerializer.Deserialize<Value>(JsonSerializer.Serialize(part.Input, DeepFlowJson.Options), DeepFlowJson.Options)!;
            for (var killed = killEach; ; killed = false)
            {
                using var death = new CancellationTokenSource();
                attempt = TestContext.At("tuning", attempt, coordinator: coordinator.JobId, part: part.Key, onCheckpoint: _ => { if (killed) death.Cancel(); }, cancellation: death.Token);
                try { return new(part.Key, "done", results[part.Key] = await ((IJobActivity)world.Create<RunTrial>()).RunAsync(given, attempt), null); }
                catch (OperationCanceledException) { deaths++; }
            }
        }
    }

    private async Task<Tune.Input> InputAsync() => new(
        LearningFixture.Model, await world.PicturesAsync(300, seed: 1), await world.PicturesAsync(100, seed: 2),
        new Asha(Trials: 6, Epochs: 9), Space, new Adam(), Batch: 32, Seed: 42);
}
