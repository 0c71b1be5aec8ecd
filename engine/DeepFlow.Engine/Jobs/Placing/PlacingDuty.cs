using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Jobs.Placing;

/// <summary>Looks at the jobs that wait and carries out what <see cref="Placement"/> decides.</summary>
internal sealed class PlacingDuty(NpgsqlDataSource source) : ILeaderDuty
{
    private const int MostWaiting = 1000;

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunAsync(LeaderTerm term, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(cancellation);
        if (waiting.Count == 0) return;
        var nodes = await NodesAsync(cancellation);
        await WriteAsync(term, nodes, waiting, Placement.Decide(nodes, await PlacedAsync(cancellation), waiting), cancellation);
    }

    /// <summary>A job that has just come is left to the workers.</summary>
    private Task<List<WaitingJob>> WaitingAsync(CancellationToken cancellation) => source.QueryAsync("""
        select id, pool, cpu, memory, gpu, priority, now() - queued_at from deepflow.job
        where status = 'queued' and queued_at < now() - interval '1 second' order by turn, id limit $1
        """,
        r => new WaitingJob(r.GetGuid(0), r.GetString(1), new(r.GetInt32(2), r.GetInt64(3), r.GetInt32(4)), r.GetInt32(5), r.GetFieldValue<TimeSpan>(6)), [MostWaiting], cancellation);

    private Task<List<PlaceNode>> NodesAsync(CancellationToken cancellation) => source.QueryAsync(
        $"select id, cpu, memory, gpu, pools, workers, reserved_for from deepflow.node n where {NodeRegister.IsLiving} and not draining",
        r => new PlaceNode(r.GetGuid(0), new(r.GetInt32(1), r.GetInt64(2), r.GetInt32(3)), [.. r.GetFieldValue<string[]>(4)], r.GetInt32(5), r.GuidAt(6)), [], cancellation);

    private Task<List<PlacedJob>> PlacedAsync(CancellationToken cancellation) => source.QueryAsync("""
        select id, node_id, cpu, memory, greatest(gpu, cardinality(gpus)), priority, extract(epoch from started_at - turn)::float8 / 60, yields and status = 'running', yield_to
        from deepflow.job where leased and node_id is not null and (status = 'running' or lease_until > now())
        """,
        r => new PlacedJob(r.GetGuid(0), r.GetGuid(1), new(r.GetInt32(2), r.GetInt64(3), r.GetInt32(4)), r.GetInt32(5), r.GetDouble(6), r.GetBoolean(7), r.GuidAt(8)), [], cancellation);

    private async Task WriteAsync(LeaderTerm term, List<PlaceNode> nodes, List<WaitingJob> waiting, PlacementPlan plan, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        void Add(string sql, params object?[] parameters) => batch.Add(sql, [term.Node, term.Number, .. parameters]);

        Add($"""
            update deepflow.node n set reserved_for = u.job from unnest($3::uuid[], $4::uuid[]) as u (node, job)
            where n.id = u.node and n.reserved_for is distinct from u.job and {LeaderTerm.Holds}
            """, nodes.Select(n => n.Id).ToArray(), nodes.Select(n => plan.Reservations.TryGetValue(n.Id, out var job) ? job : (Guid?)null).ToArray());
        if (plan.Yields.Count > 0)
            Add($"""
                update deepflow.job j set yield_to = u.waiting from unnest($3::uuid[], $4::uuid[]) as u (id, waiting)
                where j.id = u.id and j.status = 'running' and j.yield_to is null and {LeaderTerm.Holds}
                """, plan.Yields.Keys.ToArray(), plan.Yields.Values.ToArray());
        Add($"""
            with told as (
                update deepflow.job j set hindrance = u.hindrance from unnest($3::uuid[], $4::text[]) as u (id, hindrance)
                where j.id = u.id and j.status = 'queued' and j.hindrance is distinct from u.hindrance and {LeaderTerm.Holds}
                returning j.*)
            insert into deepflow.journal (project, instance, root, kind, node, round, data)
            select project, instance, root, 'hindered', node, round, json_build_object('job', id, 'reason', hindrance) from told where hindrance is not null
            """, waiting.Select(w => w.Id).ToArray(), waiting.Select(w => plan.Hindrances.GetValueOrDefault(w.Id)).ToArray());
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
