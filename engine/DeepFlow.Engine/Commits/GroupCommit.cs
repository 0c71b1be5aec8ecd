using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <param name="Consumed">The rows of <c>event</c> that the result has taken into account.</param>
public sealed record PlannedTransition(Instance Instance, TransitionResult Result, long[] Consumed);

/// <summary>
/// Writes the transitions of many instances as one transaction. Each is fenced by its instance's version: one that
/// somebody else has moved on is left out, its events untouched, and the rest are written without it.
/// </summary>
public sealed class GroupCommit(NpgsqlDataSource source)
{
    /// <returns>The instances whose transitions were written.</returns>
    public async Task<IReadOnlySet<Guid>> CommitAsync(IReadOnlyList<PlannedTransition> group, CancellationToken cancellation)
    {
        while (group.Count > 0)
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var moved = await MoveInstancesAsync(transaction, group, cancellation);
            if (moved.Count == group.Count)
            {
                await WriteEffectsAsync(connection, transaction, group, cancellation);
                FailPoints.Pass("transition.committing");
                await transaction.CommitAsync(cancellation);
                FailPoints.Pass("transition.committed");
                return moved;
            }
            await transaction.RollbackAsync(cancellation);
            group = [.. group.Where(t => moved.Contains(t.Instance.Id))];
        }
        return new HashSet<Guid>();
    }

    /// <summary>The update takes each row's lock, so an instance counted as moved here stays ours until the commit.</summary>
    private static async Task<HashSet<Guid>> MoveInstancesAsync(NpgsqlTransaction transaction, IReadOnlyList<PlannedTransition> group, CancellationToken cancellation)
    {
        var moved = await transaction.QueryAsync("""
            update deepflow.instance i
            set version = i.version + 1, state = u.state::json, status = u.status, result = u.result::json, reason = u.reason,
                ended_at = case when u.status = 'running' then null else now() end
            from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) as u (id, version, state, status, result, reason)
            where i.id = u.id and i.version = u.version
            returning i.id
            """,
            r => r.GetGuid(0),
            [
                group.Select(t => t.Instance.Id).ToArray(),
                group.Select(t => t.Instance.Version).ToArray(),
                group.Select(t => Sql.Json(t.Result.State)).ToArray(),
                group.Select(t => t.Result.State.Status.ToString().ToLowerInvariant()).ToArray(),
                group.Select(t => t.Result.State.Result is { IsMissing: false } result ? Sql.Json(result) : null).ToArray(),
                group.Select(t => t.Result.State.Reason).ToArray(),
            ], cancellation);
        return [.. moved];
    }

    private static async Task WriteEffectsAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<PlannedTransition> group, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var rows = new EffectRows(batch);
        rows.Consume([.. group.SelectMany(t => t.Consumed)]);
        rows.Write(group);
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
