using System.Collections.Immutable;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Nodes;

/// <param name="Cores">May be a fraction.</param>
/// <param name="Memory">Bytes.</param>
public sealed record NodeResources(double Cores, long Memory, int Gpus);

/// <param name="State">up; draining (it takes no further jobs and will leave); silent (not heard of for 15 seconds); or left.</param>
/// <param name="Capacity">What its workers share.</param>
/// <param name="Used">What running jobs hold of it.</param>
/// <param name="Workers">Jobs at once at most.</param>
/// <param name="Jobs">Jobs that it runs.</param>
/// <param name="ReservedFor">The waiting job that its free places are kept for.</param>
public sealed record NodeView(Guid Id, string Name, NodeKind Kind, string State, bool Leads, NodeResources Capacity, NodeResources Used, ImmutableArray<string> Pools,
    int Workers, int Jobs, Guid? ReservedFor, DateTimeOffset StartedAt, DateTimeOffset SeenAt);

/// <summary>Reads the nodes of this database, for all projects.</summary>
public sealed class NodeQueries(NpgsqlDataSource source)
{
    /// <summary>Those at work, and those that left or fell silent in the last hour; the living ones first.</summary>
    public Task<List<NodeView>> ListAsync(CancellationToken cancellation) => source.QueryAsync($"""
        select n.id, n.name, n.kind,
               case when n.left_at is not null then 'left' when not ({NodeRegister.IsLiving}) then 'silent' when n.draining then 'draining' else 'up' end as state,
               exists (select 1 from deepflow.leader l where l.node = n.id and l.until > now()),
               n.cpu / 1000.0::float8, n.memory, n.gpu, coalesce(h.cpu, 0) / 1000.0::float8, coalesce(h.memory, 0)::bigint, coalesce(h.gpu, 0)::int,
               n.pools, n.workers, coalesce(h.jobs, 0)::int, n.reserved_for, n.started_at, n.seen_at
        from deepflow.node n
        left join (
            select node_id, sum(cpu) as cpu, sum(memory) as memory, sum(cardinality(gpus)) as gpu, count(*) as jobs
            from deepflow.job where leased and (status = 'running' or lease_until > now()) group by node_id) h on h.node_id = n.id
        where coalesce(n.left_at, n.seen_at) > now() - interval '1 hour'
        order by n.left_at is not null, n.seen_at < now() - interval '15 seconds', n.name, n.started_at
        """,
        r => new NodeView(r.GetGuid(0), r.GetString(1), Enum.Parse<NodeKind>(r.GetString(2), ignoreCase: true), r.GetString(3), r.GetBoolean(4),
            new(r.GetDouble(5), r.GetInt64(6), r.GetInt32(7)), new(r.GetDouble(8), r.GetInt64(9), r.GetInt32(10)), [.. r.GetFieldValue<string[]>(11)],
            r.GetInt32(12), r.GetInt32(13), r.GuidAt(14), r.GetFieldValue<DateTimeOffset>(15), r.GetFieldValue<DateTimeOffset>(16)),
        [], cancellation);
}
