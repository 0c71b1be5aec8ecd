using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;
using Npgsql;

namespace DeepFlow.Engine.Jobs;

/// <summary>
/// How a worker takes a job. The workers of a node share its capacity, which no two claims may spend twice: SKIP LOCKED
/// keeps two workers from one job and not from one GPU. So the claims of a node wait for each other; the second statement of
/// the batch, in the same transaction, has a snapshot of its own and sees what earlier claims took. Whatever ends a job gives
/// back without a lock, since that can only leave more.
/// </summary>
internal static class JobClaim
{
    /// <summary>A job leaves a node that lacks the GPUs it would prefer to another so long.</summary>
    private static readonly TimeSpan Wishing = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Lasts to the end of the transaction, and writes nothing: a worker that finds no job costs no commit. The commit does not
    /// wait for the disk, or all claims of the node would, one after the other. A claim that a crash of the server undoes was
    /// never made: its worker is refused whatever it asks for, and the job waits as before.
    /// </summary>
    private const string LockNode = "select set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock(hashtextextended('deepflow.node ' || $1::uuid, 0))::text";

    private const string Fits = """
        j.status = 'queued' and j.cpu <= (select cpu from free) and j.memory <= (select memory from free) and j.gpu <= (select cardinality(gpus) from free)
        and (j.wished_gpu <= (select cardinality(gpus) from free) or j.queued_at < now() - $4
             or not exists (select 1 from deepflow.node n where n.gpu >= j.wished_gpu and j.pool = any(n.pools) and n.left_at is null and n.seen_at > now() - interval '15 seconds'))
        and not exists (
            select 1 from reserved r, free f
            where r.id <> j.id and r.turn <= j.turn
              and (j.cpu > 0 and j.cpu + r.cpu > f.cpu or j.memory > 0 and j.memory + r.memory > f.memory or j.gpu > 0 and j.gpu + r.gpu > cardinality(f.gpus)))
        """;

    /// <summary>
    /// The first in turn that fits what is free. While the node is reserved for a job that does not fit yet, later ones are
    /// taken only if they fit beside it in all that they ask for: small jobs cannot starve a big one. Each pool has two lanes, so
    /// that a node without a free GPU looks at none of the jobs that need one, however many wait. Only the row that is taken is
    /// locked: another node must not find a lane empty because this one has looked at its first.
    /// </summary>
    private const string Take = $"""
        with host as materialized (select * from deepflow.node where id = $2 and not draining and left_at is null),
        held as materialized (
            select cpu, memory, gpus from deepflow.job
            where node_id = $2 and leased and (status = 'running' or lease_until > now())),
        free as materialized (
            select h.cpu - coalesce((select sum(cpu) from held), 0) as cpu,
                   h.memory - coalesce((select sum(memory) from held), 0) as memory,
                   array(select d from generate_series(0, h.gpu - 1) d where d not in (select unnest(gpus) from held) order by d) as gpus,
                   h.pools
            from host h),
        reserved as materialized (select j.id, j.turn, j.cpu, j.memory, j.gpu from deepflow.job j join host h on j.id = h.reserved_for where j.status = 'queued'),
        lane as (
            select p.pool, k.gpus, first.turn, first.id from free f cross join unnest(f.pools) p (pool) cross join (values (false), (true)) k (gpus)
            cross join lateral (select j.turn, j.id from deepflow.job j where j.pool = p.pool and (j.gpu > 0) = k.gpus and {Fits} order by j.turn, j.id limit 1) first
            where not k.gpus or cardinality(f.gpus) > 0),
        next as (
            select first.id from (select * from lane order by turn, id) l
            cross join lateral (select j.id from deepflow.job j where j.pool = l.pool and (j.gpu > 0) = l.gpus and {Fits} order by j.turn, j.id limit 1 for update skip locked) first
            limit 1),
        taken as (
            update deepflow.job j
            set status = 'running', worker = $1, node_id = $2, lease_until = now() + $3, yield_to = null, hindrance = null,
                started_at = case when j.id = j.family then coalesce(j.started_at, now()) else now() end,
                gpus = f.gpus[1:case when j.wished_gpu <= cardinality(f.gpus) then greatest(j.wished_gpu, j.gpu) else j.gpu end]
            from next, free f where j.id = next.id and ($5::uuid is null or j.family = $5)
            returning j.*),
        noted as (
            insert into deepflow.journal (project, instance, root, kind, node, round, data)
            select project, instance, root, 'claimed', node, round,
                   json_strip_nulls(json_build_object('job', id, 'attempt', attempt, 'worker', worker, 'gpus', case when cardinality(gpus) > 0 then gpus end)) from taken where family is null or id = family and started_at = now())
        select id, project, instance, root, pipeline, node, round, iteration, attempt, activity, input::text, settings::text, started_by, gpus, part, family from taken
        """;

    /// <param name="family">Only where it is this step's turn, by its coordinator; null: whatever is first.</param>
    /// <returns>Null where nothing waits that this worker could run now.</returns>
    public static async Task<Job?> TakeAsync(NpgsqlDataSource source, WorkerIdentity worker, TimeSpan lease, Guid? family, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.Add(LockNode, worker.NodeId);
        batch.Add(Take, worker.Name, worker.NodeId, lease, Wishing, family);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    private static Job Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetGuid(2), r.GetGuid(3), r.GetString(4), r.GetString(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8),
        r.GetString(9), r.ValueAt(10), r.FromJson<StepSettings>(11), r.GetString(12), [.. r.GetFieldValue<int[]>(13)])
    {
        Part = r.GetString(14), Family = r.GuidAt(15),
    };
}
