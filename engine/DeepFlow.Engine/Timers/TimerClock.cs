using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Timers;

/// <summary>Turns timers that are due into events. A timer is a row written by a transition; firing takes it away in the transaction that posts the event.</summary>
public sealed class TimerClock(NpgsqlDataSource source, Wakeups wakeups, TimeProvider clock, ILogger<TimerClock> log)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var bell = wakeups.Bell(Wakeups.Timers);
            try
            {
                if (await FireAsync(cancellation) == 0) await Wakeups.WaitAsync(bell, wakeups.AtMost(await UntilNextAsync(cancellation)), cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the timers ({Reason}); trying again.", e.Message);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <returns>How many timers fired.</returns>
    public async Task<int> FireAsync(CancellationToken cancellation)
    {
        var fired = await source.ExecuteAsync("""
            with due as (
                delete from deepflow.timer where id in (
                    select id from deepflow.timer where fires_at <= $1 order by fires_at limit 500 for update skip locked)
                returning project, instance, node, iteration, kind, fires_at)
            insert into deepflow.event (project, instance, body)
            select project, instance, json_build_object('$', 'timer_fired', 'node', node, 'iteration', iteration, 'kind', kind) from due order by fires_at
            """, [clock.GetUtcNow().ToUniversalTime()], cancellation);
        if (fired == 0) return 0;
        FailPoints.Pass("timer.committed");
        wakeups.Ring(Wakeups.Events);
        return fired;
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellation)
    {
        var next = await source.QueryAsync("select min(fires_at) from deepflow.timer", r => r.TimeAt(0), [], cancellation);
        if (next[0] is not { } at) return LongestWait;
        var wait = at - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait + TimeSpan.FromMilliseconds(1) : LongestWait;
    }
}
