using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Postgres;

/// <summary>
/// Hints that there is something to do, from this process and (by LISTEN) from others. A hint may be lost: whoever waits
/// also looks after <c>atMost</c>. Behind a pooler without LISTEN everything still works, only later.
/// </summary>
public sealed class Wakeups(NpgsqlDataSource source, ILogger<Wakeups> log)
{
    public const string Channel = "deepflow";
    public const string Events = "event";
    public const string Jobs = "job";
    public const string Timers = "timer";
    public const string Journal = "journal";
    public const string Causes = "cause";
    public const string Schedules = "schedule";
    public const string Deliveries = "delivery";

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> bells = new();

    /// <summary>A dispatcher of this process hears of events: nobody else need be told.</summary>
    public bool Dispatches { get; internal set; }

    /// <summary>Take the bell before looking for work and wait for it after: what arrives between is not missed.</summary>
    public Task Bell(string topic) => bells.GetOrAdd(topic, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ring(string topic)
    {
        if (bells.TryRemove(topic, out var bell)) bell.TrySetResult();
    }

    public static async Task WaitAsync(Task bell, TimeSpan atMost, CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(bell, Task.Delay(atMost, linked.Token));
        await linked.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    public async Task ListenAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                connection.Notification += (_, n) => Ring(n.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(cancellation);
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
    }
}
