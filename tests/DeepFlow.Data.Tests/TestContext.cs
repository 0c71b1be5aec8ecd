using System.Data.Common;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using Npgsql;

namespace DeepFlow.Data.Tests;

/// <summary>An attempt at a step outside the engine: what it publishes is written by <see cref="CompleteAsync"/>, in one transaction.</summary>
internal sealed class TestContext : ActivityContext
{
    private readonly List<Func<DbTransaction, CancellationToken, Task>> writes = [];

    public List<string> Logged { get; } = [];

    public double LastProgress { get; private set; }

    public static TestContext At(string node, Guid? instance = null, int attempt = 1, CancellationToken cancellation = default) => new()
    {
        Project = "test",
        InstanceId = instance ?? Guid.NewGuid(),
        Pipeline = "fashion_data",
        Node = node,
        Round = 1,
        Iteration = 1,
        Attempt = attempt,
        JobId = Guid.NewGuid(),
        Settings = StepSettings.None,
        StartedBy = "Ada",
        Cancellation = cancellation,
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
        LastProgress = fraction;
    }

    public override void Log(string line) => Logged.Add(line);

    public override Task SaveCheckpointAsync(long sequence, string hash, string note) => throw new NotSupportedException();

    public override Task<Checkpoint?> LatestCheckpointAsync() => throw new NotSupportedException();

    public List<Change> Announced { get; } = [];

    public override void Announce(Change change) => Announced.Add(change);

    public override void Publish(Func<DbTransaction, CancellationToken, Task> write) => writes.Add(write);
}
