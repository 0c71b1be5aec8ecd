using System.Collections.Concurrent;
using System.Data.Common;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Engine.Jobs;

/// <summary>What an activity sees of the engine while a worker runs it. Progress and log lines wait here for the next heartbeat.</summary>
internal sealed class JobContext(Job job, WorkerIdentity worker, JobQueue queue, TimeProvider clock) : ActivityContext
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly List<Func<DbTransaction, CancellationToken, Task>> publications = [];
    private readonly ConcurrentQueue<(DateTimeOffset, string)> lines = new();
    private int announced;
    private volatile Report? report;

    private sealed record Report(double Fraction, string Text);

    /// <summary>Null: the activity has said nothing of it.</summary>
    public (double Fraction, string Text)? LatestProgress => report is { } latest ? (latest.Fraction, latest.Text) : null;

    public override void Progress(double fraction, string text) => report = new(Math.Clamp(fraction, 0, 1), text);

    public override void Log(string line) => lines.Enqueue((clock.GetUtcNow(), line));

    public override void Publish(Func<DbTransaction, CancellationToken, Task> write) => publications.Add(write);

    public override void Announce(Change change) => publications.Add(new ChangeRows(job).Write(announced++, change));

    public override async Task SaveCheckpointAsync(long sequence, string hash, string note)
    {
        if (!await PersistAsync(() => queue.SaveCheckpointAsync(job, worker, sequence, hash, note, Cancellation)))
            throw new OperationCanceledException($"Attempt {job.Attempt} of {job.Node} is no longer the current one.");
    }

    public override Task<Checkpoint?> LatestCheckpointAsync() => PersistAsync(() => queue.LatestCheckpointAsync(job, Cancellation));

    /// <summary>A database that is away for a while is not the step's failure.</summary>
    private async Task<T> PersistAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try { return await ask(); }
            catch (Exception e) when (e.IsOutage())
            {
                Log($"The database did not answer ({e.Message}); trying again.");
                await Task.Delay(Pause, clock, Cancellation);
            }
        }
    }

    public bool Publishes => publications.Count > 0;

    public async Task PublishAsync(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        foreach (var write in publications) await write(transaction, cancellation);
    }

    public async Task FlushLogAsync(CancellationToken cancellation)
    {
        var batch = new List<(DateTimeOffset, string)>();
        while (lines.TryDequeue(out var line)) batch.Add(line);
        if (batch.Count > 0) await queue.LogAsync(job, batch, cancellation);
    }
}
