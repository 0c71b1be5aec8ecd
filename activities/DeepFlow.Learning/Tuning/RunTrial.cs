using System.Collections.Immutable;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Experiments;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Tuning;

/// <summary>A part of a tuning: trains one trial up to the end of a rung. Killed or sent away, it goes on from its last checkpoint.</summary>
[Activity(Name, Stage = Stage.Model, Isolated = true, Checkpoints = true, Internal = true, Summary = "Trains one configuration of a tuning for a while.")]
public sealed class RunTrial(NpgsqlDataSource database, ObjectStore objects, TrialData data, TimeProvider clock) : Activity<RunTrial.Input, RunTrial.Output>
{
    public const string Name = "tune.trial";

    /// <param name="Epochs">Of the longest trials: over so many the learning rate falls.</param>
    /// <param name="Start">The object with the trial's state where it begins; null: it is new.</param>
    public sealed record Input(
        ModelSpec Model, DataHandle Train, DataHandle Validation, Optimizer Optimizer, int Batch, Loss Loss, long Seed, SearchMetric Metric, int Epochs,
        int Trial, int Rung, int FromEpoch, int ToEpoch, ImmutableSortedDictionary<string, Value> Parameters, string? Start = null);

    /// <param name="Score">null: it diverged.</param>
    /// <param name="Checkpoint">The object with its state at the end of the rung.</param>
    /// <param name="Experiment">Under which its curve stands.</param>
    public sealed record Output(int Trial, int Rung, int Epochs, double? Score, string Checkpoint, Guid Experiment);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var (train, validation) = await data.ReadAsync(context.Project, input.Train, input.Validation, context.Cancellation);
        var plan = new TrialPlan(input.Model, input.Optimizer, input.Batch, input.Loss, input.Epochs, input.Seed);
        var (network, trial) = plan.For(input.Trial, input.Parameters, train);
        var runs = new ExperimentRuns(database, context);
        var rhythm = new CheckpointRhythm(context.Settings.Checkpoint, clock);
        var start = (await context.LatestCheckpointAsync())?.Hash ?? input.Start;
        var checkpoint = start is null ? null : CheckpointFile.Read(await objects.ReadAsync(start, context.Cancellation));

        using var thread = new TrainingThread();
        var device = TrainingDevice.Of(context);
        using var trainer = await thread.RunAsync(() => checkpoint is null
            ? Trainer.Start(network, trial, train.Tensors, validation.Tensors, device)
            : Trainer.Resume(checkpoint, train.Tensors, validation.Tensors, device));
        while (trainer.Finished.Count < input.ToEpoch)
        {
            context.Progress(
                (trainer.Finished.Count - input.FromEpoch) / (double)(input.ToEpoch - input.FromEpoch),
                $"epoch {trainer.Finished.Count + 1} of {input.ToEpoch}");
            var epoch = await thread.RunAsync(() => trainer.RunEpoch(context.Cancellation));
            await runs.AddMetricsAsync(epoch.Epoch, epoch.Metrics, input.Trial);
            if (epoch.Epoch < input.ToEpoch && (rhythm.IsDue(epoch.Epoch) || context.Yielding.IsCancellationRequested))
            {
                await context.SaveCheckpointAsync(epoch.Epoch, await SaveAsync(thread, trainer, context), $"epoch {epoch.Epoch}");
                context.ThrowIfYielding();
            }
        }

        var last = trainer.Finished[^1];
        var score = input.Metric == SearchMetric.Accuracy ? last.Accuracy : last.ValidationLoss;
        context.Log($"{input.ToEpoch} epoch(s): {score:0.0000} with {string.Join(", ", input.Parameters.Select(p => $"{p.Key} {p.Value}"))}");
        return new Output(input.Trial, input.Rung, input.ToEpoch, double.IsFinite(score) ? score : null, await SaveAsync(thread, trainer, context), context.StepJob);
    }

    private async Task<string> SaveAsync(TrainingThread thread, Trainer trainer, ActivityContext context) =>
        await objects.PutAsync(await thread.RunAsync(() => CheckpointFile.Write(trainer.Snapshot())), context.Cancellation);
}
