using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <param name="Moved">The instances whose transitions were written.</param>
/// <param name="Topics">Who has something to do now: topics of <see cref="Wakeups"/>. Nobody has been told where the group was written on a connection of the caller's.</param>
/// <param name="Refused">Transitions that the database refuses whatever is written with them, and why.</param>
public sealed record GroupResult(IReadOnlySet<Guid> Moved, IReadOnlySet<string> Topics, IReadOnlyList<(PlannedTransition Transition, PostgresException Reason)> Refused);

/// <summary>
/// Writes the transitions of many instances as one transaction in one round trip. Each is fenced by its instance's version
/// and by its events: when somebody else has moved one on, the database refuses the whole group, and the rest is written
/// without that one.
/// </summary>
public sealed class GroupCommit(NpgsqlDataSource source)
{
    /// <summary>What <c>deepflow.refuse_stale</c> raises.</summary>
    private const string Stale = "DF001";

    /// <returns>What was written; the events of the others are untouched.</returns>
    public async Task<GroupResult> CommitAsync(IReadOnlyList<PlannedTransition> group, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await CommitAsync(group, connection, tell: true, cancellation);
    }

    /// <exception cref="NpgsqlException">The database could not be asked, or could not answer now.</exception>
    internal Task<GroupResult> CommitAsync(IReadOnlyList<PlannedTransition> group, NpgsqlConnection connection, CancellationToken cancellation) =>
        CommitAsync(group, connection, tell: false, cancellation);

    private static async Task<GroupResult> CommitAsync(IReadOnlyList<PlannedTransition> group, NpgsqlConnection connection, bool tell, CancellationToken cancellation)
    {
        IReadOnlySet<string> topics = new HashSet<string>();
        // In the order of their ids: two nodes that move the same instances take their locks in the same order.
        var rest = group.OrderBy(t => t.Instance.Id).ToList();
        while (rest.Count > 0)
        {
            FailPoints.Pass("transition.committing");
            try
            {
                topics = await WriteAsync(rest, connection, tell, cancellation);
                FailPoints.Pass("transition.committed");
                break;
            }
            catch (PostgresException e) when (IsOutrun(e))
            {
                var current = await CurrentAsync(rest, connection, cancellation);
                rest.RemoveAll(t => t.Delivery is not null || !current.Contains(t.Instance.Id));
            }
            catch (PostgresException e) when (!e.IsOutage())
            {
                return rest.Count == 1 ? new(new HashSet<Guid>(), topics, [(rest[0], e)]) : await CommitOneByOneAsync(rest, connection, tell, cancellation);
            }
        }
        return new(rest.Select(t => t.Instance.Id).ToHashSet(), topics, []);
    }

    /// <summary>Writes all of them or, where one of the instances has moved on, none.</summary>
    public async Task<bool> CommitAllAsync(IReadOnlyList<PlannedTransition> group, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            await WriteAsync([.. group.OrderBy(t => t.Instance.Id)], connection, tell: true, cancellation);
            return true;
        }
        catch (PostgresException e) when (IsOutrun(e))
        {
            return false;
        }
    }

    /// <summary>Something in the group can never be written: whoever brought it must not hold up the others.</summary>
    private static async Task<GroupResult> CommitOneByOneAsync(List<PlannedTransition> group, NpgsqlConnection connection, bool tell, CancellationToken cancellation)
    {
        var (moved, topics) = (new HashSet<Guid>(), new HashSet<string>());
        var refused = new List<(PlannedTransition, PostgresException)>();
        foreach (var transition in group)
        {
            var one = await CommitAsync([transition], connection, tell, cancellation);
            moved.UnionWith(one.Moved);
            topics.UnionWith(one.Topics);
            refused.AddRange(one.Refused);
        }
        return new(moved, topics, refused);
    }

    /// <summary>Somebody else moved one of the instances on, or started one under the same id.</summary>
    private static bool IsOutrun(PostgresException e) => e.SqlState == Stale || e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "instance_pkey" or "instance_state_pkey" };

    /// <summary>A batch without error barriers is one implicit transaction: it is committed by its end, or undone as a whole.</summary>
    private static async Task<IReadOnlySet<string>> WriteAsync(List<PlannedTransition> group, NpgsqlConnection connection, bool tell, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var rows = new EffectRows(batch);
        rows.StartInstances([.. group.Where(t => t.Start is not null)]);
        rows.MoveInstances([.. group.Where(t => t.Start is null)]);
        rows.MoveNodes(group);
        rows.EndInstances(group);
        rows.Consume([.. group.SelectMany(t => t.Consumed)]);
        rows.Write(group);
        if (tell) rows.TellOthers();
        await batch.ExecuteNonQueryAsync(cancellation);
        return rows.Topics;
    }

    private static async Task<HashSet<Guid>> CurrentAsync(List<PlannedTransition> group, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var unmoved = await connection.QueryAsync("""
            select u.id from unnest($1::uuid[], $2::bigint[], $3::boolean[]) as u (id, version, start) left join deepflow.instance_state s on s.instance = u.id
            where case when u.start then s.instance is null else s.version = u.version end
            """, r => r.GetGuid(0),
            [group.Select(t => t.Instance.Id).ToArray(), group.Select(t => t.Instance.Version).ToArray(), group.Select(t => t.Start is not null).ToArray()], cancellation);
        var waiting = await connection.QueryAsync("select id from deepflow.event where id = any($1)", r => r.GetInt64(0), [group.SelectMany(t => t.Consumed).ToArray()], cancellation);
        return [.. group.Where(t => t.Consumed.All(waiting.Contains)).Select(t => t.Instance.Id).Intersect(unmoved)];
    }
}
