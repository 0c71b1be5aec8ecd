using System.Data.Common;
using DeepFlow.Learning.Postgres;
using Npgsql;

namespace DeepFlow.Learning.Preparing;

/// <summary>The rows of the transformation registry.</summary>
internal static class Transformations
{
    /// <summary>The manifest of data prepared before from the same content in the same way, or null.</summary>
    public static async Task<string?> FindAsync(
        NpgsqlDataSource database, string project, string source, Transformation transformation, CancellationToken cancellation)
    {
        await using var command = database.Command(
            "select result from deepflow.transformation where project = $1 and source = $2 and transformation = $3", project, source, transformation.Id);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    public static Task AddAsync(
        DbTransaction transaction, string project, string source, Transformation transformation, string result, Guid job, CancellationToken cancellation) =>
        transaction.Command(
            """
            insert into deepflow.transformation (project, source, transformation, settings, result, job_id) values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            """,
            project, source, transformation.Id, SqlCommands.Json(transformation), result, job).ExecuteAsync(cancellation);
}
