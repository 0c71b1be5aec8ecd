using System.Collections.Immutable;
using System.Diagnostics;
using DeepFlow.Engine;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Timers;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ActivityKind = DeepFlow.Workflows.Definitions.ActivityKind;

namespace DeepFlow.Cli.Commands.Bench;

/// <param name="Workflows">How many are run at each concurrency.</param>
/// <param name="Steps">Inline steps in each; every one is committed before the next begins.</param>
/// <param name="Concurrency">How many clients run workflows one after the other, at once.</param>
internal sealed record EngineBenchmarkOptions(string Postgres, int Workflows, int Steps, ImmutableArray<int> Concurrency, int Repeat);

/// <param name="StepsPerSecond">The median of the repetitions.</param>
/// <param name="WalBytesPerWorkflow">What the server wrote ahead, everything included.</param>
internal sealed record Throughput(int Concurrency, double WorkflowsPerSecond, double StepsPerSecond, double WorkflowP50Ms, double WorkflowP95Ms, double WalBytesPerWorkflow);

internal sealed record EngineBenchmarkResult(int Workflows, int Steps, int Repeat, string Fsync, string SynchronousCommit, ImmutableArray<Throughput> Throughput);

/// <summary>
/// Durable steps per second, in a database of its own on the given server. Client, engine and usually the server share this
/// machine: compare with a peer measured in the same run only.
/// </summary>
internal sealed class EngineBenchmark(EngineBenchmarkOptions options)
{
    private const string Database = "deepflow_bench";
    private const string Project = "bench";

    public async Task<EngineBenchmarkResult> RunAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        await using var admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.Postgres) { Pooling = false });
        var fsync = await ScalarAsync<string>(admin, "select current_setting('fsync')", cancellation);
        var commit = await ScalarAsync<string>(admin, "select current_setting('synchronous_commit')", cancellation);
        await ExecuteAsync(admin, $"drop database if exists {Database} with (force)", cancellation);
        await ExecuteAsync(admin, $"create database {Database}", cancellation);
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(options.Postgres) { Database = Database, MaxPoolSize = 10, MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 }.ConnectionString;
            Migrations.Apply(connection, typeof(Migrations).Assembly);
            return new(options.Workflows, options.Steps, options.Repeat, fsync, commit, await MeasureAsync(connection, progress, cancellation));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(admin, $"drop database if exists {Database} with (force)", CancellationToken.None);
        }
    }

    private async Task<ImmutableArray<Throughput>> MeasureAsync(string connection, IProgress<string> progress, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(_ => NpgsqlDataSource.Create(connection)).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new ActivityRegistry(typeof(Gate).Assembly)).AddEngine().BuildServiceProvider();
        T The<T>() where T : notnull => services.GetRequiredService<T>();
        var node = EngineNode.Create(services, NodeDescription.Here(Guid.NewGuid(), "bench"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = node.RunAsync(stop.Token);
        var hash = await The<Bundles>().PublishAsync(Project, Steps(options.Steps), Project, cancellation);
        await RunAsync(services, hash, 16, Math.Min(options.Workflows, 200), cancellation); // compiled and prepared before the clock starts
        var results = ImmutableArray.CreateBuilder<Throughput>();
        foreach (var concurrency in options.Concurrency)
        {
            var runs = new List<Throughput>();
            for (var i = 1; i <= options.Repeat; i++)
            {
                progress.Report($"{options.Workflows} workflows of {options.Steps} steps, {concurrency} at once, {i} of {options.Repeat}");
                runs.Add(await RunAsync(services, hash, concurrency, options.Workflows, cancellation));
            }
            results.Add(runs.OrderBy(r => r.StepsPerSecond).ElementAt((runs.Count - 1) / 2));
        }
        await stop.CancelAsync();
        try { await running; }
        catch (OperationCanceledException) { }
        return results.ToImmutable();
    }

    private async Task<Throughput> RunAsync(IServiceProvider services, string hash, int concurrency, int workflows, CancellationToken cancellation)
    {
        var (commands, dispatcher, source) = (services.GetRequiredService<InstanceCommands>(), services.GetRequiredService<Dispatcher>(), services.GetRequiredService<NpgsqlDataSource>());
        var walBefore = await WalAsync(source, cancellation);
        var latencies = new double[workflows];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var index && index < workflows)
            {
                var started = Stopwatch.GetTimestamp();
                var id = Guid.CreateVersion7();
                var end = dispatcher.EndOf(id);
                await commands.StartAsync(Project, hash, "steps", RecordValue.Empty, Project, id: id, cancellation: cancellation);
                await end.WaitAsync(cancellation);
                latencies[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }, cancellation)));
        var seconds = watch.Elapsed.TotalSeconds;
        var wal = await WalAsync(source, cancellation) - walBefore;
        Array.Sort(latencies);
        return new(concurrency, Math.Round(workflows / seconds, 1), Math.Round(workflows * options.Steps / seconds, 1),
            Math.Round(latencies[workflows / 2], 2), Math.Round(latencies[Math.Min(workflows - 1, (int)(workflows * 0.95))], 2), Math.Round((double)wal / workflows));
    }

    private static Bundle Steps(int count) => new()
    {
        Pipelines = ImmutableSortedDictionary<string, WorkflowDefinition>.Empty.Add("steps", new("steps", "step1")
        {
            Nodes =
            [
                .. Enumerable.Range(1, count).Select(i => new ActivityNode($"step{i}", "gate", ActivityKind.Inline)
                    { Arguments = [new("require", new RecordOf([new("quick", new Literal(Value.True)), new("small", new Literal(Value.True))]))], Outputs = ["unmet"] }),
                new ReturnNode("return#1", [new("last", new Member(new Name($"step{count}"), "outcome"))]),
            ],
            Connections = [.. Enumerable.Range(1, count).Select(i => new Connection($"step{i}", "done", [i < count ? $"step{i + 1}" : "return#1"]))],
        }),
    };

    private static async Task<long> WalAsync(NpgsqlDataSource source, CancellationToken cancellation) =>
        await ScalarAsync<long>(source, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint", cancellation);

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource source, string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
