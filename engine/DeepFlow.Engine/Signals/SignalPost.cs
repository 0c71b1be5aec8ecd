using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Signals;

/// <param name="Correlation">Whom or what it is about: "order 17"; empty: nobody in particular. It must be that of the waiting step.</param>
/// <param name="Data">What the step's output <c>event</c> will be.</param>
/// <param name="Keep">How long it is kept where nobody waits for it; null: a day. Zero: not at all.</param>
/// <param name="Key">A repeat under the same name, correlation and key within that time is the same signal, and does nothing.</param>
public sealed record Signal(string Name, string Correlation = "", Value? Data = null, TimeSpan? Keep = null, string? Key = null);

/// <param name="Receivers">How many steps got it.</param>
/// <param name="Triggered">How many activations it fired a trigger of.</param>
/// <param name="KeptUntil">It is kept for the first step that comes to wait for it; null: it was received.</param>
/// <param name="Repeated">It had been sent before, under the same key.</param>
public sealed record SignalReceipt(int Receivers, DateTimeOffset? KeptUntil, bool Repeated = false, int Triggered = 0);

/// <summary>
/// Sends signals. One goes to every step that waits for its name and correlation, and fires the triggers <c>on event(name)</c>;
/// where there is neither it is kept, and goes to the first step that comes. Whatever is answered here is committed, and no step gets a signal twice.
/// </summary>
public sealed class SignalPost
{
    public static readonly TimeSpan UsualKeep = TimeSpan.FromDays(1);
    public static readonly TimeSpan LongestKeep = TimeSpan.FromDays(90);

    /// <summary>Each takes a lock of PostgreSQL's, of which there are some thousands.</summary>
    private const int LargestBatch = 500;

    private readonly NpgsqlDataSource source;
    private readonly Dispatcher dispatcher;
    private readonly Wakeups wakeups;
    private readonly WaiterSearch search;
    private readonly Gathering<Sent, SignalReceipt> single;

    public SignalPost(NpgsqlDataSource source, Dispatcher dispatcher, Wakeups wakeups)
    {
        (this.source, this.dispatcher, this.wakeups) = (source, dispatcher, wakeups);
        search = new(source);
        single = new(LargestBatch, SendTogetherAsync);
    }

    private sealed record Sent(string Project, Signal Signal, string By);

    /// <summary>Sends them in the order given, in transactions of up to 500.</summary>
    /// <returns>A receipt for each, in the same order.</returns>
    /// <exception cref="EngineException">One of them makes no sense: none was sent.</exception>
    public async Task<IReadOnlyList<SignalReceipt>> SendAsync(string project, IReadOnlyList<Signal> signals, string by, CancellationToken cancellation)
    {
        if (signals is [var one]) return [await SendAsync(project, one, by, cancellation)];
        foreach (var signal in signals) Check(signal);
        var receipts = new List<SignalReceipt>(signals.Count);
        foreach (var batch in signals.Chunk(LargestBatch)) receipts.AddRange(await SendBatchAsync(project, batch, by, cancellation));
        return receipts;
    }

    /// <summary>Signals that are sent at the same moment by different callers share a transaction.</summary>
    public async Task<SignalReceipt> SendAsync(string project, Signal signal, string by, CancellationToken cancellation)
    {
        Check(signal);
        if (wakeups.Dispatches && !dispatcher.Waiting.IsSpared(project, signal.Name)
            && (dispatcher.Waiting.Find(project, signal) ?? await search.FindAsync(project, signal).WaitAsync(cancellation)) is { } step
            && await dispatcher.TryDeliverAsync(step, signal, by, cancellation))
        {
            FailPoints.Pass("signal.committed");
            return new(1, null);
        }
        var receipt = await single.AskAsync(new(project, signal, by)).WaitAsync(cancellation);
        if (receipt.Receivers > 1 || receipt.Triggered > 0) dispatcher.Waiting.Spare(project, signal.Name);
        return receipt;
    }

    private async Task<IReadOnlyList<SignalReceipt>> SendTogetherAsync(IReadOnlyList<Sent> sent)
    {
        var receipts = new SignalReceipt[sent.Count];
        foreach (var group in sent.Index().GroupBy(s => (s.Item.Project, s.Item.By)))
        {
            var answers = await SendBatchAsync(group.Key.Project, [.. group.Select(s => s.Item.Signal)], group.Key.By, CancellationToken.None);
            foreach (var ((index, _), answer) in group.Zip(answers)) receipts[index] = answer;
        }
        return receipts;
    }

    /// <summary>One round trip: without error barriers the batch is one transaction.</summary>
    private async Task<SignalReceipt[]> SendBatchAsync(string project, Signal[] signals, string by, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        var handsOver = wakeups.Dispatches;
        // The long statement is planned once and not for each signal, and for tables that may have grown since. Where the
        // transitions that follow are committed here too, one wait for the disk serves both; see ToldEvent.
        Add("""
            select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
                   set_config('synchronous_commit', case when $1 then 'off' else current_setting('synchronous_commit') end, true)
            """, handsOver);
        Add(SignalLock.Alone, SignalLock.Of(signals.Select(s => (project, s.Name, s.Correlation))));
        Add($"""
            with sent as (
                select *, row_number() over (partition by name, correlation, key order by place) as repeat
                from unnest($2::text[], $3::text[], $4::text[], $5::interval[], $6::text[]) with ordinality as u (name, correlation, data, keep, key, place)),
            news as (
                select * from sent s where key is null or repeat = 1 and not exists (
                    select 1 from deepflow.signal k where k.project = $1 and k.name = s.name and k.correlation = s.correlation and k.key = s.key)),
            foremost as (select distinct on (name, correlation) * from news order by name, correlation, place),
            taken as (
                delete from deepflow.waiter w using foremost f where w.project = $1 and w.signal = f.name and w.correlation = f.correlation
                returning w.instance, w.node, w.iteration, f.place, f.name, f.data),
            told as (
                insert into deepflow.event (project, instance, body)
                select $1, instance, json_build_object('$', 'signal_received', 'node', node, 'iteration', iteration, 'name', name, 'data', data::json, 'by', $7::text, 'sent_at', now())
                from taken order by place, instance returning id, instance, body),
            fired as (
                select n.place, f.fired::int as triggered
                from (select array_agg($1) as projects, array_agg('event'::text) as events, array_agg(name order by place) as names, array_agg(coalesce(key, gen_random_uuid()::text) order by place) as causes,
                             array_agg(json_build_object('name', name, 'correlation', correlation, 'data', data::json, 'by', $7::text)::text order by place) as datas, array_agg(null::uuid) as origins from news) as all_of_them
                cross join lateral deepflow.fire_triggers(projects, events, names, causes, datas, origins) as f
                join (select place, row_number() over (order by place) as fact from news) as n using (fact)),
            counted as (
                select place, coalesce(t.receivers, 0) as receivers, coalesce(f.triggered, 0) as triggered
                from (select place, count(*)::int as receivers from taken group by place) as t full join fired f using (place)),
            kept as (
                insert into deepflow.signal (project, name, correlation, data, sent_by, kept_until, key, taken_at)
                select $1, n.name, n.correlation, n.data::json, $7::text, now() + n.keep, n.key, case when c.place is not null then now() end
                from news n left join counted c using (place) where n.key is not null or c.place is null and n.keep > interval '0' order by place)
            select coalesce(c.receivers, 0), coalesce(c.triggered, 0), case when n.place is not null and c.place is null and s.keep > interval '0' then now() + s.keep end, n.place is null,
                   (select {Wakeups.TellOfEvents} where $8 and exists (select 1 from taken))::text,
                   case s.place when 1 then array(select id from told order by id) end, case s.place when 1 then array(select instance from told order by id) end,
                   case s.place when 1 then array(select body::text from told order by id) end
            from sent s left join news n using (place) left join counted c using (place) order by s.place
            """,
            project, signals.Select(s => s.Name).ToArray(), signals.Select(s => s.Correlation).ToArray(),
            signals.Select(s => s.Data is { IsMissing: false } data ? Sql.Json(data) : null).ToArray(),
            signals.Select(s => s.Keep ?? UsualKeep).ToArray(), signals.Select(s => s.Key).ToArray(), by, !handsOver);
        var receipts = new List<SignalReceipt>(signals.Length);
        var told = new List<ToldEvent>();
        FailPoints.Pass("signal.committing");
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            await reader.NextResultAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                receipts.Add(new(reader.GetInt32(0), reader.TimeAt(2), reader.GetBoolean(3), reader.GetInt32(1)));
                if (receipts.Count > 1) continue;
                var (ids, instances, bodies) = (reader.GetFieldValue<long[]>(5), reader.GetFieldValue<Guid[]>(6), reader.GetFieldValue<string[]>(7));
                told.AddRange(ids.Select((id, i) => new ToldEvent(instances[i], new(id, bodies[i]))));
            }
        }
        if (handsOver)
        {
            dispatcher.Hear(told);
            var durable = await Task.WhenAll(told.Select(t => t.Durable));
            // A commit that writes to the log: its wait for the disk is for everything before it.
            if (told.Count == 0 || durable.Contains(false)) await source.ExecuteAsync("select pg_logical_emit_message(true, 'deepflow', '')", [], cancellation);
        }
        FailPoints.Pass("signal.committed");
        if (told.Count > 0 && !handsOver) wakeups.Ring(Wakeups.Events);
        if (receipts.Any(r => r.Triggered > 0)) wakeups.Ring(Wakeups.Causes);
        return [.. receipts];

        void Add(string sql, params object?[] parameters) => batch.Add(sql, parameters);
    }

    private static void Check(Signal signal)
    {
        if (string.IsNullOrWhiteSpace(signal.Name)) throw new EngineException("bad_signal", "A signal needs a name, that which wait_for or on event(...) gives.");
        if (signal.Keep is { } keep && (keep < TimeSpan.Zero || keep > LongestKeep))
            throw new EngineException("bad_signal", $"The signal {signal.Name} cannot be kept for {DurationText.Format(keep)}; up to {DurationText.Format(LongestKeep)} it can.");
    }
}
