using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Timers;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Nodes;

/// <summary>One engine process on a database: it dispatches events, fires timers, and takes jobs from the dead. Any number may run.</summary>
public sealed class EngineNode(Guid id, string name, NpgsqlDataSource source, Dispatcher dispatcher, TimerClock timers, JobQueue queue, Wakeups wakeups, TimeProvider clock, ILogger<EngineNode> log)
{
    private static readonly TimeSpan RescueEvery = TimeSpan.FromSeconds(3);
    private const int SeenEvery = 5;

    public Guid Id => id;

    public async Task RunAsync(CancellationToken stop)
    {
        await source.ExecuteAsync("""
            insert into deepflow.node (id, name) values ($1, $2)
            on conflict (id) do update set name = excluded.name, started_at = now(), seen_at = now()
            """, [id, name], stop);
        await queue.LoseNodeAsync(id, stop);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] duties = [dispatcher.RunAsync(failed.Token), timers.RunAsync(failed.Token), RescueAsync(failed.Token), wakeups.ListenAsync(failed.Token)];
        await Task.WhenAny(duties);
        await failed.CancelAsync(); // one duty without the others would look alive and do nothing
        try { await Task.WhenAll(duties); }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    private async Task RescueAsync(CancellationToken stop)
    {
        for (var round = 0; ; round++)
        {
            await Task.Delay(RescueEvery, clock, stop);
            try
            {
                var lost = await queue.LoseSilentAsync(stop);
                if (lost > 0) log.LogWarning("{Count} jobs were taken from workers that fell silent.", lost);
                if (round % SeenEvery == 0) await source.ExecuteAsync("update deepflow.node set seen_at = now() where id = $1", [id], stop);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the rescue ({Reason}); trying again.", e.Message);
            }
        }
    }
}
