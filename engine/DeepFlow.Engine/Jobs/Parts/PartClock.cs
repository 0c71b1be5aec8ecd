using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Jobs.Parts;

/// <summary>Queues parts again whose pause after a failure is over. What other jobs do by a timer and a transition, parts do without their run.</summary>
public sealed class PartClock(NpgsqlDataSource source, Wakeups wakeups, TimeProvider clock, ILogger<PartClock> log)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly PartEnds parts = new(source, wakeups);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var bell = wakeups.Bell(Wakeups.Parts);
            try
            {
                if (await FireAsync(cancellation) == 0) await Wakeups.WaitAsync(bell, await UntilNextAsync(cancellation), cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer those who wait for further attempts ({Reason}); trying again.", e.Message);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <returns>How many are queued again.</returns>
    public Task<int> FireAsync(CancellationToken cancellation) => parts.RetryDueAsync(cancellation);

    /// <summary>Where no notifications arrive, a retry may come so much later: it is no time that anybody was promised.</summary>
    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellation)
    {
        if (await parts.NextRetryAsync(cancellation) is not { } at) return LongestWait;
        var wait = at - clock.GetUtcNow();
        return wait < Pause ? Pause : wait < LongestWait ? wait : LongestWait;
    }
}
