using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using DeepFlow.Workflows.Activities;
using Npgsql;
using NpgsqlTypes;

namespace DeepFlow.Data.Code;

/// <summary>
/// The rows of merge requests. The two changes run in the transaction that completes a step (see <see cref="ActivityContext.Publish"/>);
/// the merge itself is <see cref="CodeRepository.MergeAsync"/>, before it.
/// </summary>
public static class MergeRequests
{
    private const string Columns =
        "project, id, source_branch, target_branch, commit_id, title, state, model_version, author, created_at, merged_by, merged_at, merge_commit";

    /// <summary>The id of the request that a step opens: the same for each of its attempts. 12 hexadecimal digits.</summary>
    public static string IdOf(ActivityContext context) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Project}\n{context.IdempotencyKey}")).AsSpan(0, 6));

    /// <summary>Adds an open request; its state and dates are the table's to give.</summary>
    public static async Task OpenAsync(DbTransaction transaction, MergeRequest request, CancellationToken cancellation)
    {
        await using var command = Command(
            transaction,
            """
            insert into deepflow.merge_request (project, id, source_branch, target_branch, commit_id, title, model_version, author)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            request.Project, request.Id, request.SourceBranch, request.TargetBranch, request.Commit, request.Title, request.ModelVersion, request.Author);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Marks an open request merged. One that is merged already stays as it is.</summary>
    /// <exception cref="ActivityFailureException"><c>request_closed</c>: somebody closed it, or there is no such request.</exception>
    public static async Task MarkMergedAsync(
        DbTransaction transaction, string project, string id, string mergedBy, string mergeCommit, CancellationToken cancellation)
    {
        await using var command = Command(
            transaction,
            """
            update deepflow.merge_request
            set state = 'merged',
                merged_by = case state when 'open' then $3 else merged_by end,
                merged_at = case state when 'open' then now() else merged_at end,
                merge_commit = case state when 'open' then $4 else merge_commit end
            where project = $1 and id = $2 and state in ('open', 'merged')
            """,
            project, id, mergedBy, mergeCommit);
        if (await command.ExecuteNonQueryAsync(cancellation) == 0)
        {
            throw new ActivityFailureException("request_closed", $"The merge request {id} of {project} is closed or does not exist.", retryable: false);
        }
    }

    /// <summary>The request of that id, or null.</summary>
    public static async Task<MergeRequest?> FindAsync(NpgsqlDataSource database, string project, string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {Columns} from deepflow.merge_request where project = $1 and id = $2");
        command.Parameters.AddWithValue(project);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, cancellation)).SingleOrDefault();
    }

    /// <summary>The newest request for a model version, or null.</summary>
    public static async Task<MergeRequest?> FindForModelAsync(
        NpgsqlDataSource database, string project, string modelVersion, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from deepflow.merge_request where project = $1 and model_version = $2 order by created_at desc limit 1");
        command.Parameters.AddWithValue(project);
        command.Parameters.AddWithValue(modelVersion);
        return (await ReadAsync(command, cancellation)).SingleOrDefault();
    }

    private static NpgsqlCommand Command(DbTransaction transaction, string sql, params string?[] parameters)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)parameter ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        return command;
    }

    private static async Task<List<MergeRequest>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var requests = new List<MergeRequest>();
        while (await reader.ReadAsync(cancellation))
        {
            requests.Add(new MergeRequest(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetString(6), Optional<string>(reader, 7), reader.GetString(8), reader.GetFieldValue<DateTimeOffset>(9),
                Optional<string>(reader, 10), reader.IsDBNull(11) ? null : reader.GetFieldValue<DateTimeOffset>(11), Optional<string>(reader, 12)));
        }

        return requests;
    }

    private static T? Optional<T>(NpgsqlDataReader reader, int column)
        where T : class => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);
}
