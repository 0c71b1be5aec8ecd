using System.Collections.Concurrent;
using System.Threading.Channels;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// Takes what waits (events in the database, and instances that this node has just left in the middle of inline steps),
/// computes each instance's transition and commits them as a group. Any number of dispatchers may run on one database: who
/// commits second finds another version and leaves it be.
/// </summary>
public sealed class Dispatcher(NpgsqlDataSource source, Bundles bundles, GroupCommit commit, Wakeups wakeups, ActivityRegistry activities, TimeProvider clock, ILogger<Dispatcher> log)
{
    /// <summary>Instances are shared out by their ids, so that one lane computes while another's commit is on its way to the disk.</summary>
    private const int Lanes = 2;
    private const int LargestGroup = 500;
    /// <summary>A hint may be lost: instances that go on for ever must not keep events waiting.</summary>
    private const int MostWithoutReading = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> watched = new();
    private readonly Channel<bool> written = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => RunAsync(new Lane(lane, Lanes), cancellation)).Append(TellOthersAsync(cancellation)));

    /// <summary>One group of everything that waits, and of what that leads to at once.</summary>
    /// <returns>How many transitions were committed.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellation)
    {
        var all = new Lane(0, 1);
        await RecoverAsync(all, cancellation);
        var moved = await DispatchAsync(all, read: true, cancellation);
        while (!all.Hot.IsEmpty) moved += await DispatchAsync(all, read: false, cancellation);
        return moved;
    }

    /// <summary>Completes when this node has committed the instance's end. Ask before starting it.</summary>
    public Task EndOf(Guid instance) => watched.GetOrAdd(instance, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <param name="Count">Of how many lanes it is number <paramref name="Number"/>.</param>
    private sealed record Lane(int Number, int Count)
    {
        /// <summary>Instances to go on with, as this lane committed them.</summary>
        public ConcurrentDictionary<Guid, Instance> Hot { get; } = new();
    }

    private async Task RunAsync(Lane lane, CancellationToken cancellation)
    {
        var lookedAt = long.MinValue;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var bell = wakeups.Bell(Wakeups.Events);
            try
            {
                var due = lookedAt == long.MinValue || clock.GetElapsedTime(lookedAt) >= Poll;
                if (due) await RecoverAsync(lane, cancellation);
                if (due) lookedAt = clock.GetTimestamp();
                var moved = await DispatchAsync(lane, read: true, cancellation);
                for (var i = 0; i < MostWithoutReading && !lane.Hot.IsEmpty && !bell.IsCompleted; i++) moved += await DispatchAsync(lane, read: false, cancellation);
                if (moved == 0 && lane.Hot.IsEmpty) await Wakeups.WaitAsync(bell, Jitter.Around(Poll), cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the dispatcher ({Reason}); trying again.", e.Message);
                lane.Hot.Clear(); // what was committed after all is found again by its row
                lookedAt = long.MinValue;
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <summary>Other processes hear that the journal has grown, now and then: a notification in every commit would make commits wait for each other.</summary>
    private async Task TellOthersAsync(CancellationToken cancellation)
    {
        while (await written.Reader.WaitToReadAsync(cancellation))
        {
            await Task.Delay(TellEvery, clock, cancellation);
            written.Reader.TryRead(out _);
            try { await source.ExecuteAsync("select pg_notify($1, $2)", [Wakeups.Channel, Wakeups.Journal], cancellation); }
            catch (Exception e) when (e is NpgsqlException or IOException) { log.LogDebug("Nobody was told of the journal ({Reason}); others look by themselves.", e.Message); }
        }
    }

    private async Task<int> DispatchAsync(Lane lane, bool read, CancellationToken cancellation)
    {
        var planned = new List<PlannedTransition>();
        if (read)
        {
            foreach (var (row, events) in await ReadAsync(lane, cancellation))
                if (await PlanAsync(lane, row, events, cancellation) is { } transition) planned.Add(transition);
        }
        var taken = planned.Select(t => t.Instance.Id).ToHashSet();
        foreach (var instance in lane.Hot.Values.Where(i => !taken.Contains(i.Id)).Take(LargestGroup).ToList())
        {
            lane.Hot.TryRemove(instance.Id, out _);
            if (await PlanAsync(instance, cancellation) is { } transition) planned.Add(transition);
        }
        if (planned.Count == 0) return 0;
        var moved = await commit.CommitAsync(planned, cancellation);
        foreach (var transition in planned.Where(t => moved.Contains(t.Instance.Id))) Follow(lane, transition);
        if (planned.Any(t => t.Result.Effects.Any(e => e is SetTimer))) wakeups.Ring(Wakeups.Timers);
        wakeups.Ring(Wakeups.Journal);
        written.Writer.TryWrite(true);
        return moved.Count;
    }

    private void Follow(Lane lane, PlannedTransition transition)
    {
        var state = transition.Result.State;
        if (state.Pending is not null)
            lane.Hot[transition.Instance.Id] = transition.After;
        if (state.Status != InstanceStatus.Running && watched.TryRemove(transition.Instance.Id, out var watcher)) watcher.TrySetResult();
    }

    private async Task<PlannedTransition?> PlanAsync(Lane lane, InstanceRow row, List<WaitingEvent> events, CancellationToken cancellation)
    {
        try
        {
            var instance = row.Parse();
            var bundle = await bundles.GetAsync(instance.Project, instance.BundleHash, cancellation);
            var bodies = new List<InstanceEvent>(events.Count + 1);
            if (instance.State.Pending is not null)
            {
                bodies.Add(new Continue());
                lane.Hot.TryRemove(instance.Id, out _);
            }
            foreach (var e in events) bodies.Add(await CompleteAsync(instance, Sql.FromJson<InstanceEvent>(e.Body), cancellation));
            var result = Transition.Apply(bundle, instance, bodies, clock.GetUtcNow(), activities);
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

    private async Task<PlannedTransition?> PlanAsync(Instance instance, CancellationToken cancellation)
    {
        try
        {
            var bundle = await bundles.GetAsync(instance.Project, instance.BundleHash, cancellation);
            return new(instance, Transition.Apply(bundle, instance, [new Continue()], clock.GetUtcNow(), activities), []);
        }
        catch (Exception e) when (e is not (OperationCanceledException or NpgsqlException or IOException))
        {
            log.LogError(e, "Instance {Instance} could not go on; it is set aside.", instance.Id);
            await source.ExecuteAsync("""
                with stopped as (update deepflow.instance_state set pending = false where instance = $1 and version = $2 returning project, instance)
                insert into deepflow.event (project, instance, body, defect) select project, instance, $3::json, $4 from stopped
                """, [instance.Id, instance.Version, Sql.Json<InstanceEvent>(new Continue()), e.Message], cancellation);
            return null;
        }
    }

    /// <summary>A start that keeps outputs needs the state of the run that made them.</summary>
    private async ValueTask<InstanceEvent> CompleteAsync(Instance instance, InstanceEvent body, CancellationToken cancellation)
    {
        if (body is not Started { Entry: not null } started) return body;
        var keptFrom = started.KeptFrom ?? (instance.Parent is null ? null : await LatestFinishedAsync(instance, cancellation));
        if (keptFrom is null) return instance.Parent is null ? started : started with { Entry = null };
        var kept = await source.QueryAsync($"select {StateRows.Columns} from {StateRows.Source} where i.id = $1 and i.project = $2",
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

    private sealed record InstanceRow(Instance Instance, StateRows State)
    {
        public Instance Parse() => Instance with { State = State.Parse(), Recent = RecentNodes.Of(State.Recent) };
    }

    private const string InstanceColumns = $"i.project, i.id, s.version, i.bundle, i.pipeline, i.root, i.parent, i.parent_node, i.arguments::text, i.started_by, {StateRows.Columns}";

    private static InstanceRow ReadInstance(NpgsqlDataReader r, int at) => new(
        new Instance(r.GetString(at), r.GetGuid(at + 1), r.GetInt64(at + 2), r.GetString(at + 3), r.GetString(at + 4), r.GetGuid(at + 5), r.GuidAt(at + 6), r.TextAt(at + 7),
            r.RecordAt(at + 8), r.GetString(at + 9), new InstanceState()),
        StateRows.Read(r, at + 10));

    /// <summary>One statement, so that an instance is read no older than its events.</summary>
    private async Task<List<(InstanceRow Row, List<WaitingEvent> Events)>> ReadAsync(Lane lane, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"""
            select e.id, e.body::text, {InstanceColumns}
            from deepflow.event e join ({StateRows.Source}) on i.id = e.instance
            where e.defect is null and e.instance in (
                select instance from deepflow.event where defect is null and get_byte(uuid_send(instance), 15) % $2 = $3 group by instance order by min(id) limit $1)
            order by e.id
            """,
            r => (Event: new WaitingEvent(r.GetInt64(0), r.GetString(1)), Row: ReadInstance(r, 2)), [LargestGroup, lane.Count, lane.Number], cancellation);
        return [.. rows.GroupBy(r => r.Row.Instance.Id).Select(g => (g.First().Row, g.Select(r => r.Event).ToList()))];
    }

    /// <summary>Instances that a dead node left in the middle of inline steps. One that a living node is moving on is only moved once all the same.</summary>
    private async Task RecoverAsync(Lane lane, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"""
            select {InstanceColumns} from {StateRows.Source} where s.pending and get_byte(uuid_send(s.instance), 15) % $2 = $3 order by s.instance limit $1
            """, r => ReadInstance(r, 0), [LargestGroup, lane.Count, lane.Number], cancellation);
        foreach (var row in rows)
            lane.Hot.TryAdd(row.Instance.Id, row.Parse());
    }
}
