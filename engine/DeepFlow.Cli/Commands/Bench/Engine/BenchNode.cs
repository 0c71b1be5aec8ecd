using DeepFlow.Engine;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>An engine in this process, on the bench's database.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    public const string Project = "bench";
    private readonly ServiceProvider services;
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private string bundle = "";

    public Guid Id { get; private init; }

    private BenchNode(ServiceProvider services) => this.services = services;

    /// <param name="workers">How many jobs it runs at once; 0: none.</param>
    public static async Task<BenchNode> StartAsync(string connection, int steps, int workers, CancellationToken cancellation)
    {
        var here = NodeDescription.Here(Guid.NewGuid(), "bench", workers: Math.Max(1, workers)) with { Capacity = new(1_000_000, 1L << 50, 0) };
        var node = new BenchNode(new ServiceCollection()
            .AddSingleton(_ => NpgsqlDataSource.Create(connection)).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new ActivityRegistry(typeof(Gate).Assembly, typeof(BenchStep).Assembly)).AddEngine().BuildServiceProvider()) { Id = here.Id };
        node.running.Add(EngineNode.Create(node.services, here).RunAsync(node.stop.Token));
        for (var i = 0; i < workers; i++)
            node.running.Add(ActivatorUtilities.CreateInstance<JobWorker>(node.services, new WorkerIdentity($"bench/{here.Id}/{i}", here.Id)).RunAsync(node.stop.Token));
        node.bundle = await node.The<Bundles>().PublishAsync(Project, BenchPipelines.Of(steps), Project, cancellation);
        return node;
    }

    public T The<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Runs a pipeline to its end.</summary>
    public async Task RunAsync(string pipeline, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        var end = The<Dispatcher>().EndOf(id);
        await The<InstanceCommands>().StartAsync(Project, bundle, pipeline, RecordValue.Empty, Project, id: id, cancellation: cancellation);
        await end.WaitAsync(cancellation);
    }

    /// <summary>Starts a run that waits for a signal of its name.</summary>
    /// <param name="id">The run's id; null: a new one.</param>
    public Task WaitAsync(string name, Guid? id, CancellationToken cancellation, string pipeline = BenchPipelines.Waits) =>
        The<InstanceCommands>().StartAsync(Project, bundle, pipeline, Value.Record(("id", Value.Of(name))), Project, id: id, cancellation: cancellation);

    public Task SignalAsync(string name, CancellationToken cancellation) =>
        The<SignalPost>().SendAsync(Project, new Signal(BenchPipelines.Event, name, Value.Record(("ok", Value.True))), Project, cancellation);

    public async Task<long> CountAsync(string sql, CancellationToken cancellation)
    {
        await using var command = The<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public Task<List<Guid>> WaitingAsync(CancellationToken cancellation) => The<NpgsqlDataSource>().QueryAsync("select instance from deepflow.waiter", r => r.GetGuid(0), [], cancellation);

    public Task<long> CountWaitingAsync(CancellationToken cancellation) => CountAsync("select count(*) from deepflow.waiter", cancellation);

    /// <summary>Does something so many times, so many at once.</summary>
    public static Task ManyAsync(int count, int atOnce, Func<int, Task> one, CancellationToken cancellation)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, count)).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var index && index < count) await one(index);
        }, cancellation)));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try { await Task.WhenAll(running); }
        catch (OperationCanceledException) { }
        stop.Dispose();
        await services.DisposeAsync();
    }
}
