using System.Collections.Concurrent;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Signals;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// A share of the instances, by their ids. One loop at a time moves them; only <see cref="Starts"/> is filled by others. While
/// one lane's commit is on its way to the disk another computes.
/// </summary>
internal sealed class Lane(int number, int count, WaitingHere waiting) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private readonly List<ToldEvent> taken = [];

    public int Number => number;

    /// <summary>How many lanes share the instances.</summary>
    public int Count => count;

    /// <summary>Instances to go on with, as this lane committed them.</summary>
    public Dictionary<Guid, Instance> Hot { get; } = [];

    /// <summary>Instances that wait, as this lane committed them last.</summary>
    public RecentInstances Known { get; } = new(waiting);

    /// <summary>The instance, if this lane holds that version of it.</summary>
    public Instance? Find(Guid id, long version) =>
        Find(id) is { } found && found.Version == version ? found : null;

    /// <summary>Somebody else has moved it on: what is known of it here is old.</summary>
    public void Lose(Guid id)
    {
        Known.Forget(id);
        MustRead = true;
    }

    /// <summary>The told events, as they are to be consumed by instances that it knows or that must be read.</summary>
    public IReadOnlyCollection<WaitingInstance> TakeTold(int limit)
    {
        var waiting = new Dictionary<Guid, WaitingInstance>();
        while (waiting.Count < limit && Told.TryDequeue(out var told))
        {
            if (!waiting.TryGetValue(told.Instance, out var instance)) waiting[told.Instance] = instance = new(told.Instance, Find(told.Instance), null, []);
            taken.Add(told);
            instance.Events.Add(told.Event);
        }
        return waiting.Values;
    }

    /// <summary>The writers of told events hear whether these are durable now.</summary>
    /// <param name="moved">The instances whose transitions have just been committed.</param>
    public void Settle(IReadOnlySet<Guid> moved)
    {
        foreach (var told in taken) told.Settle(moved.Contains(told.Instance));
        taken.Clear();
    }

    /// <summary>What is told is committed, and so is found by whoever reads from now on.</summary>
    public void LeaveToldToReading()
    {
        while (Told.TryDequeue(out var told)) told.Settle(false);
        MustRead = false;
    }

    /// <summary>The signals for instances that wait as they did when these were sent, one for each.</summary>
    /// <param name="moving">Instances that this group moves already.</param>
    public IEnumerable<(Instance? Known, SignalDelivery Delivery)> TakeDeliveries(HashSet<Guid> moving, int limit)
    {
        for (var taken = 0; taken < limit && Deliveries.TryDequeue(out var delivery);)
        {
            var to = delivery.To;
            var known = to.Row is null ? Known.Find(to.Instance) : null;
            if (!Hot.ContainsKey(to.Instance) && (to.Row is not null || known is not null && to.IsIn(known.State)) && moving.Add(to.Instance))
            {
                taken++;
                yield return (known, delivery);
            }
            else delivery.Settle(false);
        }
    }

    private Instance? Find(Guid id) => Hot.TryGetValue(id, out var hot) ? hot : Known.Find(id);

    /// <summary>Runs whose first transition is computed and not yet committed.</summary>
    public ConcurrentQueue<PlannedStart> Starts { get; } = new();

    /// <summary>Committed events of instances that this lane may know. Where it does not, or has read them meanwhile, nothing is lost.</summary>
    public ConcurrentQueue<ToldEvent> Told { get; } = new();

    /// <summary>Signals for steps of instances that this lane may know.</summary>
    public ConcurrentQueue<SignalDelivery> Deliveries { get; } = new();

    /// <summary>Nothing has come since it was last asked to move.</summary>
    public bool IsIdle => Hot.Count == 0 && Starts.IsEmpty && Told.IsEmpty && Deliveries.IsEmpty;

    /// <summary>There are events that only reading finds.</summary>
    public bool MustRead { get; set; }

    /// <summary>The bell that tells of <see cref="Starts"/>, <see cref="Told"/> and <see cref="Deliveries"/>.</summary>
    public string Bell { get; } = $"lane {number}";

    /// <summary>A lane keeps its connection: its statements stay prepared, and are planned once.</summary>
    public async ValueTask<NpgsqlConnection> ConnectAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        if (connection is not null) return connection;
        connection = await source.OpenConnectionAsync(cancellation);
        // Every statement here looks rows up by their keys. Left to itself the server plans anew each time, or, on tables that
        // were empty when it planned, reads them whole.
        await using var settings = new NpgsqlCommand("set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off", connection);
        await settings.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    /// <summary>After a failure: what was committed all the same is found again by its rows.</summary>
    public async Task ForgetAsync(Exception reason)
    {
        Hot.Clear();
        Known.Clear();
        Settle(new HashSet<Guid>());
        LeaveToldToReading();
        while (Starts.TryDequeue(out var start)) start.Committed.TrySetException(reason);
        while (Deliveries.TryDequeue(out var delivery)) delivery.Settle(false);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is null) return;
        await connection.DisposeAsync();
        connection = null;
    }
}

/// <param name="Committed">Completes when it is.</param>
internal sealed record PlannedStart(PlannedTransition Transition, TaskCompletionSource Committed);
