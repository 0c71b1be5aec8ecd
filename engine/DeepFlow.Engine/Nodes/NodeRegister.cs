using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Nodes;

/// <summary>The rows of nodes, as the nodes themselves keep them.</summary>
public sealed class NodeRegister(NpgsqlDataSource source)
{
    /// <summary>How long a node may be silent before it counts as gone.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>A condition on a row <c>n</c> of <c>deepflow.node</c>: it is at work.</summary>
    internal const string IsLiving = "n.left_at is null and n.seen_at > now() - interval '15 seconds'";

    public Task JoinAsync(NodeDescription node, CancellationToken cancellation) => source.ExecuteAsync("""
        insert into deepflow.node (id, name, kind, cpu, memory, gpu, pools, workers, server) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do update set name = excluded.name, kind = excluded.kind, cpu = excluded.cpu, memory = excluded.memory, gpu = excluded.gpu,
            pools = excluded.pools, workers = excluded.workers, server = excluded.server, reserved_for = null, draining = false, started_at = now(), seen_at = now(), left_at = null
        """,
        [node.Id, node.Name, node.Kind.ToString().ToLowerInvariant(), node.Capacity.Cpu, node.Capacity.Memory, node.Capacity.Gpus, node.Pools.ToArray(), node.Workers, Migrations.Server], cancellation);

    /// <returns>False where the others have forgotten it.</returns>
    public async Task<bool> SeenAsync(Guid node, CancellationToken cancellation) =>
        await source.ExecuteAsync("update deepflow.node set seen_at = now() where id = $1", [node], cancellation) == 1;

    /// <summary>It takes no further jobs.</summary>
    public Task DrainAsync(Guid node, CancellationToken cancellation) =>
        source.ExecuteAsync("update deepflow.node set draining = true, reserved_for = null where id = $1", [node], cancellation);

    public Task LeaveAsync(Guid node, CancellationToken cancellation) =>
        source.ExecuteAsync("update deepflow.node set left_at = now(), reserved_for = null where id = $1", [node], cancellation);
}
