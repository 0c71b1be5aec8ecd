using System.Collections.Immutable;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Postgres;
using DeepFlow.Learning.Training;
using DeepFlow.Learning.Tuning;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Experiments;

/// <summary>
/// The rows of the experiment registry that one job writes while it runs. They are progress: appended on connections of
/// their own and tagged with the attempt. A later attempt of the job reads what earlier ones left and does not redo it.
/// </summary>
internal sealed class ExperimentRuns(NpgsqlDataSource database, ActivityContext context)
{
    private const int NoTrial = -1;

    /// <summary>The rows stand under the job of the whole step, also those that its parts write.</summary>
    private readonly Guid experiment = context.StepJob;

    /// <summary>Says what the job is about to do; of several attempts the first one's words stay.</summary>
    public Task StartAsync(RunKind kind, string model, Value configuration, DataHandle train, DataHandle validation) => database.Command(
        """
        insert into deepflow.experiment_run (project, job_id, kind, instance_id, pipeline, node, round, model, configuration, environment, train_commit, validation_commit)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict do nothing
        """,
        context.Project, experiment, kind.ToString().ToLowerInvariant(), context.InstanceId, context.Pipeline, context.Node, context.Round, model,
        SqlCommands.Json(configuration), SqlCommands.Json(MachineEnvironment.Current()), train.Commit, validation.Commit).ExecuteAsync(context.Cancellation);

    /// <summary>Writes the result with the job's completion.</summary>
    public void PublishResult(Value result)
    {
        var project = context.Project;
        context.Publish((transaction, cancellation) => transaction.Command(
            "update deepflow.experiment_run set finished_at = now(), result = $3 where project = $1 and job_id = $2",
            project, experiment, SqlCommands.Json(result)).ExecuteAsync(cancellation));
    }

    public Task AddMetricsAsync(int step, IReadOnlyList<(string Name, double Value)> metrics, int trial = NoTrial) => database.Command(
        """
        insert into deepflow.metric (project, job_id, attempt, trial, step, name, value)
        select $1, $2, $3, $4, $5, name, value from unnest($6::text[], $7::double precision[]) as given (name, value)
        on conflict do nothing
        """,
        context.Project, experiment, context.Attempt, trial, step,
        metrics.Select(metric => metric.Name).ToArray(), metrics.Select(metric => metric.Value).ToArray()).ExecuteAsync(context.Cancellation);

    /// <summary>Writes with the turn that starts it that there is a trial.</summary>
    public void PublishTrial(int number, ImmutableSortedDictionary<string, Value> parameters)
    {
        var (project, attempt) = (context.Project, context.Attempt);
        context.Publish((transaction, cancellation) => transaction.Command(
            "insert into deepflow.trial (project, job_id, number, attempt, parameters) values ($1, $2, $3, $4, $5) on conflict do nothing",
            project, experiment, number, attempt, SqlCommands.Json(parameters)).ExecuteAsync(cancellation));
    }

    /// <summary>Writes with the turn that hears of it what a trial scored in a rung.</summary>
    public void PublishScore(RunTrial.Output result)
    {
        var (project, attempt) = (context.Project, context.Attempt);
        context.Publish((transaction, cancellation) => transaction.Command(
            """
            insert into deepflow.trial_score (project, job_id, trial, rung, attempt, epochs, score, checkpoint) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict do nothing
            """,
            project, experiment, result.Trial, result.Rung, attempt, result.Epochs, result.Score ?? double.NaN, result.Checkpoint).ExecuteAsync(cancellation));
    }

    /// <summary>Takes over the curve of a trial that an earlier try at the step has trained.</summary>
    public void PublishMetricsOf(Guid earlier, int trial, int epochs)
    {
        var project = context.Project;
        context.Publish((transaction, cancellation) => transaction.Command(
            """
            insert into deepflow.metric (project, job_id, attempt, trial, step, name, value, at)
            select project, $3, attempt, trial, step, name, value, at from deepflow.metric where project = $1 and job_id = $2 and trial = $4 and step <= $5
            on conflict do nothing
            """,
            project, earlier, experiment, trial, epochs).ExecuteAsync(cancellation));
    }

    public Task AddCheckpointAsync(EpochCheckpoint checkpoint) => database.Command(
        """
        insert into deepflow.training_checkpoint (project, job_id, epoch, attempt, object, validation_loss, accuracy) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict do nothing
        """,
        context.Project, experiment, checkpoint.Epoch, context.Attempt, checkpoint.Object, checkpoint.Loss, checkpoint.Accuracy).ExecuteAsync(context.Cancellation);

    public Task<List<EpochCheckpoint>> CheckpointsAsync() => database.Command(
        "select epoch, object, validation_loss, accuracy from deepflow.training_checkpoint where project = $1 and job_id = $2 order by epoch",
        context.Project, experiment).ReadAsync(
            row => new EpochCheckpoint(row.GetInt32(0), row.GetString(1), row.GetDouble(2), row.GetDouble(3)), context.Cancellation);

    /// <summary>What is known of the training that a checkpoint came from; null where the project has no such checkpoint.</summary>
    public static async Task<CheckpointOrigin?> OriginAsync(NpgsqlDataSource database, string project, CheckpointHandle checkpoint, CancellationToken cancellation) =>
        (await database.Command(
            """
            select r.train_commit, r.configuration -> 'model' -> 'hyperparameters', r.environment
            from deepflow.training_checkpoint c join deepflow.experiment_run r using (project, job_id)
            where c.project = $1 and c.job_id = $2 and c.epoch = $3 and c.object = $4
            """,
            project, checkpoint.Job, checkpoint.Epoch, checkpoint.Object)
            .ReadAsync(row => new CheckpointOrigin(row.GetString(0), row.FromJson<Value>(1), row.FromJson<MachineEnvironment>(2)), cancellation)).SingleOrDefault();
}

internal sealed record CheckpointOrigin(string TrainCommit, Value Hyperparameters, MachineEnvironment Environment);

internal enum RunKind { Tuning, Training }

/// <param name="Object">The checkpoint's file in the object store.</param>
/// <param name="Loss">On the validation data, as is the accuracy.</param>
internal sealed record EpochCheckpoint(int Epoch, string Object, double Loss, double Accuracy);
