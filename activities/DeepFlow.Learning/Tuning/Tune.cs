using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using DeepFlow.Data.Reports;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Experiments;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Tuning;

[Activity("tune", Stage = Stage.Model, Role = "data_scientist", Isolated = true, Checkpoints = true,
    Summary = "Looks for good hyperparameters: trains many configurations, the promising ones longer.")]
public sealed class Tune(NpgsqlDataSource database, ObjectStore objects, DataReader reader) : Activity<Tune.Input, Tune.Output>
{
    public sealed record Input(
        [property: About("What is tuned.")] ModelSpec Model,
        [property: DslType("dataset<D>"), About("What trials learn from.")] DataHandle Train,
        [property: DslType("dataset<D>"), About("What trials are judged by.")] DataHandle Validation,
        [property: About("How to look.")] Search Search,
        [property: About("Where to look: a range for each hyperparameter of the model, setting of the optimizer, or batch.")] ImmutableSortedDictionary<string, SearchRange> Space,
        [property: About("How weights follow the gradient.")] Optimizer Optimizer,
        [property: Range(1, 1_000_000), About("Items per step.")] int Batch = 64,
        [property: About("What training makes small.")] Loss Loss = Loss.CrossEntropy,
        [property: About("Same seed and data, same trials.")] long Seed = 0);

    public sealed record Output(
        [property: DslType("fields_of<space>"), About("The best configuration.")] ImmutableSortedDictionary<string, Value> Best,
        [property: About("The best configuration's score.")] double Score,
        [property: DslType("table"), About("Every trial: its configuration, how long it trained, its score.")] Table Trials);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var options = (Asha)input.Search;
        SearchSpace.Check(input.Space);
        context.Progress(0, "reading data");
        using var train = await LearningData.ReadAsync(reader, context.Project, input.Train, context.Cancellation);
        using var validation = await LearningData.ReadAsync(reader, context.Project, input.Validation, context.Cancellation);
        var plan = new TrialPlan(input.Model, input.Optimizer, input.Batch, input.Loss, options.Epochs, input.Seed);
        var runs = new ExperimentRuns(database, context);
        await runs.StartAsync(RunKind.Tuning, input.Model.Definition.Name, ConfigurationOf(input), input.Train, input.Validation);

        var scores = await runs.ScoresAsync();
        var search = new AshaSearch(options, input.Space, input.Seed).Restore(
            scores.GroupBy(score => score.Trial).Select(trial => (trial.Key, trial.Select(score => score.Score).ToImmutableArray())));
        var checkpoints = scores.GroupBy(score => score.Trial).ToDictionary(trial => trial.Key, trial => trial.Last().Checkpoint);
        if (scores.Count > 0)
        {
            context.Log($"Goes on with {search.Trials.Length} trials that an earlier attempt trained.");
        }

        using var thread = new TrainingThread();
        while (search.Assign() is { Work: { } work } assigned)
        {
            var score = await RunAsync(work);
            search = assigned.Next.Report(work.Trial, score);
            context.ThrowIfYielding();
        }

        var best = search.Best!;
        runs.PublishResult(Value.Record(("best", ClrValues.From(best.Parameters)), ("score", Value.Of(best.Scores[^1]))));
        return new Output(best.Parameters, best.Scores[^1], TableOf(search, options, input.Model.Definition.Name));

        async Task<double> RunAsync(Assignment work)
        {
            await runs.AddTrialAsync(work.Trial, work.Parameters);
            var (network, trial) = plan.For(work.Trial, work.Parameters, train);
            var start = checkpoints.TryGetValue(work.Trial, out var hash) ? CheckpointFile.Read(await objects.ReadAsync(hash, context.Cancellation)) : null;
            using var trainer = await thread.RunAsync(() => start is null
                ? Trainer.Start(network, trial, train.Tensors, validation.Tensors)
                : Trainer.Resume(start, train.Tensors, validation.Tensors));
            while (trainer.Finished.Count < work.ToEpoch)
            {
                context.Progress(
                    DoneShare(search, trainer.Finished.Count - work.FromEpoch),
                    $"trial {work.Trial + 1} of {options.Trials}, epoch {trainer.Finished.Count + 1} of {work.ToEpoch}");
                var epoch = await thread.RunAsync(() => trainer.RunEpoch(context.Cancellation));
                await runs.AddMetricsAsync(epoch.Epoch, epoch.Metrics, work.Trial);
            }

            var file = await thread.RunAsync(() => CheckpointFile.Write(trainer.Snapshot()));
            checkpoints[work.Trial] = await objects.PutAsync(file, context.Cancellation);
            var score = options.Metric == SearchMetric.Accuracy ? trainer.Finished[^1].Accuracy : trainer.Finished[^1].ValidationLoss;
            await runs.AddScoreAsync(work, score, checkpoints[work.Trial]);
            context.Log($"trial {work.Trial + 1}, {work.ToEpoch} epoch(s): {score:0.0000} with {string.Join(", ", work.Parameters.Select(p => $"{p.Key} {p.Value}"))}");
            return score;
        }
    }

    /// <summary>Epochs done of those that a search without early lucky trials would train.</summary>
    private static double DoneShare(AshaSearch search, int inRung)
    {
        var expected = 0.0;
        var reaching = (double)search.Options.Trials;
        for (var rung = 0; rung < search.Rungs.Length; rung++)
        {
            expected += Math.Floor(reaching) * (search.Rungs[rung] - (rung == 0 ? 0 : search.Rungs[rung - 1]));
            reaching /= search.Options.Factor;
        }

        var done = inRung + search.Trials.Where(trial => !trial.Scores.IsEmpty).Sum(trial => search.Rungs[trial.Scores.Length - 1]);
        return Math.Min(0.99, done / expected);
    }

    private static Value ConfigurationOf(Input input) => Value.Record(
        ("model", ClrValues.From(input.Model)),
        ("search", ValueJson.FromElement(JsonSerializer.SerializeToElement(input.Search, DeepFlowJson.Options))),
        ("space", ClrValues.From(input.Space)),
        ("optimizer", ValueJson.FromElement(JsonSerializer.SerializeToElement(input.Optimizer, DeepFlowJson.Options))),
        ("batch", Value.Of(input.Batch)), ("loss", ClrValues.From(input.Loss)), ("seed", Value.Of(input.Seed)));

    private static Table TableOf(AshaSearch search, Asha options, string model)
    {
        string[] fields = [.. search.Space.Keys];
        var rows = search.Trials.Select(trial => ImmutableArray.CreateRange<Value>(
        [
            Value.Of(trial.Number + 1), .. fields.Select(field => trial.Parameters[field]), Value.Of(search.Rungs[trial.Scores.Length - 1]),
            Value.Of(Math.Round(trial.Scores[^1], 4)), Value.Of(trial.Number == search.Best!.Number),
        ]));
        return new Table($"Trials of {model}", ["trial", .. fields, "epochs", options.Metric.ToString().ToLowerInvariant(), "best"], [.. rows]);
    }
}
