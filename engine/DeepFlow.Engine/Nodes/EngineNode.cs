using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Nodes;

/// <summary>One engine process on a database: it dispatches events, fires timers, and takes jobs from the dead. Any number may run.</summary>
public sealed class EngineNode(NodePresence presence, Dispatcher dispatcher, TimerClock timers, JobQueue queue, Wakeups wakeups, TimeProvider clock, ILogger<EngineNode> log)
{
    private static readonly TimeSpan RescueEvery = TimeSpan.FromSeconds(3);

    /// <summary>A node made of the engine's services.</summary>
    public static EngineNode Create(IServiceProvider services, NodeDescription node) =>
        ActivatorUtilities.CreateInstance<EngineNode>(services, ActivatorUtilities.CreateInstance<NodePresence>(services, node));

    public async Task RunAsync(CancellationToken stop)
    {
        await presence.JoinAsync(stop);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] duties = [dispatcher.RunAsync(failed.Token), timers.RunAsync(failed.Token), RescueAsync(failed.Token), presence.KeepAsync(failed.Token), wakeups.ListenAsync(failed.Token)];
        await Task.WhenAny(duties);
        await failed.CancelAsync(); // one duty without the others would look alive and do nothing
        try { await Task.WhenAll(duties); }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        await presence.LeaveAsync();
    }

    private async Task RescueAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Jitter.Around(RescueEvery), clock, stop);
            try
            {
                var lost = await queue.LoseSilentAsync(stop);
                if (lost > 0) log.LogWarning("{Count} jobs were taken from workers that fell silent.", lost);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the rescue ({Reason}); trying again.", e.Message);
            }
        }
    }
}
