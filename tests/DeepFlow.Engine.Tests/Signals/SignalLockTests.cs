using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Testing;
using DeepFlow.Workflows.Values;
using Npgsql;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Signals;

/// <summary>Each holds one side between its statement and its commit, where the other can see nothing of it. Without the lock of either the other would go on alone.</summary>
public sealed class SignalLockTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncDisposable
{
    private const string P = EngineUnderTest.Project;
    private readonly EngineUnderTest engine = new(database);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, string @lock, string name)
    {
        var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(transaction, @lock, SignalLock.Of([(P, name, "")]));
        return transaction;
    }

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Another node's transition that comes to wait, about to be committed.</summary>
    private static async Task<NpgsqlTransaction> WaitingAsync(NpgsqlConnection connection, string name, Guid instance)
    {
        var transaction = await BeginAsync(connection, SignalLock.Together, name);
        await ExecuteAsync(transaction, "insert into deepflow.waiter (project, instance, root, node, iteration, signal) values ($1, $2, $2, 'w', 1, $3)", P, instance, name);
        return transaction;
    }

    /// <summary>Until the call under way stands before the lock; without one it would have returned.</summary>
    private async Task StandsBeforeTheLockAsync(Task call)
    {
        await Eventually.IsTrueAsync(async () => call.IsCompleted || await database.Database.ScalarAsync<long>(
            "select count(*) from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and l.locktype = 'advisory' and not l.granted") > 0);
        call.IsCompleted.Should().BeFalse("the other side has not committed yet, so it would miss it");
    }

    private async Task<(Guid Run, Task Running)> RunThatWaitsAsync(string name, CancellationToken stop)
    {
        var running = Task.WhenAll(engine.The<Dispatcher>().RunAsync(stop), engine.The<Wakeups>().ListenAsync(stop));
        var bundle = Bundle(Pipeline("p", [Wait("w", "wait_for", ("event", Value.Of(name))), End()], Edge("w", "received", "end")));
        return (await engine.The<InstanceCommands>().StartAsync(P, await engine.The<Bundles>().PublishAsync(P, bundle, "ada", default), "p", RecordValue.Empty, "ada"), running);
    }

    [Fact]
    public async Task Sender_WaitsForAWaiterThatIsBeingWritten()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var waiter = await WaitingAsync(connection, "being written", Guid.NewGuid());

        var sending = engine.The<SignalPost>().SendAsync(P, new Signal("being written"), "bob", default);
        await StandsBeforeTheLockAsync(sending);
        await waiter.CommitAsync();

        (await sending).Should().Be(new SignalReceipt(1, null));
    }

    [Fact]
    public async Task Sender_ToARunThatIsKnown_WaitsForAnotherWaiterThatIsBeingWritten()
    {
        using var stop = new CancellationTokenSource();
        var (_, running) = await RunThatWaitsAsync("for both", stop.Token);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var waiter = await WaitingAsync(connection, "for both", Guid.NewGuid());

        var sending = engine.The<SignalPost>().SendAsync(P, new Signal("for both"), "bob", default);
        await StandsBeforeTheLockAsync(sending);
        await waiter.CommitAsync();

        (await sending).Should().Be(new SignalReceipt(2, null));
        await stop.CancelAsync();
        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Waiter_WaitsForASignalThatIsBeingKept()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var sender = await BeginAsync(connection, SignalLock.Alone, "being kept");
        await ExecuteAsync(sender, "insert into deepflow.signal (project, name, sent_by, kept_until) values ($1, 'being kept', 'bob', now() + interval '1 day')", P);

        using var stop = new CancellationTokenSource();
        var starting = RunThatWaitsAsync("being kept", stop.Token);
        await StandsBeforeTheLockAsync(starting);
        await sender.CommitAsync();

        var (run, running) = await starting;
        await Eventually.IsTrueAsync(async () => (await engine.StateAsync(run)).Status == InstanceStatus.Finished);
        await stop.CancelAsync();
        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();
    }
}
