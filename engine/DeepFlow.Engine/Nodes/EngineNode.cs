using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Timers;
using DeepFlow.Engine.Triggers;
using Microsoft.Extensions.DependencyInjection;

namespace DeepFlow.Engine.Nodes;

/// <summary>One engine process on a database: it dispatches events, fires timers, gives causes to runs, and leads the others or stands by to. Any number may run.</summary>
public sealed class EngineNode(NodePresence presence, Dispatcher dispatcher, TimerClock timers, PartClock parts, Causes causes, CronClock cron, Leadership leadership, Wakeups wakeups)
{
    /// <summary>A node made of the engine's services.</summary>
    public static EngineNode Create(IServiceProvider services, NodeDescription node) =>
        ActivatorUtilities.CreateInstance<EngineNode>(services, ActivatorUtilities.CreateInstance<NodePresence>(services, node));

    /// <summary>No job is placed on it any more.</summary>
    public Task DrainAsync() => presence.DrainAsync();

    public async Task RunAsync(CancellationToken stop)
    {
        await presence.JoinAsync(stop);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] duties = [dispatcher.RunAsync(failed.Token), timers.RunAsync(failed.Token), parts.RunAsync(failed.Token), causes.RunAsync(failed.Token), cron.RunAsync(failed.Token), leadership.RunAsync(presence.Node.Id, failed.Token), presence.KeepAsync(failed.Token), wakeups.ListenAsync(failed.Token)];
        await Task.WhenAny(duties);
        await failed.CancelAsync(); // one duty without the others would look alive and do nothing
        try { await Task.WhenAll(duties); }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        await presence.LeaveAsync();
    }
}
