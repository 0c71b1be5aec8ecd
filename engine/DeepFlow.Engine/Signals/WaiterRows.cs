using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using static DeepFlow.Engine.Commits.EffectRows;

namespace DeepFlow.Engine.Signals;

/// <summary>The rows of steps that begin or end waiting. One that begins takes a signal that was kept for it at once.</summary>
internal sealed class WaiterRows(EffectRows rows)
{
    public void Write(Row<BeginWait>[] begun, Row<EndWait>[] ended, SignalDelivery[] delivered)
    {
        var gone = ended.Select(e => (e.Instance.Id, e.Effect.Node, e.Effect.Iteration)).ToHashSet();
        // Withdrawn by the transition that entered it: it must not take a signal with it.
        begun = [.. begun.Where(b => !gone.Contains((b.Instance.Id, b.Effect.Node, b.Effect.Iteration)))];
        Lock([.. begun.Select(b => (b.Instance, b.Effect.Signal)), .. ended.Select(e => (e.Instance, e.Effect.Signal))], delivered);
        if (delivered.Length > 0) Take(delivered);
        if (begun.Where(b => b.Effect.Signal is not null).ToArray() is { Length: > 0 } listening) Listen(listening);
        if (begun.Where(b => b.Effect.Signal is null).ToArray() is { Length: > 0 } timed) Wait(timed);
        if (ended.Length > 0) End(ended);
    }

    private void Lock((Instance Instance, WaitedSignal? Signal)[] waits, SignalDelivery[] delivered)
    {
        var together = SignalLock.Of(waits.Where(w => w.Signal is not null).Select(w => (w.Instance.Project, w.Signal!.Name, w.Signal.Correlation)));
        var alone = SignalLock.Of(delivered.Select(d => (d.To.Project, d.To.For.Name, d.To.For.Correlation)));
        if (alone.Length == 0 && together.Length == 0) return;
        if (alone.Length == 0) rows.Add(SignalLock.Together, together);
        else
        {
            long[] all = [.. alone.Union(together).Order()];
            rows.Add(SignalLock.Either, all, Column(all, alone.Contains));
        }
    }

    /// <summary>Unless each signal is new and goes to its one step, and to nothing else, nothing of the group is written.</summary>
    private void Take(SignalDelivery[] delivered)
    {
        rows.Add("""
            with sent as (select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::int[]) as u (project, name, correlation, instance, node, iteration)),
            taken as (
                delete from deepflow.waiter w using sent s where w.project = s.project and w.signal = s.name and w.correlation = s.correlation
                returning (w.instance, w.node, w.iteration) = (s.instance, s.node, s.iteration) as expected)
            select case when (select count(*) <> $7 or not bool_and(expected) from taken)
                or exists (select 1 from sent s join deepflow.trigger t on t.project = s.project and t.event = 'event' and t.subject = s.name) then deepflow.refuse_stale() end
            """,
            Column(delivered, d => d.To.Project), Column(delivered, d => d.To.For.Name), Column(delivered, d => d.To.For.Correlation),
            Column(delivered, d => d.To.Instance), Column(delivered, d => d.To.Node), Column(delivered, d => d.To.Iteration), (long)delivered.Length);
        SignalDelivery[] keyed = [.. delivered.Where(d => d.Key is not null)];
        if (keyed.Length == 0) return;
        rows.Add("""
            with kept as (
                insert into deepflow.signal (project, name, correlation, data, sent_by, kept_until, key, taken_at)
                select project, name, correlation, data::json, sent_by, now() + keep, key, now()
                from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::interval[], $7::text[]) as u (project, name, correlation, data, sent_by, keep, key)
                on conflict (project, name, correlation, key) where key is not null do nothing returning 1)
            select case when (select count(*) from kept) <> $8 then deepflow.refuse_stale() end
            """,
            Column(keyed, d => d.To.Project), Column(keyed, d => d.To.For.Name), Column(keyed, d => d.To.For.Correlation), Column(keyed, d => d.Event.Data is { IsMissing: false } data ? Sql.Json(data) : null),
            Column(keyed, d => d.Event.By), Column(keyed, d => d.KeptFor), Column(keyed, d => d.Key), (long)keyed.Length);
    }

    private void Wait(Row<BeginWait>[] begun) => rows.Add("""
        insert into deepflow.waiter (project, instance, root, node, iteration) select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::int[])
        """,
        Column(begun, r => r.Instance.Project), Column(begun, r => r.Instance.Id), Column(begun, r => r.Instance.Root), Column(begun, r => r.Effect.Node), Column(begun, r => r.Effect.Iteration));

    /// <summary>Waiters of other groups may come for the same kept signals: whoever locks one first has it, the others see the next. Whose signal was kept goes on at once.</summary>
    private void Listen(Row<BeginWait>[] begun) => rows.Add($"""
        with begun as (
            select *, row_number() over (partition by project, name, correlation order by place) as turn
            from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::int[]) with ordinality
                as u (project, name, correlation, instance, root, node, iteration, place)),
        kept as materialized (
            select s.* from (select project, name, correlation, count(*) as waiters from begun group by project, name, correlation order by project, name, correlation) as b
            cross join lateral (
                select k.id, k.project, k.name, k.correlation from deepflow.signal k
                where k.project = b.project and k.name = b.name and k.correlation = b.correlation and k.taken_at is null and k.kept_until > now()
                order by k.id limit b.waiters for update) as s),
        pair as (
            select k.id, b.project, b.instance, b.node, b.iteration, b.place
            from (select *, row_number() over (partition by project, name, correlation order by id) as turn from kept) as k
            join begun b using (project, name, correlation, turn)),
        taken as (
            update deepflow.signal s set taken_at = now(), taken_by = p.instance from pair p where s.id = p.id
            returning s.name, s.data, s.sent_by, s.sent_at, p.project, p.instance, p.node, p.iteration, p.place),
        told as (
            insert into deepflow.event (project, instance, body)
            select project, instance, json_build_object('$', 'signal_received', 'node', node, 'iteration', iteration, 'name', name, 'data', data, 'by', sent_by, 'sent_at', sent_at)
            from taken returning 1),
        listening as (
            insert into deepflow.waiter (project, instance, root, node, iteration, signal, correlation)
            select project, instance, root, node, iteration, name, correlation from begun where place not in (select place from taken))
        select {Wakeups.TellOfEvents}::text where exists (select 1 from told)
        """,
        Column(begun, r => r.Instance.Project), Column(begun, r => r.Effect.Signal!.Name), Column(begun, r => r.Effect.Signal!.Correlation),
        Column(begun, r => r.Instance.Id), Column(begun, r => r.Instance.Root), Column(begun, r => r.Effect.Node), Column(begun, r => r.Effect.Iteration));

    private void End(Row<EndWait>[] ended) => rows.Add("""
        delete from deepflow.waiter w using unnest($1::uuid[], $2::text[], $3::int[]) as u (instance, node, iteration)
        where w.instance = u.instance and w.node = u.node and w.iteration = u.iteration
        """, Column(ended, r => r.Instance.Id), Column(ended, r => r.Effect.Node), Column(ended, r => r.Effect.Iteration));
}
