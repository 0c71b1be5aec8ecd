using System.Collections.Concurrent;
using System.Data.Common;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using Npgsql;

namespace DeepFlow.Learning.Tests.Activities;

/// <summary>An attempt at a step outside the engine: what it publishes is written by <see cref="CompleteAsync"/>, in one transaction.</summary>
internal sealed class TestContext : ActivityContext
{
    private readonly List<Func<DbTransaction, CancellationToken, Task>> writes = [];
    private readonly ConcurrentDictionary<string, Checkpoint> checkpoints;

    private TestContext(ConcurrentDictionary<string, Checkpoint> checkpoints) => this.checkpoints = checkpoints;

    public List<string> Logged { get; } = [];

    /// <summary>Told each progress; a test may cancel from here.</summary>
    public Action<double, string> OnProgress { get; init; } = (_, _) => { };

    /// <summary>Told each checkpoint's sequence once it is saved.</summary>
    public Action<long> OnCheckpoint { get; init; } = _ => { };

    public static TestContext At(
        string node, TestContext? earlier = null, StepSettings? settings = null, Guid? coordinator = null, string part = "", Action<double, string>? onProgress = null, Action<long>? onCheckpoint = null,
        CancellationToken cancellation = default, CancellationToken yielding = default) => new(earlier?.checkpoints ?? [])
        {
            Project = "test",
            InstanceId = earlier?.InstanceId ?? Guid.NewGuid(),
            Pipeline = "fashion_model",
            Node = node,
            Round = 1,
            Iteration = 1,
            Attempt = (earlier?.Attempt ?? 0) + 1,
            JobId = earlier?.JobId ?? Guid.NewGuid(),
            Settings = settings ?? StepSettings.None,
            StartedBy = "Ada",
            Coordinator = coordinator,
            Part = part,
            Cancellation = cancellation,
            Yielding = yielding,
            OnProgress = onProgress ?? ((_, _) => { }),
            OnCheckpoint = onCheckpoint ?? (_ => { }),
        };

    public async Task CompleteAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var write in writes)
        {
            await write(transaction, CancellationToken.None);
        }

        await transaction.CommitAsync();
    }

    public override void Progress(double fraction, string text)
    {
        fraction.Should().BeInRange(0, 1);
        OnProgress(fraction, text);
    }

    public override void Log(string line) => Logged.Add(line);

    public override Task SaveCheckpointAsync(long sequence, string hash, string note)
    {
        checkpoints[IdempotencyKey] = new Checkpoint(sequence, hash, note);
        OnCheckpoint(sequence);
        return Task.CompletedTask;
    }

    public override Task<Checkpoint?> LatestCheckpointAsync() => Task.FromResult(checkpoints.GetValueOrDefault(IdempotencyKey));

    public List<Change> Announced { get; } = [];

    public override void Announce(Change change) => Announced.Add(change);

    public override void Publish(Func<DbTransaction, CancellationToken, Task> write) => writes.Add(write);
}
