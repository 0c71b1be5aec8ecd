using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Postgres;

/// <summary>
/// Hints that there is something to do, from this process and (by LISTEN) from others. A hint may be lost: whoever waits
/// also looks after <c>atMost</c>. Where LISTEN delivers nothing, as behind a transaction pooler, everybody looks more often.
/// </summary>
public sealed class Wakeups(NpgsqlDataSource source, WakeupOptions options, ILogger<Wakeups> log)
{
    public const string Channel = "deepflow";
    public const string Events = "event";
    public const string Jobs = "job";
    public const string Timers = "timer";
    public const string Parts = "part";
    public const string Journal = "journal";
    public const string Causes = "cause";
    public const string Schedules = "schedule";
    public const string Deliveries = "delivery";

    /// <summary>What a statement says where the hint goes out with its commit.</summary>
    internal const string TellOfEvents = $"pg_notify('{Channel}', '{Events}')", TellOfJobs = $"pg_notify('{Channel}', '{Jobs}')", TellOfCauses = $"pg_notify('{Channel}', '{Causes}')",
        TellOfSchedules = $"pg_notify('{Channel}', '{Schedules}')", TellOfDeliveries = $"pg_notify('{Channel}', '{Deliveries}')";

    private const string Echo = "echo ";

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EchoTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryListeningAgain = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Unheard = TimeSpan.FromMilliseconds(500);
    private volatile bool hears = options.Listen;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> bells = new();

    /// <summary>A dispatcher of this process hears of events: nobody else need be told.</summary>
    public bool Dispatches { get; internal set; }

    /// <summary>Take the bell before looking for work and wait for it after: what arrives between is not missed.</summary>
    public Task Bell(string topic) => bells.GetOrAdd(topic, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ring(string topic)
    {
        if (bells.TryRemove(topic, out var bell)) bell.TrySetResult();
    }

    /// <summary>
    /// Tells other processes, after a commit and without waiting for the disk: a NOTIFY within makes all such commits wait for each other. It is a hint, and may be lost.
    /// </summary>
    public async Task TellAsync(string topic, CancellationToken cancellation)
    {
        try { await source.ExecuteAsync("select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)", [Channel, topic], cancellation); }
        catch (Exception e) when (e is NpgsqlException or IOException) { log.LogDebug("Nobody was told of what was committed ({Reason}); they look by themselves.", e.Message); }
    }

    /// <summary>How long to wait for a hint before looking: as usual, or shorter where no hints come.</summary>
    public TimeSpan AtMost(TimeSpan usual) => hears || usual < Unheard ? usual : Unheard;

    public static async Task WaitAsync(Task bell, TimeSpan atMost, CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(bell, Task.Delay(atMost, linked.Token));
        linked.Cancel(); // stops the clock; nothing else listens to it, so that there is nothing to wait for
        cancellation.ThrowIfCancellationRequested();
    }

    public async Task ListenAsync(CancellationToken cancellation)
    {
        while (options.Listen && !cancellation.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                var echo = $"{Echo}{Guid.NewGuid():N}";
                var heard = false;
                connection.Notification += (_, n) =>
                {
                    heard |= n.Payload == echo;
                    Ring(n.Payload);
                };
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(cancellation);
                await source.ExecuteAsync("select pg_notify($1, $2)", [Channel, echo], cancellation);
                for (var asked = Stopwatch.StartNew(); !heard && asked.Elapsed < EchoTime;) await connection.WaitAsync(EchoTime, cancellation);
                Hear(heard);
                if (!heard)
                {
                    await Task.Delay(TryListeningAgain, cancellation);
                    continue;
                }
                foreach (var topic in bells.Keys) Ring(topic); // what was said while nobody listened
                while (true) await connection.WaitAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { return; }
            catch (Exception e) when (e is NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                log.LogDebug("Listening stopped ({Reason}); polling goes on, and listening again soon.", e.Message);
                try { await Task.Delay(Reconnect, cancellation); }
                catch (OperationCanceledException) { return; }
            }
        }
        try { await Task.Delay(Timeout.Infinite, cancellation); }
        catch (OperationCanceledException) { }
    }

    private void Hear(bool heard)
    {
        if (!heard && hears)
            log.LogWarning("PostgreSQL's notifications do not arrive, so DeepFlow looks for work twice a second. Behind a transaction pooler such as PgBouncer, say --pooler.");
        hears = heard;
    }
}

/// <param name="Listen">False where LISTEN cannot work: behind a transaction pooler.</param>
public sealed record WakeupOptions(bool Listen)
{
    public static WakeupOptions Usual { get; } = new(Listen: true);
}
