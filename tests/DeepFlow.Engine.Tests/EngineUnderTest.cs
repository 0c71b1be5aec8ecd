using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Timers;
using DeepFlow.Engine.Triggers;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepFlow.Engine.Tests;

/// <summary>A database that also refuses what <c>engine/STATES.md</c> does not draw.</summary>
public sealed class EngineDatabase() : DatabaseFixture(typeof(Migrations).Assembly), Xunit.IAsyncLifetime
{
    async Task Xunit.IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await States.DrawnStates.GuardAsync(Database);
    }
}

/// <summary>The engine's services on a test's database. Nothing runs unless a test says so: <see cref="SettleAsync"/> dispatches until nothing waits.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    public const string Project = "p";
    private readonly ServiceProvider services;

    public EngineUnderTest(EngineDatabase database, TimeProvider? clock = null) : this(database.DataSource, clock)
    {
    }

    public EngineUnderTest(NpgsqlDataSource source, TimeProvider? clock = null, NotificationOptions? notifications = null) => services = new ServiceCollection()
        .AddSingleton(source).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(clock ?? TimeProvider.System).AddSingleton(notifications ?? new())
        .AddSingleton(new DeepFlow.Workflows.Activities.ActivityRegistry(typeof(DeepFlow.Workflows.Activities.Gate).Assembly, typeof(CrashHost.Survey).Assembly, typeof(EngineUnderTest).Assembly)).AddEngine().BuildServiceProvider();

    public T The<T>() where T : notnull => services.GetRequiredService<T>();

    public IServiceProvider Services => services;

    public WorkerIdentity Worker { get; } = new("w1", HostId);

    /// <summary>A node with room for everything, unless a test says otherwise.</summary>
    public static Guid HostId { get; } = Guid.Parse("b1c00000-0000-4000-8000-000000000001");

    public Task AddNodeAsync(Guid id, Resources capacity, params string[] pools) =>
        The<NodeRegister>().JoinAsync(new(id, "test", NodeKind.Engine, capacity, [.. pools.DefaultIfEmpty(JobRequest.UsualPool)], 100), default);

    public async Task<Guid> StartAsync(Bundle bundle, string pipeline = "p", RecordValue? arguments = null, string by = "ada", int priority = 0)
    {
        var hash = await The<Bundles>().PublishAsync(Project, bundle, by, default);
        var id = await The<InstanceCommands>().StartAsync(Project, hash, pipeline, arguments ?? RecordValue.Empty, by, priority: priority);
        await SettleAsync();
        return id;
    }

    public async Task SettleAsync()
    {
        while (await The<TimerClock>().FireAsync(default) + await The<Causes>().DispatchAsync(default) + await The<Dispatcher>().DispatchAsync(default) > 0) { }
    }

    public Task AddPersonAsync(string name, params string[] roles) => The<Roster>().SetAsync(Project, name, null, roles, default);

    public async Task<InstanceState> StateAsync(Guid id) => (await The<InstanceQueries>().GetAsync(Project, id, default)).State;

    /// <summary>The one open task of a run.</summary>
    public async Task<HumanTask> TaskAsync(Guid root) => (await The<Inbox>().ListAsync(Project, new TaskFilter(Root: root), default)).Should().ContainSingle().Subject;

    /// <summary>This test is the leader, for as long as a lease lasts.</summary>
    public async Task<LeaderTerm> LeadAsync() => (await The<Leadership>().HoldAsync(HostId, null, default))!;

    /// <summary>Claims a job of the run; tests of one database must not take each other's.</summary>
    public async Task<Job> ClaimAsync(Guid root)
    {
        await AddNodeAsync(HostId, new(1_000_000, 1L << 50, 0));
        var job = await The<JobQueue>().ClaimAsync(Worker, default);
        job.Should().NotBeNull();
        job!.Root.Should().Be(root);
        return job;
    }

    public async Task<bool> CompleteAsync(Job job, string outcome = "done", RecordValue? output = null, Func<NpgsqlTransaction, CancellationToken, Task>? publish = null)
    {
        var counted = await The<JobQueue>().CompleteAsync(job, Worker, outcome, output ?? RecordValue.Empty, publish ?? ((_, _) => Task.CompletedTask), default);
        await SettleAsync();
        return counted;
    }

    public async Task<DecisionResult> DecideAsync(HumanTask task, Decision decision)
    {
        var result = await The<Decisions>().DecideAsync(Project, task.Id, decision, default);
        await SettleAsync();
        return result;
    }

    public async Task<List<string>> JournalAsync(Guid root) =>
        [.. (await The<Journal>().ReadAsync(Project, root, 0, 1000, default)).Select(r => $"{r.Kind} {r.Node}".TrimEnd())];

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
