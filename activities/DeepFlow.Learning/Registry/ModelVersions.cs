using System.Collections.Immutable;
using System.Data.Common;
using DeepFlow.Learning.Experiments;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Postgres;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Registry;

/// <summary>The rows of the model registry.</summary>
public static class ModelVersions
{
    private const string Select = """
        select v.project, v.model, v.version, v.stage, v.network, v.weights, v.hyperparameters, v.plan, v.transformation, v.labels, v.environment, v.data_commit, v.train_commit,
               v.code_commit, v.training_job, v.epoch, v.creator, v.created_at, e.accuracy
        from deepflow.model_version v
        left join lateral (
            select accuracy from deepflow.evaluation e where e.project = v.project and e.model = v.model and e.version = v.version order by at desc limit 1) e on true
        """;

    /// <exception cref="ActivityFailureException"><c>no_model</c>: there is none.</exception>
    public static async Task<ModelVersion> GetAsync(NpgsqlDataSource database, string project, string model, int version, CancellationToken cancellation) =>
        (await database.Command($"{Select} where v.project = $1 and v.model = $2 and v.version = $3", project, model, version).ReadAsync(Read, cancellation)).SingleOrDefault()
        ?? throw new ActivityFailureException("no_model", $"The project {project} has no model {model}@{version}.", retryable: false);

    /// <summary>The newest version of a model in a stage; null where there is none.</summary>
    public static async Task<ModelVersion?> FindAsync(NpgsqlDataSource database, string project, string model, ModelStage stage, CancellationToken cancellation) =>
        (await database.Command($"{Select} where v.project = $1 and v.model = $2 and v.stage = $3 order by v.version desc limit 1", project, model, TextOf(stage))
            .ReadAsync(Read, cancellation)).SingleOrDefault();

    /// <summary>The newest versions of a project, newest first; of one model where <paramref name="model"/> names it.</summary>
    public static async Task<IReadOnlyList<ModelVersion>> ListAsync(
        NpgsqlDataSource database, string project, string? model, int limit, CancellationToken cancellation) =>
        await database.Command($"{Select} where v.project = $1 and ($2 is null or v.model = $2) order by v.created_at desc, v.version desc limit $3", project, SqlCommands.Text(model), limit)
            .ReadAsync(Read, cancellation);

    /// <summary>The number of the version that a step will register: the same for each of its attempts.</summary>
    internal static async Task<int> ReserveAsync(NpgsqlDataSource database, string project, string model, string key, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.Command("insert into deepflow.model (project, name) values ($1, $2) on conflict do nothing", project, model).ExecuteAsync(cancellation);
        await LockAsync(transaction, project, model, cancellation);
        await transaction.Command(
            """
            insert into deepflow.model_number (project, model, version, key)
            select $1, $2, coalesce(max(version), 0) + 1, $3 from deepflow.model_number where project = $1 and model = $2
            on conflict (project, model, key) do nothing
            """,
            project, model, key).ExecuteAsync(cancellation);
        var numbers = await transaction.Command("select version from deepflow.model_number where project = $1 and model = $2 and key = $3", project, model, key)
            .ReadAsync(row => row.GetInt32(0), cancellation);
        await transaction.CommitAsync(cancellation);
        return numbers.Single();
    }

    internal static Task AddAsync(DbTransaction transaction, ModelVersion version, ActivityContext context, CancellationToken cancellation) =>
        transaction.Command(
            """
            insert into deepflow.model_version (project, model, version, network, weights, hyperparameters, plan, transformation, labels, environment, data_commit,
                train_commit, code_commit, training_job, epoch, creator, instance_id, job_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            version.Project, version.Name, version.Version, SqlCommands.Json(version.Network), version.Weights, SqlCommands.Json(version.Hyperparameters),
            SqlCommands.Json(version.Plan), SqlCommands.Json(version.Transformation), SqlCommands.Json(version.Labels), SqlCommands.Json(version.Environment),
            version.DataCommit, version.TrainCommit, SqlCommands.Text(version.CodeCommit), version.TrainingJob, version.Epoch, version.Creator,
            context.InstanceId, context.JobId).ExecuteAsync(cancellation);

    /// <summary>Moves a version to a stage; where that is production, the version that was there is archived.</summary>
    internal static async Task MoveAsync(DbTransaction transaction, ModelVersion version, ModelStage stage, string by, Guid job, CancellationToken cancellation)
    {
        await LockAsync(transaction, version.Project, version.Name, cancellation);
        if (stage == ModelStage.Production)
        {
            await transaction.Command(
                """
                with archived as (
                    update deepflow.model_version set stage = 'archived'
                    where project = $1 and model = $2 and version <> $3 and stage = 'production' returning version)
                insert into deepflow.model_stage_change (project, model, version, from_stage, to_stage, changed_by, job_id)
                select $1, $2, version, 'production', 'archived', $4, $5 from archived
                """,
                version.Project, version.Name, version.Version, by, job).ExecuteAsync(cancellation);
        }

        await transaction.Command(
            """
            with before as (select stage from deepflow.model_version where project = $1 and model = $2 and version = $3),
            moved as (
                update deepflow.model_version set stage = $4 where project = $1 and model = $2 and version = $3 and stage <> $4 returning version)
            insert into deepflow.model_stage_change (project, model, version, from_stage, to_stage, changed_by, job_id)
            select $1, $2, $3, before.stage, $4, $5, $6 from before, moved
            """,
            version.Project, version.Name, version.Version, TextOf(stage), by, job).ExecuteAsync(cancellation);
    }

    /// <summary>One step at a time hands out numbers or moves stages of a model; the lock ends with the transaction.</summary>
    private static Task LockAsync(DbTransaction transaction, string project, string model, CancellationToken cancellation) =>
        transaction.Command("select from deepflow.model where project = $1 and name = $2 for update", project, model).ExecuteAsync(cancellation);

    private static string TextOf(ModelStage stage) => stage.ToString().ToLowerInvariant();

    private static ModelVersion Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt32(2), Enum.Parse<ModelStage>(row.GetString(3), ignoreCase: true), row.FromJson<NetworkDefinition>(4), row.GetString(5),
        row.FromJson<Value>(6), row.FromJson<TrainingPlan>(7), row.FromJson<Transformation>(8), row.FromJson<ImmutableArray<LabelDefinition>>(9),
        row.FromJson<MachineEnvironment>(10), row.GetString(11), row.GetString(12), row.IsDBNull(13) ? null : row.GetString(13), row.GetGuid(14), row.GetInt32(15),
        row.GetString(16), row.GetFieldValue<DateTimeOffset>(17), row.IsDBNull(18) ? null : row.GetDouble(18));
}
