using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using DeepFlow.Data.Reports;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Evaluation;
using DeepFlow.Learning.Experiments;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Reports;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Training;

[Activity("train", Stage = Stage.Model, Role = "data_scientist", Isolated = true, Checkpoints = true,
    Summary = "Trains a model; after a crash it goes on from its last checkpoint, to the same bits.")]
public sealed class Train(NpgsqlDataSource database, ObjectStore objects, DataReader reader, TimeProvider clock) : Activity<Train.Input, Train.Output>
{
    /// <summary>So many checkpoints are offered to choose from.</summary>
    private const int CheckpointsOffered = 10;

    public sealed record Input(
        [property: About("What is trained.")] ModelSpec Model,
        [property: DslType("dataset<D>"), About("What it learns from.")] DataHandle Train,
        [property: DslType("dataset<D>"), About("What each epoch is judged by.")] DataHandle Validation,
        [property: About("How weights follow the gradient.")] Optimizer Optimizer,
        [property: Range(1, 100_000), About("Passes over the training data.")] int Epochs,
        [property: Range(1, 1_000_000), About("Items per step.")] int Batch = 64,
        [property: About("What training makes small.")] Loss Loss = Loss.CrossEntropy,
        [property: About("How the learning rate falls.")] Decay Decay = Decay.Cosine,
        [property: About("Same seed and data, same model.")] long Seed = 0);

    public sealed record Output(
        [property: DslType("list<checkpoint>"), About("States to choose from, the most accurate first.")] ImmutableArray<CheckpointHandle> Checkpoints,
        [property: DslType("plot"), About("Losses and accuracy by epoch.")] Plot Curves,
        [property: DslType("metrics"), About("Of the first checkpoint, on the validation data.")] MetricValues Metrics,
        [property: DslType("table"), About("Of the first checkpoint: true classes by found ones.")] Table Confusion,
        [property: About("Of the first checkpoint, on the validation data.")] double Accuracy);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var model = input.Model.ResolveForTraining();
        context.Progress(0, "reading data");
        using var train = await LearningData.ReadAsync(reader, context.Project, input.Train, context.Cancellation);
        using var validation = await LearningData.ReadAsync(reader, context.Project, input.Validation, context.Cancellation);
        var network = model.NetworkFor(train);
        var plan = new TrainingPlan(input.Epochs, input.Batch, input.Seed, input.Optimizer, input.Loss, input.Decay);
        var runs = new ExperimentRuns(database, context);
        await runs.StartAsync(RunKind.Training, model.Name, ConfigurationOf(model, plan), input.Train, input.Validation);

        using var thread = new TrainingThread();
        var device = TrainingDevice.Of(context);
        var start = await LatestAsync(context);
        using var trainer = await thread.RunAsync(() => start is null
            ? Trainer.Start(network, plan, train.Tensors, validation.Tensors, device)
            : Trainer.Resume(start, train.Tensors, validation.Tensors, device));
        await EpochsAsync(input, context, runs, thread, trainer);

        var checkpoints = await runs.CheckpointsAsync();
        var best = checkpoints.OrderByDescending(checkpoint => checkpoint.Accuracy).ThenBy(checkpoint => checkpoint.Loss).ThenBy(checkpoint => checkpoint.Epoch).ToList();
        var judged = await JudgeAsync(best[0], thread, device, validation, context);
        var confusion = ConfusionMatrix.Of(judged.Truth, judged.Classes, network.Classes);
        var result = MetricValues.Of(
            $"{model.Name} after epoch {best[0].Epoch}", ("accuracy", confusion.Accuracy), ("loss", judged.Loss), ("macro_f1", confusion.MacroF1), ("epoch", best[0].Epoch));
        runs.PublishResult(ClrValues.From(result));
        return new Output(
            [.. best.Take(CheckpointsOffered).Select(c => new CheckpointHandle(model.Name, context.JobId, c.Epoch, c.Accuracy, c.Loss, c.Object))],
            CurvesOf(model.Name, trainer.Finished), result, confusion.ToTable("Confusion on the validation data", train.Labels), confusion.Accuracy);
    }

    private async Task EpochsAsync(Input input, ActivityContext context, ExperimentRuns runs, TrainingThread thread, Trainer trainer)
    {
        var rhythm = new CheckpointRhythm(context.Settings.Checkpoint, clock);
        trainer.BatchEnded += batch => context.Progress(
            (trainer.Finished.Count + ((double)batch / trainer.BatchesPerEpoch)) / input.Epochs, $"epoch {trainer.Finished.Count + 1} of {input.Epochs}");
        while (trainer.Finished.Count < input.Epochs)
        {
            var epoch = await thread.RunAsync(() => trainer.RunEpoch(context.Cancellation));
            await runs.AddMetricsAsync(epoch.Epoch, epoch.Metrics);
            context.Log($"epoch {epoch.Epoch}: train loss {epoch.TrainLoss:0.0000}, validation loss {epoch.ValidationLoss:0.0000}, accuracy {epoch.Accuracy:0.0000}");
            if (epoch.Epoch == input.Epochs || rhythm.IsDue(epoch.Epoch) || context.Yielding.IsCancellationRequested)
            {
                var file = await thread.RunAsync(() => CheckpointFile.Write(trainer.Snapshot()));
                var hash = await objects.PutAsync(file, context.Cancellation);
                await runs.AddCheckpointAsync(new EpochCheckpoint(epoch.Epoch, hash, epoch.ValidationLoss, epoch.Accuracy));
                await context.SaveCheckpointAsync(epoch.Epoch, hash, $"epoch {epoch.Epoch}, accuracy {epoch.Accuracy:0.0000}");
            }

            if (epoch.Epoch < input.Epochs)
            {
                context.ThrowIfYielding();
            }
        }
    }

    /// <summary>What an earlier attempt left; null to begin anew, also where the object is gone or damaged.</summary>
    private async Task<TrainingCheckpoint?> LatestAsync(ActivityContext context)
    {
        if (await context.LatestCheckpointAsync() is not { } latest)
        {
            return null;
        }

        try
        {
            var checkpoint = CheckpointFile.Read(await objects.ReadAsync(latest.Hash, context.Cancellation));
            context.Log($"Goes on from the checkpoint of {latest.Note}.");
            return checkpoint;
        }
        catch (Exception exception) when (exception is InvalidDataException or ObjectMissingException or ActivityFailureException)
        {
            context.Log($"Begins anew, for the checkpoint of {latest.Note} cannot be used: {exception.Message}");
            return null;
        }
    }

    private async Task<Prediction> JudgeAsync(EpochCheckpoint best, TrainingThread thread, TrainingDevice device, LearningData validation, ActivityContext context)
    {
        var checkpoint = CheckpointFile.Read(await objects.ReadAsync(best.Object, context.Cancellation));
        return await thread.RunAsync(() => new TrainedNetwork(checkpoint.Network, checkpoint.Weights).Predict(validation.Tensors, device));
    }

    private static Value ConfigurationOf(ResolvedModel model, TrainingPlan plan) => Value.Record(
        ("model", ClrValues.From(model)), ("plan", ClrValues.From(plan)));

    private static Plot CurvesOf(string model, IReadOnlyList<EpochResult> epochs) => new(
        $"Training of {model}", PlotKind.Line, "epoch", "value",
        [
            Series.Of("train loss", epochs.Select(epoch => ((double)epoch.Epoch, epoch.TrainLoss))),
            Series.Of("validation loss", epochs.Select(epoch => ((double)epoch.Epoch, epoch.ValidationLoss))),
            Series.Of("accuracy", epochs.Select(epoch => ((double)epoch.Epoch, epoch.Accuracy))),
        ]);
}
