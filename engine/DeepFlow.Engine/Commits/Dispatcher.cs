using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// Takes the events that wait, computes each instance's transition and commits them as a group. Any number of dispatchers
/// may run on one database: who commits second finds another version and leaves it be.
/// </summary>
public sealed class Dispatcher(NpgsqlDataSource source, Bundles bundles, GroupCommit commit, Wakeups wakeups, TimeProvider clock, ILogger<Dispatcher> log)
{
    private const int LargestGroup = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var bell = wakeups.Bell(Wakeups.Events);
            try
            {
                if (await DispatchAsync(cancellation) == 0) await Wakeups.WaitAsync(bell, Poll, cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the dispatcher ({Reason}); trying again.", e.Message);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <summary>One group.</summary>
    /// <returns>How many events were consumed.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellation)
    {
        var waiting = await ReadAsync(cancellation);
        var planned = new List<PlannedTransition>();
        foreach (var (row, events) in waiting)
            if (await PlanAsync(row, events, cancellation) is { } transition) planned.Add(transition);
        var moved = await commit.CommitAsync(planned, cancellation);
        if (moved.Count == 0) return 0;
        wakeups.Ring(Wakeups.Timers);
        wakeups.Ring(Wakeups.Journal);
        return planned.Where(t => moved.Contains(t.Instance.Id)).Sum(t => t.Consumed.Length);
    }

    private async Task<PlannedTransition?> PlanAsync(InstanceRow row, List<WaitingEvent> events, CancellationToken cancellation)
    {
        try
        {
            var instance = row.Instance with { State = row.State.Parse() };
            var bundle = await bundles.GetAsync(instance.Project, instance.BundleHash, cancellation);
            var bodies = new List<InstanceEvent>(events.Count);
            foreach (var e in events) bodies.Add(await CompleteAsync(instance, Sql.FromJson<InstanceEvent>(e.Body), cancellation));
            var result = Transition.Apply(bundle, instance, bodies, clock.GetUtcNow());
            return new(instance, result, [.. events.Select(e => e.Id)]);
        }
        catch (Exception e) when (e is not (OperationCanceledException or NpgsqlException or IOException))
        {
            // A defect of the engine or of the definition must not hold up other instances: the events stay, marked, for a mended engine.
            log.LogError(e, "The transition of instance {Instance} failed; its events are set aside.", row.Instance.Id);
            await source.ExecuteAsync("update deepflow.event set defect = $2 where id = any($1)", [events.Select(w => w.Id).ToArray(), e.Message], cancellation);
            return null;
        }
    }

    /// <summary>A start that keeps outputs needs the state of the run that made them.</summary>
    private async ValueTask<InstanceEvent> CompleteAsync(Instance instance, InstanceEvent body, CancellationToken cancellation)
    {
        if (body is not Started { Entry: not null } started) return body;
        var keptFrom = started.KeptFrom ?? (instance.Parent is null ? null : await LatestFinishedAsync(instance, cancellation));
        if (keptFrom is null) return instance.Parent is null ? started : started with { Entry = null };
        var kept = await source.QueryAsync($"select {StateRows.Columns} from deepflow.instance i where id = $1 and project = $2",
            r => StateRows.Read(r, 0), [keptFrom.Value, instance.Project], cancellation);
        return started with { KeptFrom = keptFrom, Kept = kept.Count > 0 ? kept[0].Parse() : null };
    }

    /// <summary>A jump into a pipeline that has not run here builds on the project's latest finished run of it for the same arguments.</summary>
    private async Task<Guid?> LatestFinishedAsync(Instance instance, CancellationToken cancellation)
    {
        var found = await source.QueryAsync("""
            select id from deepflow.instance
            where project = $1 and pipeline = $2 and bundle = $3 and status = 'finished' and arguments::text = $4
            order by ended_at desc limit 1
            """, r => r.GetGuid(0), [instance.Project, instance.Pipeline, instance.BundleHash, Sql.Json((Workflows.Values.Value)instance.Arguments)], cancellation);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Rows as read: what they hold is parsed one instance at a time, so that one that cannot be read stops no other.</summary>
    private sealed record WaitingEvent(long Id, string Body);

    private sealed record InstanceRow(Instance Instance, StateRows State);

    /// <summary>One statement, so that an instance is read no older than its events.</summary>
    private async Task<List<(InstanceRow Row, List<WaitingEvent> Events)>> ReadAsync(CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"""
            select e.id, e.body::text, i.project, i.id, i.version, i.bundle, i.pipeline, i.root, i.parent, i.parent_node, i.arguments::text, i.started_by,
                {StateRows.Columns}
            from deepflow.event e join deepflow.instance i on i.id = e.instance
            where e.defect is null and e.instance in (select instance from deepflow.event where defect is null group by instance order by min(id) limit $1)
            order by e.id
            """,
            r => (Event: new WaitingEvent(r.GetInt64(0), r.GetString(1)), Row: new InstanceRow(
                new Instance(r.GetString(2), r.GetGuid(3), r.GetInt64(4), r.GetString(5), r.GetString(6), r.GetGuid(7), r.GuidAt(8), r.TextAt(9), r.RecordAt(10), r.GetString(11), new InstanceState()),
                StateRows.Read(r, 12))),
            [LargestGroup], cancellation);
        return [.. rows.GroupBy(r => r.Row.Instance.Id).Select(g => (g.First().Row, g.Select(r => r.Event).ToList()))];
    }
}
