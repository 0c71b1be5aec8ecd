using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Triggers;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DeepFlow.Engine.CrashHost;

/// <summary>
/// Those who use the engine: they activate pipelines, subscribe, start runs, send signals, claim, comment, decide and now and
/// then cancel, and try again whatever was not acknowledged. What was acknowledged they write down, on the standard output,
/// and it must never be lost.
/// </summary>
/// <param name="notices">Where notices go; null: nobody subscribes.</param>
internal sealed class Client(IServiceProvider services, string project, string? notices)
{
    private const int MostAtOnce = 4;
    private const int EveryWhichIsCancelled = 5;

    /// <summary>Of the others the signals are sent before they are waited for.</summary>
    private const int EveryWhichIsAwaited = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly NpgsqlDataSource source = services.GetRequiredService<NpgsqlDataSource>();
    private bool signalAll = true;

    /// <summary>Starts runs number <paramref name="first"/> to <paramref name="last"/>, and returns when all of the project have ended, and everybody was told.</summary>
    public async Task RunAsync(int first, int last, CancellationToken stop)
    {
        var bundle = await PersistAsync(() => PrepareAsync(stop), stop);
        Console.WriteLine("ready");
        for (var next = first; ;)
        {
            var running = await PersistAsync(() => RunningAsync(stop), stop);
            if (running.Count == 0 && next > last)
            {
                if (await PersistAsync(() => IsQuietAsync(stop), stop)) return;
                await PersistAsync(() => LayToRestAsync(stop), stop);
            }
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
            await PersistAsync(() => AnswerAsync(stop), stop);
            await PersistAsync(() => DecideAsync(stop), stop);
            await Wakeups.WaitAsync(services.GetRequiredService<Wakeups>().Bell(Wakeups.Journal), Pause, stop);
        }
    }

    private async Task<string> PrepareAsync(CancellationToken stop)
    {
        await services.GetRequiredService<Roster>().SetAsync(project, "rita", "Rita", ["reviewer"], stop);
        await SubscribeAsync(stop);
        var bundle = await services.GetRequiredService<Bundles>().PublishAsync(project, Workload.Bundle, "rita", stop);
        foreach (var listener in Listeners.Pipelines) await services.GetRequiredService<Activations>().ActivateAsync(project, bundle, listener.Name, RecordValue.Empty, "rita", null, stop);
        return bundle;
    }

    private async Task SubscribeAsync(CancellationToken stop)
    {
        var subscriptions = services.GetRequiredService<Subscriptions>();
        if (notices is null || (await subscriptions.ListAsync(project, stop)).Count > 0) return;
        await subscriptions.AddAsync(project, new(ChannelKind.Webhook, notices, [NoticeKind.TaskDecided, NoticeKind.RunEnded], Pipeline: Workload.Pipeline), "rita", stop);
    }

    /// <summary>No run is under way, no cause waits for one, and no notice is on its way.</summary>
    private async Task<bool> IsQuietAsync(CancellationToken stop) => (await source.QueryAsync("""
        select not exists (select 1 from deepflow.instance where project = $1 and status = 'running')
           and not exists (select 1 from deepflow.cause where project = $1 and status in ('waiting', 'delivering'))
           and not exists (select 1 from deepflow.delivery where project = $1 and status = 'waiting')
        """, r => r.GetBoolean(0), [project], stop))[0];

    /// <summary>Ends the run that lives on, once every cause has reached it.</summary>
    private async Task<bool> LayToRestAsync(CancellationToken stop)
    {
        var causes = await source.QueryAsync("select count(*) from deepflow.cause where project = $1 and status in ('waiting', 'delivering')", r => r.GetInt64(0), [project], stop);
        if (causes[0] == 0) await services.GetRequiredService<SignalPost>().SendAsync(project, new Signal(Listeners.Rest, Keep: TimeSpan.Zero), "rita", stop);
        return true;
    }

    private Task<List<(Guid Id, string Key)>> RunningAsync(CancellationToken stop) => source.QueryAsync(
        "select id, arguments ->> 'key' from deepflow.instance where project = $1 and pipeline = $2 and status = 'running'", r => (r.GetGuid(0), r.GetString(1)), [project, Workload.Pipeline], stop);

    /// <summary>One in two starts has a key, under which a repeat is the same start; without one a repeat is another run.</summary>
    private async Task<bool> StartAsync(string bundle, int number, CancellationToken stop)
    {
        var key = number % 2 == 0 ? $"{project} {number}" : null;
        var correlation = key ?? Guid.NewGuid().ToString("N");
        var commands = services.GetRequiredService<InstanceCommands>();
        var id = await commands.StartAsync(project, bundle, Workload.Pipeline, Value.Record(("items", Value.Of(0)), ("key", Value.Of(correlation))), "rita", key: key, cancellation: stop);
        Console.WriteLine($"started {number} {id}");
        if (number % EveryWhichIsAwaited != 0) await SignalAsync([(id, correlation)], stop);
        await services.GetRequiredService<SignalPost>().SendAsync(project, [new(Listeners.Told, Key: $"{number}"), new(Listeners.Poke, Key: $"{number}")], "rita", stop);
        Console.WriteLine($"told {number}");
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

    /// <summary>Signals whoever waits, each by itself.</summary>
    private async Task<bool> AnswerAsync(CancellationToken stop)
    {
        var waiting = await source.QueryAsync("select correlation, iteration from deepflow.waiter where project = $1 and signal = $2", r => (Correlation: r.GetString(0), Iteration: r.GetInt32(1)), [project, Workload.Signal], stop);
        foreach (var (correlation, iteration) in waiting)
            await services.GetRequiredService<SignalPost>().SendAsync(project, new Signal(Workload.Signal, correlation, Value.Of(iteration), Key: $"{iteration}"), "rita", stop);
        return true;
    }

    private async Task<bool> DecideAsync(CancellationToken stop)
    {
        foreach (var task in await services.GetRequiredService<Inbox>().ListAsync(project, new TaskFilter(), stop))
        {
            var outcome = task.Node == "review" && task.Iteration < Workload.Rounds ? "reject" : "approve";
            try
            {
                if (task.Node == "review") await TakeUpAsync(task.Id, stop);
                await services.GetRequiredService<Decisions>().DecideAsync(project, task.Id, new(outcome, "rita"), stop);
            }
            catch (EngineException e) when (e.Problem == EngineProblem.Conflict) { continue; } // decided by an attempt that was not answered, or withdrawn
            Console.WriteLine($"decided {task.Id} {outcome}");
        }
        return true;
    }

    private async Task TakeUpAsync(Guid task, CancellationToken stop)
    {
        await services.GetRequiredService<TaskAssignments>().ClaimAsync(project, task, "rita", takeOver: false, stop);
        await services.GetRequiredService<TaskComments>().AddAsync(project, task, "rita", "I look at it.", stop);
        Console.WriteLine($"commented {task}");
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
