using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <summary>What a step of a run under way waits for, besides people: each part is null where it does not apply.</summary>
/// <param name="Until">It ends by itself at this time.</param>
/// <param name="Signal">It ends when this signal arrives.</param>
/// <param name="Since">Since when it waits for a time or a signal.</param>
/// <param name="NextCheck">When what it watches is looked at next.</param>
/// <param name="RetryAt">When it is tried again after a failure.</param>
/// <param name="TimesOutAt">When it is given up.</param>
/// <param name="Queued">It waits for a worker; a step that has parts only while none of them has one.</param>
public sealed record StepWait(Guid Instance, string Node, DateTimeOffset? Until, WaitedSignal? Signal, DateTimeOffset? Since, DateTimeOffset? NextCheck,
    DateTimeOffset? RetryAt, DateTimeOffset? TimesOutAt, QueuedStep? Queued);

/// <param name="Cores">What it needs to run, as <paramref name="Memory"/> in bytes and <paramref name="Gpus"/>.</param>
/// <param name="Ahead">How many jobs stand before it in the queue; counting stops at 100.</param>
/// <param name="Hindrance">Why no living node could ever run it.</param>
public sealed record QueuedStep(string Pool, double Cores, long Memory, int Gpus, DateTimeOffset Since, int Ahead, string? Hindrance);

/// <summary>That a step has waited for a time or a signal.</summary>
/// <param name="Iteration">How often the step had been entered, this time included.</param>
/// <param name="Outcome">How it was left; null where the wait was cut short.</param>
public sealed record EndedWait(Guid Instance, string Node, long Iteration, DateTimeOffset From, DateTimeOffset To, string? Outcome);

/// <summary>How often a step was left by an outcome, over all rounds.</summary>
/// <param name="Target">Where it led, where the outcome leaves a choice.</param>
public sealed record StepOutcomeCount(Guid Instance, string Node, string Outcome, string? Target, long Times);

/// <summary>Reads what the steps of a run wait for, and how often they were left by what.</summary>
public sealed class StepWaits(NpgsqlDataSource source)
{
    private const int MostCounted = 100;

    /// <returns>Nothing for a run that has ended.</returns>
    public Task<List<StepWait>> ListAsync(string project, Guid root, CancellationToken cancellation) => source.QueryAsync($"""
        with run as (
            select id from deepflow.instance where project = $1 and id = $2 and status = 'running'
            union all select id from deepflow.instance where project = $1 and root = $2 and parent is not null and status = 'running'),
        planned as (
            select t.instance, t.node, min(t.fires_at) filter (where t.kind = 'wait') as until, min(t.fires_at) filter (where t.kind = 'check') as next_check,
                   min(t.fires_at) filter (where t.kind = 'retry') as retry_at, min(t.fires_at) filter (where t.kind = 'timeout') as times_out_at
            from deepflow.timer t join run on run.id = t.instance where t.kind in ('wait', 'check', 'retry', 'timeout') group by t.instance, t.node),
        waiting as (
            select w.instance, w.node, w.signal, w.correlation, w.since from deepflow.waiter w join run on run.id = w.instance),
        queued as (
            select distinct on (j.instance, j.node) j.instance, j.node, j.pool, j.cpu, j.memory, j.gpu, j.queued_at, j.hindrance,
                   (select count(*) from (select 1 from deepflow.job a where a.status = 'queued' and (a.turn, a.id) < (j.turn, j.id) limit {MostCounted}) before) as ahead
            from deepflow.job j where j.root = (select root from deepflow.instance where id = $2) and j.status = 'queued' and j.instance in (select id from run)
              and (j.family is null or not exists (select 1 from deepflow.job o where o.root = j.root and o.family = j.family and o.status = 'running'))
            order by j.instance, j.node, j.turn)
        select instance, node, until, signal, correlation, since, next_check, retry_at, times_out_at, pool, cpu, memory, gpu, queued_at, ahead, hindrance
        from planned full join waiting using (instance, node) full join queued using (instance, node) order by instance, node
        """,
        r => new StepWait(r.GetGuid(0), r.GetString(1), r.TimeAt(2), r.TextAt(3) is { } signal ? new(signal, r.GetString(4)) : null, r.TimeAt(5), r.TimeAt(6), r.TimeAt(7), r.TimeAt(8),
            r.TextAt(9) is { } pool ? new(pool, r.GetInt32(10) / 1000.0, r.GetInt64(11), r.GetInt32(12), r.GetFieldValue<DateTimeOffset>(13), (int)r.GetInt64(14), r.TextAt(15)) : null),
        [project, root], cancellation);

    /// <summary>What its steps have waited for and wait for no longer, as the journal tells it: what ends a wait is that its step is left, the run goes back, or it ends.</summary>
    public Task<List<EndedWait>> EndedAsync(string project, Guid root, CancellationToken cancellation) => source.QueryAsync("""
        with told as (
            select id, at, instance, node, kind, data ->> 'outcome' as outcome,
                   kind = 'entered' and data ->> 'activity' is not null and data ->> 'job' is null and data ->> 'task' is null as waits,
                   min(at) filter (where kind = 'round') over (partition by instance order by id rows between 1 following and unbounded following) as back
            from deepflow.journal
            where project = $1 and root = (select root from deepflow.instance where id = $2) and kind in ('entered', 'completed', 'skipped', 'incident', 'round')),
        steps as (
            select told.*, count(*) filter (where kind = 'entered') over step as iteration,
                   lead(at) over step as left_at, lead(kind) over step as left_by, lead(outcome) over step as left_with
            from told where node is not null window step as (partition by instance, node order by id))
        select s.instance, s.node, s.iteration, s.at, least(s.left_at, s.back, i.ended_at), 
               case when s.left_by = 'completed' and (s.back is null or s.left_at <= s.back) then s.left_with end
        from steps s join deepflow.instance i on i.id = s.instance
        where s.waits and least(s.left_at, s.back, i.ended_at) is not null order by s.id
        """,
        r => new EndedWait(r.GetGuid(0), r.GetString(1), r.GetInt64(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4), r.TextAt(5)),
        [project, root], cancellation);

    /// <summary>Steps that the journal tells of: those that somebody or something carried out.</summary>
    public Task<List<StepOutcomeCount>> OutcomesAsync(string project, Guid root, CancellationToken cancellation) => source.QueryAsync("""
        select instance, node, data ->> 'outcome', data ->> 'target', count(*) from deepflow.journal
        where project = $1 and root = (select root from deepflow.instance where id = $2) and kind in ('completed', 'incident_skipped')
          and node is not null and data ->> 'outcome' is not null
        group by 1, 2, 3, 4 order by 1, 2, 3, 4
        """,
        r => new StepOutcomeCount(r.GetGuid(0), r.GetString(1), r.GetString(2), r.TextAt(3), r.GetInt64(4)),
        [project, root], cancellation);
}
