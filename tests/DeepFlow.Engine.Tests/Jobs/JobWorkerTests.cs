using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Jobs;

public sealed class JobWorkerTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();

    /// <summary>Loses its connection to the database in its first attempt.</summary>
    [Activity("asks")]
    public sealed class Asks(NpgsqlDataSource source) : Activity<Asks.Input, Asks.Output>
    {
        public sealed record Input;

        public sealed record Output;

        public override async Task<Output> RunAsync(Input input, ActivityContext context)
        {
            await source.ExecuteAsync(context.Attempt == 1 ? "select pg_terminate_backend(pg_backend_pid())" : "select 1", [], context.Cancellation);
            return new();
        }
    }

    [Fact]
    public async Task Activity_WhoseQueryFindsNoDatabase_GoesOnInAnotherAttempt_ThatCountsAsNone()
    {
        var run = await engine.StartAsync(Bundle(Pipeline("p", [new ActivityNode("a", "asks", ActivityKind.Job), End()], Edge("a", "done", "end"))));
        var services = new ServiceCollection().AddSingleton(database.DataSource).BuildServiceProvider();
        var worker = new JobWorker(engine.Worker, engine.The<JobQueue>(), new ActivityRegistry(typeof(Asks).Assembly), services, engine.The<Wakeups>(), TimeProvider.System, NullLogger<JobWorker>.Instance);

        await worker.RunAsync(await engine.ClaimAsync(run), CancellationToken.None);
        await engine.SettleAsync();
        await worker.RunAsync(await engine.ClaimAsync(run), CancellationToken.None);
        await engine.SettleAsync();

        (await engine.StateAsync(run)).Status.Should().Be(InstanceStatus.Finished);
        (await engine.JournalAsync(run)).Should().Contain("released a").And.NotContain(kind => kind.StartsWith("failed") || kind.StartsWith("retry") || kind.StartsWith("worker_lost"));
    }
}
