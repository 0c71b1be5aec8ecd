using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <param name="Consumed">The rows of <c>event</c> that the result has taken into account.</param>
public sealed record PlannedTransition(Instance Instance, TransitionResult Result, long[] Consumed)
{
    internal ChangedRows Rows { get; } = ChangedRows.Of(Instance, Result.State);

    /// <summary>The instance once this is committed.</summary>
    internal Instance After => Instance with { Version = Instance.Version + 1, State = Result.State, Recent = Rows.Recent };
}

/// <summary>
/// Writes the transitions of many instances as one transaction in one round trip. Each is fenced by its instance's version:
/// when somebody else has moved one on, the database refuses the whole group, and the rest is written without that one.
/// </summary>
public sealed class GroupCommit(NpgsqlDataSource source)
{
    /// <summary>What <c>deepflow.refuse_stale</c> raises.</summary>
    private const string Stale = "DF001";

    /// <returns>The instances whose transitions were written; the events of the others are untouched.</returns>
    public async Task<IReadOnlySet<Guid>> CommitAsync(IReadOnlyList<PlannedTransition> group, CancellationToken cancellation)
    {
        // In the order of their ids: two nodes that move the same instances take their locks in the same order.
        var rest = group.OrderBy(t => t.Instance.Id).ToList();
        while (rest.Count > 0)
        {
            FailPoints.Pass("transition.committing");
            try
            {
                await WriteAsync(rest, cancellation);
                FailPoints.Pass("transition.committed");
                return rest.Select(t => t.Instance.Id).ToHashSet();
            }
            catch (PostgresException e) when (e.SqlState == Stale)
            {
                var current = await CurrentAsync(rest, cancellation);
                rest.RemoveAll(t => !current.Contains(t.Instance.Id));
            }
        }
        return new HashSet<Guid>();
    }

    /// <summary>A batch without error barriers is one implicit transaction: it is committed by its end, or undone as a whole.</summary>
    private async Task WriteAsync(List<PlannedTransition> group, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        var rows = new EffectRows(batch);
        rows.MoveInstances(group);
        rows.MoveNodes(group);
        rows.EndInstances(group);
        rows.Consume([.. group.SelectMany(t => t.Consumed)]);
        rows.Write(group);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<HashSet<Guid>> CurrentAsync(List<PlannedTransition> group, CancellationToken cancellation) =>
        [.. await source.QueryAsync("select s.instance from deepflow.instance_state s join unnest($1::uuid[], $2::bigint[]) as u (id, version) on s.instance = u.id and s.version = u.version",
            r => r.GetGuid(0), [group.Select(t => t.Instance.Id).ToArray(), group.Select(t => t.Instance.Version).ToArray()], cancellation)];
}
