using System.Collections.Concurrent;
using System.Threading.Channels;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// Takes what waits (events in the database, runs that start here, and instances that this node has just left in the middle
/// of inline steps), computes each instance's transition and commits them as a group. Any number of dispatchers may run on
/// one database: who commits second finds another version and leaves it be.
/// </summary>
public sealed class Dispatcher(NpgsqlDataSource source, Bundles bundles, GroupCommit commit, Wakeups wakeups, ActivityRegistry activities, TimeProvider clock, ILogger<Dispatcher> log)
{
    /// <summary>
    /// Instances are shared out by their ids, so that one lane computes while another's commit is on its way to the disk. It takes
    /// free processors to gain by that: on few, one lane with groups twice as large does the same work in half the time.
    /// </summary>
    private static readonly int Lanes = Math.Clamp(Environment.ProcessorCount / 4, 1, 4);

    private const int LargestGroup = 500;
    /// <summary>A hint may be lost: instances that go on for ever must not keep events waiting.</summary>
    private const int MostWithoutReading = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(20);

    private readonly Planner planner = new(source, bundles, activities, clock);
    private readonly Defects defects = new(source, log);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> watched = new();
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();
    private volatile Lane[] running = [];

    internal WaitingHere Waiting { get; } = new(clock);

    public async Task RunAsync(CancellationToken cancellation)
    {
        Lane[] lanes = [.. Enumerable.Range(0, Lanes).Select(number => new Lane(number, Lanes, Waiting))];
        running = lanes;
        wakeups.Dispatches = true;
        try { await Task.WhenAll(lanes.Select(lane => RunAsync(lane, cancellation)).Append(TellOthersAsync(cancellation))); }
        finally
        {
            running = [];
            wakeups.Dispatches = false;
            foreach (var lane in lanes) await lane.ForgetAsync(new OperationCanceledException("This node stops."));
        }
    }

    /// <summary>One group of everything that waits, and of what that leads to at once.</summary>
    /// <returns>How many transitions were committed.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellation)
    {
        await using var all = new Lane(0, 1, new WaitingHere(clock));
        await RecoverAsync(all, cancellation);
        var moved = await DispatchAsync(all, read: true, cancellation);
        while (all.Hot.Count > 0) moved += await DispatchAsync(all, read: false, cancellation);
        return moved;
    }

    /// <summary>Completes when this node has committed the instance's end. Ask before starting it.</summary>
    public Task EndOf(Guid instance) => watched.GetOrAdd(instance, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Starts a run together with its first transition, in one commit with whatever else is written at that moment.</summary>
    /// <returns>False where nothing was written: this process does not dispatch, or the first transition cannot be computed.</returns>
    internal async Task<bool> TryStartAsync(Instance instance, Started started, RunStart start, CancellationToken cancellation)
    {
        if (running is not { Length: > 0 } lanes) return false;
        PlannedTransition first;
        try { first = await planner.StartAsync(instance, started, start, cancellation); }
        catch (Exception e) when (IsDefect(e)) { return false; }
        var lane = LaneOf(instance.Id, lanes);
        var planned = new PlannedStart(first, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lane.Starts.Enqueue(planned);
        wakeups.Ring(lane.Bell);
        if (running != lanes) planned.Committed.TrySetCanceled(CancellationToken.None); // it stopped before it could see this one
        await planned.Committed.Task;
        return true;
    }

    /// <summary>Takes committed events from their writer.</summary>
    internal void Hear(IReadOnlyList<ToldEvent> events)
    {
        if (running is not { Length: > 0 } lanes)
        {
            foreach (var told in events) told.Settle(false);
            return;
        }
        foreach (var told in events) LaneOf(told.Instance, lanes).Told.Enqueue(told);
        foreach (var lane in lanes)
            if (!lane.Told.IsEmpty) wakeups.Ring(lane.Bell);
        if (running == lanes) return;
        foreach (var told in events) told.Settle(false); // they stopped before they could take them
    }

    /// <summary>Sends a signal in one transaction with what it leads to.</summary>
    /// <returns>False where nothing was sent.</returns>
    internal async Task<bool> TryDeliverAsync(WaitingStep to, Signal signal, string by, CancellationToken cancellation)
    {
        if (running is not { Length: > 0 } lanes) return false;
        var delivery = new SignalDelivery(to, new(to.Node, to.Iteration, signal.Name, signal.Data ?? Value.Missing, by, clock.GetUtcNow()), signal.Key, signal.Keep ?? SignalPost.UsualKeep);
        var lane = LaneOf(to.Instance, lanes);
        lane.Deliveries.Enqueue(delivery);
        wakeups.Ring(lane.Bell);
        if (running != lanes) delivery.Settle(false); // it stopped before it could see this one
        return await delivery.Committed.WaitAsync(cancellation);
    }

    /// <summary>As the queries share them out: by the last byte.</summary>
    private static Lane LaneOf(Guid instance, Lane[] lanes) => lanes[instance.ToByteArray()[15] % lanes.Length];

    private async Task RunAsync(Lane lane, CancellationToken cancellation)
    {
        var lookedAt = long.MinValue;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (events, starts) = (wakeups.Bell(Wakeups.Events), wakeups.Bell(lane.Bell));
            try
            {
                var due = lookedAt == long.MinValue || clock.GetElapsedTime(lookedAt) >= Poll;
                if (due) await RecoverAsync(lane, cancellation);
                if (due) lookedAt = clock.GetTimestamp();
                var moved = await DispatchAsync(lane, read: true, cancellation);
                var unread = 0;
                while (!events.IsCompleted && !lane.MustRead)
                {
                    if (lane.IsIdle)
                    {
                        if (unread == 0 && moved >= LargestGroup) break; // more events may wait than were read
                        await Wakeups.WaitAsync(Task.WhenAny(events, starts), Jitter.Around(wakeups.AtMost(Poll)), cancellation);
                        if (!starts.IsCompleted) break;
                        starts = wakeups.Bell(lane.Bell);
                    }
                    if (++unread > MostWithoutReading) break;
                    await DispatchAsync(lane, read: false, cancellation);
                }
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the dispatcher ({Reason}); trying again.", e.Message);
                await lane.ForgetAsync(e);
                lookedAt = long.MinValue;
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <summary>
    /// Other processes hear of it a moment later: notifications inside the commits would make these wait for each other. One
    /// that is lost is made up for by their polling.
    /// </summary>
    private async Task TellOthersAsync(CancellationToken cancellation)
    {
        while (await heard.Reader.WaitToReadAsync(cancellation))
        {
            var topics = new HashSet<string>();
            while (heard.Reader.TryRead(out var topic)) topics.Add(topic);
            try
            {
                await source.ExecuteAsync("select set_config('synchronous_commit', 'off', true), (select count(pg_notify($1, topic)) from unnest($2) topic)",
                    [Wakeups.Channel, topics.ToArray()], cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException) { log.LogDebug("Nobody was told of {Topics} ({Reason}); others look by themselves.", string.Join(", ", topics), e.Message); }
            await Task.Delay(TellEvery, clock, cancellation);
        }
    }

    private async Task<int> DispatchAsync(Lane lane, bool read, CancellationToken cancellation)
    {
        var group = new List<PlannedTransition>();
        foreach (var instance in await (read ? ReadAsync(lane, cancellation) : TakeToldAsync(lane, cancellation)))
        {
            lane.Hot.Remove(instance.Id); // its events and what it was about to do are one transition
            await PlanAsync(group, () => planner.PlanAsync(instance, cancellation), e => defects.SetAsideAsync(instance.Id, instance.Events.Select(w => w.Id), e, cancellation));
        }
        foreach (var instance in lane.Hot.Values.Take(LargestGroup).ToList())
        {
            lane.Hot.Remove(instance.Id);
            await PlanAsync(group, () => planner.ContinueAsync(instance, cancellation), e => defects.SetAsideAsync(instance, e, cancellation));
        }
        await PlanDeliveriesAsync(lane, group, cancellation);
        var starts = new Dictionary<Guid, PlannedStart>();
        while (starts.Count < LargestGroup && lane.Starts.TryDequeue(out var start))
            if (starts.TryAdd(start.Transition.Instance.Id, start)) group.Add(start.Transition);
            else start.Committed.TrySetException(AlreadyStarted(start.Transition));
        if (group.Count == 0)
        {
            lane.Settle(new HashSet<Guid>());
            return 0;
        }
        GroupResult result;
        try { result = await commit.CommitAsync(group, await lane.ConnectAsync(source, cancellation), cancellation); }
        catch (Exception e)
        {
            foreach (var start in starts.Values) start.Committed.TrySetException(e);
            foreach (var transition in group) transition.Delivery?.Fail(e);
            throw;
        }
        lane.Settle(result.Moved);
        foreach (var transition in group)
        {
            var moved = result.Moved.Contains(transition.Instance.Id);
            transition.Delivery?.Settle(moved);
            if (moved) Follow(lane, transition, starts);
            else lane.Lose(transition.Instance.Id);
        }
        foreach (var (transition, reason) in result.Refused) await RefuseAsync(transition, reason, starts, cancellation);
        foreach (var (_, start) in starts) start.Committed.TrySetException(AlreadyStarted(start.Transition));
        foreach (var topic in result.Topics.Append(Wakeups.Journal))
        {
            wakeups.Ring(topic);
            if (wakeups.Dispatches && topic != Wakeups.Events) heard.Writer.TryWrite(topic); // events are for whoever dispatches, and that is here
        }
        // The sender of a signal that came alone goes on here and now, and this lane wherever a thread is free: to wake one that
        // sleeps takes longer than all that the sender has left to do.
        if (group is [{ Delivery: not null }]) await Task.Yield();
        return result.Moved.Count;
    }

    private async Task<IEnumerable<WaitingInstance>> ReadAsync(Lane lane, CancellationToken cancellation)
    {
        lane.LeaveToldToReading();
        return await WaitingEvents.ReadAsync(await lane.ConnectAsync(source, cancellation), lane, LargestGroup, cancellation);
    }

    private async Task<IEnumerable<WaitingInstance>> TakeToldAsync(Lane lane, CancellationToken cancellation) =>
        lane.TakeTold(LargestGroup) is { Count: > 0 } told ? await WaitingEvents.ReadInstancesAsync(await lane.ConnectAsync(source, cancellation), told, cancellation) : [];

    private static async Task PlanAsync(List<PlannedTransition> group, Func<Task<PlannedTransition>> plan, Func<Exception, Task> setAside)
    {
        try { group.Add(await plan()); }
        catch (Exception e) when (IsDefect(e)) { await setAside(e); }
    }

    /// <summary>Where a transition cannot be computed nothing of it is written, and the signal goes by the post.</summary>
    private async Task PlanDeliveriesAsync(Lane lane, List<PlannedTransition> group, CancellationToken cancellation)
    {
        foreach (var (known, delivery) in lane.TakeDeliveries([.. group.Select(t => t.Instance.Id)], LargestGroup))
        {
            try { group.Add(await planner.DeliverAsync(known ?? delivery.To.Row!.Parse(), delivery, cancellation)); }
            catch (Exception e)
            {
                delivery.Settle(false);
                if (IsDefect(e)) continue;
                foreach (var planned in group) planned.Delivery?.Settle(false);
                throw;
            }
        }
    }

    private void Follow(Lane lane, PlannedTransition transition, Dictionary<Guid, PlannedStart> starts)
    {
        var after = transition.After;
        if (after.State.GoesOn)
        {
            lane.Hot[after.Id] = after;
            lane.Known.Forget(after.Id);
        }
        else if (after.State.Status == InstanceStatus.Running) lane.Known.Keep(after);
        else lane.Known.Forget(after.Id);
        if (starts.Remove(after.Id, out var start)) start.Committed.TrySetResult();
        if (after.State.Status != InstanceStatus.Running && watched.TryRemove(after.Id, out var watcher)) watcher.TrySetResult();
    }

    private async Task RefuseAsync(PlannedTransition transition, PostgresException reason, Dictionary<Guid, PlannedStart> starts, CancellationToken cancellation)
    {
        if (transition.Delivery is not null) return; // the signal goes by the post, and its event is set aside
        if (starts.Remove(transition.Instance.Id, out var start)) start.Committed.TrySetException(reason);
        else if (transition.Consumed.Length > 0) await defects.SetAsideAsync(transition.Instance.Id, transition.Consumed, reason, cancellation);
        else await defects.SetAsideAsync(transition.Instance, reason, cancellation);
    }

    private static EngineException AlreadyStarted(PlannedTransition start) =>
        new("instance_exists", $"There is an instance {start.Instance.Id} already; start under another id, or repeat a start with --key.", EngineProblem.Conflict);

    private static bool IsDefect(Exception e) => e is not (OperationCanceledException or NpgsqlException or IOException);

    private async Task RecoverAsync(Lane lane, CancellationToken cancellation)
    {
        foreach (var row in await WaitingEvents.ReadLeftAsync(await lane.ConnectAsync(source, cancellation), lane, LargestGroup, cancellation))
        {
            try { lane.Hot.TryAdd(row.Unparsed.Id, row.Parse()); }
            catch (Exception e) when (IsDefect(e)) { await defects.SetAsideAsync(row.Unparsed, e, cancellation); }
        }
    }
}
