using System.Data.Common;
using DeepFlow.Deployment.Packaging;
using DeepFlow.Learning.Postgres;
using Npgsql;

namespace DeepFlow.Deployment.Rollout;

/// <summary>The rows of deployments. Every change is announced on the channel <see cref="Channel"/>.</summary>
public static class Deployments
{
    internal const string Channel = "deepflow_deployment";

    private const string Columns =
        "project, name, desired, revision, package, model, version, port, state, actual_revision, endpoint, host, pid, process_started, message";

    /// <summary>The deployments of a project; of all where <paramref name="project"/> is null.</summary>
    public static async Task<IReadOnlyList<DeploymentRow>> ListAsync(NpgsqlDataSource database, string? project, CancellationToken cancellation) =>
        await database.Command($"select {Columns} from deepflow.deployment where $1 is null or project = $1 order by project, name", SqlCommands.Text(project))
            .ReadAsync(Read, cancellation);

    public static async Task<DeploymentRow?> FindAsync(NpgsqlDataSource database, string project, string name, CancellationToken cancellation) =>
        (await database.Command($"select {Columns} from deepflow.deployment where project = $1 and name = $2", project, name).ReadAsync(Read, cancellation)).SingleOrDefault();

    /// <summary>
    /// Asks for a package to be served. Asking again for the same is no new revision, unless serving it had failed.
    /// </summary>
    /// <returns>The revision that will serve it.</returns>
    public static async Task<int> RequestAsync(
        NpgsqlDataSource database, string project, string name, PackageHandle package, int port, string by, CancellationToken cancellation)
    {
        await using var command = database.Command(
            """
            insert into deepflow.deployment as d (project, name, desired, package, model, version, port, requested_by) values ($1, $2, 'running', $3, $4, $5, $6, $7)
            on conflict (project, name) do update set
                revision = d.revision + (case when (d.desired, d.package, d.port) = ('running', $3, $6) and d.state <> 'failed' then 0 else 1 end),
                desired = 'running', package = $3, model = $4, version = $5, port = $6, requested_by = $7, requested_at = now()
            returning revision
            """,
            project, name, package.Object, package.Model, package.Version, port, by);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Asks for a deployment to stop; returns false where there is none.</summary>
    public static async Task<bool> RequestStopAsync(NpgsqlDataSource database, string project, string name, CancellationToken cancellation) =>
        await database.Command("update deepflow.deployment set desired = 'stopped' where project = $1 and name = $2", project, name).ExecuteAsync(cancellation) > 0;

    internal static Task ReleaseAsync(
        DbTransaction transaction, string project, DeploymentHandle deployment, int revision, PackageHandle package, Guid job, CancellationToken cancellation) =>
        transaction.Command(
            "insert into deepflow.deployment_release (project, name, revision, model, version, package, endpoint, job_id) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            project, deployment.Name, revision, package.Model, package.Version, package.Object, deployment.Endpoint, job).ExecuteAsync(cancellation);

    /// <summary>What the supervisor has made of a row; the message replaces the one before.</summary>
    /// <param name="supervisor">The holder of the lease.</param>
    /// <returns>False where another supervisor has taken over: nothing was written.</returns>
    internal static async Task<bool> RecordAsync(
        NpgsqlDataSource database, Guid supervisor, DeploymentRow row, string state, ServingProcess? process, string? message, CancellationToken cancellation) =>
        await database.Command(
            """
            update deepflow.deployment
            set state = $3, actual_revision = $4, endpoint = $5, pid = $6, process_started = $7, message = $8, host = case when $6::integer is not null then $9 end, changed_at = now()
            where project = $1 and name = $2 and exists (select 1 from deepflow.deployment_supervisor where holder = $10 and until > now() for share)
            """,
            row.Project, row.Name, state, row.Revision, SqlCommands.Text(process?.Endpoint?.ToString().TrimEnd('/')),
            new NpgsqlParameter { Value = (object?)process?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
            new NpgsqlParameter { Value = (object?)process?.Started ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
            SqlCommands.Text(message), Environment.MachineName, supervisor).ExecuteAsync(cancellation) == 1;

    /// <summary>The process has ended with its server. Where the row names another by now, that one serves.</summary>
    internal static Task RecordEndAsync(NpgsqlDataSource database, DeploymentRow row, ServingProcess process, string message, CancellationToken cancellation) => database.Command(
        """
        update deepflow.deployment set state = 'stopped', endpoint = null, host = null, pid = null, process_started = null, message = $5, changed_at = now()
        where project = $1 and name = $2 and host = $3 and pid = $4
        """,
        row.Project, row.Name, Environment.MachineName, process.Id, message).ExecuteAsync(cancellation);

    private static DeploymentRow Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetInt32(7), row.GetString(8),
        row.IsDBNull(9) ? null : row.GetInt32(9), row.IsDBNull(10) ? null : row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11),
        row.IsDBNull(12) ? null : row.GetInt32(12), row.IsDBNull(13) ? null : row.GetFieldValue<DateTimeOffset>(13), row.IsDBNull(14) ? null : row.GetString(14));
}
