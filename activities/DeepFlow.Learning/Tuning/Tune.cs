using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using DeepFlow.Data.Reports;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Experiments;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Tuning;

/// <summary>Its trials are parts of the step, each a job (<see cref="RunTrial"/>); here it is decided which, in turns.</summary>
[Activity("tune", Stage = Stage.Model, Role = "data_scientist",
    Summary = "Looks for good hyperparameters: trains many configurations, several at once, the promising ones longer.")]
public sealed class Tune(NpgsqlDataSource database) : CoordinatedActivity<Tune.Input, TuningState, Tune.Output>
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
        [property: About("Same seed and data, same trials.")] long Seed = 0,
        [property: Range(1, 1_000), About("How many trials train at once at most, each as a job of its own.")] int Parallel = 4);

    public sealed record Output(
        [property: DslType("fields_of<space>"), About("The best configuration.")] ImmutableSortedDictionary<string, Value> Best,
        [property: About("The best configuration's score.")] double Score,
        [property: DslType("table"), About("Every trial: its configuration, how long it trained, its score.")] Table Trials);

    public override async Task<Turn<TuningState, Output>> TakeTurnAsync(Input input, TuningState? state, ImmutableArray<EndedPart> ended, ActivityContext context)
    {
        var runs = new ExperimentRuns(database, context);
        if (state is null)
        {
            SearchSpace.Check(input.Space);
            new TrialPlan(input.Model, input.Optimizer, input.Batch, input.Loss, ((Asha)input.Search).Epochs, input.Seed).Check(input.Space.Keys);
            await runs.StartAsync(RunKind.Tuning, input.Model.Definition.Name, ConfigurationOf(input), input.Train, input.Validation);
        }

        var tuning = TrialSchedule.Of(new AshaSearch((Asha)input.Search, input.Space, input.Seed), input.Parallel, state).Hear(ended.Select(part => Hear(part, runs)));
        if (tuning.Hopeless is { } failure)
        {
            throw new ActivityFailureException(failure.Code, $"No trial of {input.Model.Definition.Name} could be trained. The last: {failure.Message}", retryable: false);
        }

        (tuning, var work) = tuning.Assign();
        if (tuning.UnderWay == 0)
        {
            return new Turn<TuningState, Output>.Done(End(tuning, input, runs));
        }

        foreach (var piece in work.Where(piece => piece.Rung == 0))
        {
            runs.PublishTrial(piece.Trial, piece.Parameters);
        }

        context.Progress(tuning.Share, $"{tuning.Judged} of {tuning.Search.Options.Trials} trials, {tuning.UnderWay} under way");
        return new Turn<TuningState, Output>.GoOn(tuning.State, [.. work.Select(piece => PartOf(piece, input, tuning))]);
    }

    private static TrialEnd Hear(EndedPart part, ExperimentRuns runs)
    {
        var work = WorkOf(part.Key);
        if (part.Failure is { } failure)
        {
            return new TrialEnd(work.Trial, null, null, failure);
        }

        var result = ClrValues.To<RunTrial.Output>(part.Output);
        if (part.Kept)
        {
            runs.PublishMetricsOf(result.Experiment, result.Trial, result.Epochs);
        }

        runs.PublishScore(result);
        return new TrialEnd(result.Trial, result.Score, result.Checkpoint);
    }

    private static PartRequest PartOf(Assignment work, Input input, TrialSchedule tuning) => new(KeyOf(work.Trial, work.Rung), RunTrial.Name, ClrValues.From(new RunTrial.Input(
        input.Model, input.Train, input.Validation, input.Optimizer, input.Batch, input.Loss, input.Seed, tuning.Search.Options.Metric, tuning.Search.Options.Epochs,
        work.Trial, work.Rung, work.FromEpoch, work.ToEpoch, work.Parameters, tuning.Checkpoints.GetValueOrDefault(work.Trial))));

    private static string KeyOf(int trial, int rung) => $"trial {trial + 1}, rung {rung + 1}";

    private static (int Trial, int Rung) WorkOf(string key)
    {
        var words = key.Split(' ', ',');
        return (int.Parse(words[1], CultureInfo.InvariantCulture) - 1, int.Parse(words[^1], CultureInfo.InvariantCulture) - 1);
    }

    private static Output End(TrialSchedule tuning, Input input, ExperimentRuns runs)
    {
        var best = tuning.Best ?? throw new ActivityFailureException("diverged", $"All trials of {input.Model.Definition.Name} diverged: none has a score. Lower the learning rates of the space.", retryable: false);
        runs.PublishResult(Value.Record(("best", ClrValues.From(best.Parameters)), ("score", Value.Of(best.Scores[^1]))));
        return new Output(best.Parameters, best.Scores[^1], TableOf(tuning.Search, best, input.Model.Definition.Name));
    }

    private static Value ConfigurationOf(Input input) => Value.Record(
        ("model", ClrValues.From(input.Model)),
        ("search", ValueJson.FromElement(JsonSerializer.SerializeToElement(input.Search, DeepFlowJson.Options))),
        ("space", ClrValues.From(input.Space)),
        ("optimizer", ValueJson.FromElement(JsonSerializer.SerializeToElement(input.Optimizer, DeepFlowJson.Options))),
        ("batch", Value.Of(input.Batch)), ("loss", ClrValues.From(input.Loss)), ("seed", Value.Of(input.Seed)), ("parallel", Value.Of(input.Parallel)));

    private static Table TableOf(AshaSearch search, Trial best, string model)
    {
        string[] fields = [.. search.Space.Keys];
        var rows = search.Trials.Select(trial => ImmutableArray.CreateRange<Value>(
        [
            Value.Of(trial.Number + 1), .. fields.Select(field => trial.Parameters[field]), Value.Of(search.Rungs[trial.Scores.Length - 1]),
            double.IsFinite(trial.Scores[^1]) ? Value.Of(Math.Round(trial.Scores[^1], 4)) : Value.Missing, Value.Of(trial.Number == best.Number),
        ]));
        return new Table($"Trials of {model}", ["trial", .. fields, "epochs", search.Options.Metric.ToString().ToLowerInvariant(), "best"], [.. rows]);
    }
}
