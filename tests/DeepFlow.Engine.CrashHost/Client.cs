using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DeepFlow.Engine.CrashHost;

/// <summary>
/// Those who use the engine: they start runs, send signals, decide and now and then cancel, and try again whatever was not
/// acknowledged. What was acknowledged they write down, on the standard output, and it must never be lost.
/// </summary>
internal sealed class Client(IServiceProvider services, string project)
{
    private const int MostAtOnce = 4;
    private const int EveryWhichIsCancelled = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly NpgsqlDataSource source = services.GetRequiredService<NpgsqlDataSource>();
    private bool signalAll = true;

    /// <summary>Starts runs number <paramref name="first"/> to <paramref name="last"/>, and returns when all of the project have ended.</summary>
    public async Task RunAsync(int first, int last, CancellationToken stop)
    {
        var bundle = await PersistAsync(() => PrepareAsync(stop), stop);
        Console.WriteLine("ready");
        for (var next = first; ;)
        {
            var running = await PersistAsync(() => RunningAsync(stop), stop);
            if (running.Count == 0 && next > last) return;
            if (running.Count < MostAtOnce && next <= last)
            {
                var number = next++;
                await PersistAsync(() => StartAsync(bundle, number, stop), stop);
            }
            if (signalAll)
            {
                await PersistAsync(() => SignalAsync(running, stop), stop);
                signalAll = false;
            }
            await PersistAsync(() => DecideAsync(stop), stop);
            await Wakeups.WaitAsync(services.GetRequiredService<Wakeups>().Bell(Wakeups.Journal), Pause, stop);
        }
    }

    private async Task<string> PrepareAsync(CancellationToken stop)
    {
        await services.GetRequiredService<Roster>().SetAsync(project, "rita", "Rita", ["reviewer"], stop);
        return await services.GetRequiredService<Bundles>().PublishAsync(project, Workload.Bundle, "rita", stop);
    }

    private Task<List<(Guid Id, string Key)>> RunningAsync(CancellationToken stop) => source.QueryAsync(
        "select id, arguments ->> 'key' from deepflow.instance where project = $1 and parent is null and status = 'running'", r => (r.GetGuid(0), r.GetString(1)), [project], stop);

    /// <summary>One in two starts has a key, under which a repeat is the same start; without one a repeat is another run.</summary>
    private async Task<bool> StartAsync(string bundle, int number, CancellationToken stop)
    {
        var key = number % 2 == 0 ? $"{project} {number}" : null;
        var correlation = key ?? Guid.NewGuid().ToString("N");
        var commands = services.GetRequiredService<InstanceCommands>();
        var id = await commands.StartAsync(project, bundle, Workload.Pipeline, Value.Record(("items", Value.Of(0)), ("key", Value.Of(correlation))), "rita", key: key, cancellation: stop);
        Console.WriteLine($"started {number} {id}");
        await SignalAsync([(id, correlation)], stop);
        if (number % EveryWhichIsCancelled != EveryWhichIsCancelled - 1) return true;
        try { await commands.CancelAsync(project, id, "rita", "not wanted any more", stop); }
        catch (EngineException e) when (e.Code == "instance_ended") { return true; } // an earlier attempt to cancel it did so
        Console.WriteLine($"cancelled {id}");
        return true;
    }

    private async Task<bool> SignalAsync(List<(Guid Id, string Key)> runs, CancellationToken stop)
    {
        var signals = runs.SelectMany(r => Enumerable.Range(1, Workload.Rounds).Select(i => new Signal(Workload.Signal, r.Key, Value.Of(i), Key: $"{i}"))).ToList();
        if (signals.Count > 0) await services.GetRequiredService<SignalPost>().SendAsync(project, signals, "rita", stop);
        foreach (var (id, _) in runs) Console.WriteLine($"signalled {id}");
        return true;
    }

    private async Task<bool> DecideAsync(CancellationToken stop)
    {
        foreach (var task in await services.GetRequiredService<Inbox>().ListAsync(project, new TaskFilter(), stop))
        {
            var outcome = task.Node == "review" && task.Iteration < Workload.Rounds ? "reject" : "approve";
            try { await services.GetRequiredService<Decisions>().DecideAsync(project, task.Id, new(outcome, "rita"), stop); }
            catch (EngineException e) when (e.Problem == EngineProblem.Conflict) { continue; } // decided by an attempt that was not answered, or withdrawn
            Console.WriteLine($"decided {task.Id} {outcome}");
        }
        return true;
    }

    private async Task<T> PersistAsync<T>(Func<Task<T>> act, CancellationToken stop)
    {
        while (true)
        {
            try { return await act(); }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                signalAll = true; // what was not answered may have been done: a run that nobody knows of waits for its signals too
                await Task.Delay(Pause, stop);
            }
        }
    }
}
