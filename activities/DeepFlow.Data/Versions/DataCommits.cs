using System.Data.Common;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Data.Versions;

/// <summary>The rows of commits, branches and provenance.</summary>
public static class DataCommits
{
    private const string Columns =
        "project, id, dataset, branch, parent, manifest, item_count, labeled, operation, message, instance_id, pipeline, node, round, job_id, created_at";

    /// <summary>The commit of that id.</summary>
    /// <exception cref="ActivityFailureException"><c>no_commit</c>: there is none.</exception>
    public static async Task<DataCommit> FindAsync(NpgsqlDataSource database, string project, string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {Columns} from deepflow.data_commit where project = $1 and id = $2");
        command.Parameters.AddWithValue(project);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, cancellation)).SingleOrDefault()
            ?? throw new ActivityFailureException("no_commit", $"The project {project} has no data commit {id}.", retryable: false);
    }

    /// <summary>The newest commits of a project, newest first; of one data set where <paramref name="dataset"/> names it.</summary>
    public static async Task<IReadOnlyList<DataCommit>> ListAsync(
        NpgsqlDataSource database, string project, string? dataset, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from deepflow.data_commit where project = $1 and ($2::text is null or dataset = $2) order by created_at desc, id limit $3");
        command.Parameters.AddWithValue(project);
        command.Parameters.Add(Text(dataset));
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>The project's branches, by data set and name.</summary>
    public static async Task<IReadOnlyList<DataBranch>> BranchesAsync(NpgsqlDataSource database, string project, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select dataset, name, tip, moved_at from deepflow.data_branch where project = $1 order by dataset, name");
        command.Parameters.AddWithValue(project);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var branches = new List<DataBranch>();
        while (await reader.ReadAsync(cancellation))
        {
            branches.Add(new DataBranch(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return branches;
    }

    /// <summary>What a branch holds now; null where there is no such branch.</summary>
    public static async Task<string?> TipAsync(
        NpgsqlDataSource database, string project, string dataset, string branch, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select tip from deepflow.data_branch where project = $1 and dataset = $2 and name = $3");
        command.Parameters.AddWithValue(project);
        command.Parameters.AddWithValue(dataset);
        command.Parameters.AddWithValue(branch);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>Everything that a commit was made from, directly or through others, nearest first.</summary>
    public static async Task<IReadOnlyList<DataCommit>> AncestryAsync(
        NpgsqlDataSource database, string project, string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"""
            with recursive line (id, distance) as (
                select source_id, 1 from deepflow.data_provenance where project = $1 and commit_id = $2
                union
                select p.source_id, line.distance + 1 from line join deepflow.data_provenance p on p.project = $1 and p.commit_id = line.id
            )
            select {Columns}
            from deepflow.data_commit join (select id as source, min(distance) as distance from line group by id) near on near.source = id
            where project = $1
            order by distance, id
            """);
        command.Parameters.AddWithValue(project);
        command.Parameters.AddWithValue(id);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>
    /// Adds a commit, and moves its branch to it. Only here is the parent known: the branch's row is locked first, so commits of
    /// several runs follow each other.
    /// </summary>
    internal static async Task InsertAsync(
        DbTransaction transaction, DataCommit commit, IReadOnlyList<string> sources, CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)transaction.Connection!;
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)transaction);
        if (commit.Branch is not null)
        {
            batch.BatchCommands.Add(Command(
                "insert into deepflow.data_branch (project, dataset, name) values ($1, $2, $3) on conflict (project, dataset, name) do update set moved_at = now()",
                commit.Project, commit.Dataset, commit.Branch));
        }

        batch.BatchCommands.Add(Command(
            """
            insert into deepflow.data_commit (project, id, dataset, branch, parent, manifest, item_count, labeled, operation, message, instance_id, pipeline, node, round, job_id)
            values ($1, $2, $3, $4, (select tip from deepflow.data_branch where project = $1 and dataset = $3 and name = $4), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            commit.Project, commit.Id, commit.Dataset, Text(commit.Branch), commit.Manifest, commit.ItemCount, commit.Labeled, commit.Operation,
            commit.Message, commit.InstanceId, commit.Pipeline, commit.Node, commit.Round, commit.JobId));
        if (commit.Branch is not null)
        {
            batch.BatchCommands.Add(Command(
                "update deepflow.data_branch set tip = $4 where project = $1 and dataset = $2 and name = $3",
                commit.Project, commit.Dataset, commit.Branch, commit.Id));
        }

        batch.BatchCommands.Add(Command(
            "insert into deepflow.data_provenance (project, commit_id, source_id) select $1, $2, unnest($3::text[])",
            commit.Project, commit.Id, sources.Distinct().ToArray()));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter });
        }

        return command;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };

    private static async Task<List<DataCommit>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var commits = new List<DataCommit>();
        while (await reader.ReadAsync(cancellation))
        {
            commits.Add(new DataCommit(
                reader.GetString(0), reader.GetString(1), reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetString(5), reader.GetInt32(6), reader.GetBoolean(7), reader.GetString(8), reader.GetString(9),
                reader.GetGuid(10), reader.GetString(11), reader.GetString(12), reader.GetInt32(13), reader.GetGuid(14),
                reader.GetFieldValue<DateTimeOffset>(15)));
        }

        return commits;
    }
}
