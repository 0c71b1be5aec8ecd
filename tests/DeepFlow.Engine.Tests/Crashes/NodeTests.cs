using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Nodes;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>Real node processes on one database that are stopped, hung and killed while they work.</summary>
public sealed class NodeTests(DurableDatabase database) : IClassFixture<DurableDatabase>, IAsyncLifetime
{
    private const string Project = "p";
    private static readonly Guid Ada = new("ada00000-0000-4000-8000-000000000000");
    private static readonly Guid Bob = new("b0b00000-0000-4000-8000-000000000000");
    private static readonly Guid Cleo = new("c1e00000-0000-4000-8000-000000000000");

    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(database.Postgres.Database.DataSource).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddEngine().BuildServiceProvider();

    private T The<T>() where T : notnull => services.GetRequiredService<T>();

    public Task InitializeAsync() => database.Postgres.Database.ExecuteAsync("""
        create table if not exists gate (open boolean); truncate gate;
        delete from deepflow.instance; delete from deepflow.event; delete from deepflow.node; delete from deepflow.leader; truncate effect
        """);

    public async Task DisposeAsync() => await services.DisposeAsync();

    private ChildProcess Serve(Guid node) => ChildProcess.Start("dotnet", [CrashHostProgram.Path, "serve", database.Postgres.Database.ConnectionString, node.ToString()]);

    private async Task<Guid> StartAsync(string activity, double? cores = null, int priority = 0)
    {
        var settings = cores is null ? StepSettings.None : new() { Needs = new(null, cores, null, null, Preferred: false) };
        var bundle = Bundle(Pipeline("p", [new ActivityNode("a", activity, ActivityKind.Job) { Settings = settings }, End()], Edge("a", "done", "end")));
        var hash = await The<Bundles>().PublishAsync(Project, bundle, "ada", default);
        return await The<InstanceCommands>().StartAsync(Project, hash, "p", RecordValue.Empty, "ada", priority: priority);
    }

    private Task<long> CountAsync(string sql, params object?[] parameters) => database.Postgres.Database.ScalarAsync<long>(sql, parameters)!;

    private Task UntilAsync(string condition, params object?[] parameters) =>
        Eventually.IsTrueAsync(async () => await database.Postgres.Database.ScalarAsync<bool>($"select {condition}", parameters), text: condition);

    private async Task<List<string>> JournalAsync(Guid run) => [.. (await The<Journal>().ReadAsync(Project, run, 0, 1000, default)).Select(r => r.Kind)];

    /// <summary>What a node's lease, its jobs' leases and its silence come to after a while, at once.</summary>
    private Task TimePassesForAsync(params Guid[] nodes) => database.Postgres.Database.ExecuteAsync("""
        with jobs as (update deepflow.job set lease_until = now() - interval '1 second' where node_id = any($1) and lease_until is not null),
        lead as (update deepflow.leader set until = now() - interval '1 second' where node = any($1))
        update deepflow.node set seen_at = now() - interval '1 minute' where id = any($1)
        """, nodes);

    [Fact]
    public async Task Nodes_OneHungAndOneKilled_TheThirdGoesOnAndEverythingCountsOnce()
    {
        await using var ada = Serve(Ada);
        await UntilAsync("exists (select 1 from deepflow.leader where node = $1)", Ada);
        await using var bob = Serve(Bob);
        await UntilAsync("count(*) = 2 from deepflow.node");
        var runs = new List<Guid>();
        for (var i = 0; i < 6; i++) runs.Add(await StartAsync("hold"));
        await UntilAsync("count(distinct node_id) = 2 from deepflow.job where status = 'running'");

        await ada.SignalAsync("STOP");
        await bob.KillAsync();
        await using var cleo = Serve(Cleo);
        await UntilAsync("exists (select 1 from deepflow.node where id = $1)", Cleo);
        await TimePassesForAsync(Ada, Bob);
        await database.Postgres.Database.ExecuteAsync("insert into gate values (true)");
        await UntilAsync("count(*) = 6 from deepflow.instance where status = 'finished'");
        await UntilAsync("exists (select 1 from deepflow.leader where node = $1 and term = 2)", Cleo);

        await ada.SignalAsync("CONT"); // it wakes in the middle of its jobs, and still believes that it leads
        await UntilAsync("exists (select 1 from deepflow.node where id = $1 and seen_at > now() - interval '10 seconds')", Ada);
        await UntilAsync("not exists (select 1 from deepflow.job where lease_until is not null)");
        (await CountAsync("select count(*) from deepflow.leader where node = $1 and term = 2", Cleo)).Should().Be(1);
        (await CountAsync("select count(*) from effect")).Should().Be(6);
        (await CountAsync("select count(distinct instance) from effect")).Should().Be(6);
        (await CountAsync("select count(*) from deepflow.job where status <> 'completed'")).Should().Be(0);
        (await JournalAsync(runs[0])).Where(kind => kind == "completed").Should().ContainSingle();
    }

    [Fact]
    public async Task Node_AskedToStop_SavesItsWorkAndLeaves_AndAnotherGoesOn()
    {
        await using var ada = Serve(Ada);
        var run = await StartAsync("hold");
        await UntilAsync("exists (select 1 from deepflow.job where status = 'running')");
        await ada.SignalAsync("TERM");
        (await ada.ExitAsync()).Should().Be(0, ada.Output);
        (await The<NodeQueries>().ListAsync(default)).Should().ContainSingle(n => n.Id == Ada && n.State == "left");
        (await CountAsync("select count(*) from deepflow.job_checkpoint")).Should().Be(1);

        await using var bob = Serve(Bob);
        await database.Postgres.Database.ExecuteAsync("insert into gate values (true)");
        await UntilAsync("exists (select 1 from deepflow.instance where id = $1 and status = 'finished')", run);
        (await JournalAsync(run)).Should().Contain("released").And.NotContain("worker_lost");
    }

    [Fact]
    public async Task RunningJob_MakesRoomForOneOfHigherPriority_AndGoesOnFromItsCheckpoint()
    {
        await using var ada = Serve(Ada);
        var low = await StartAsync("hold", cores: 8); // all that there is
        await UntilAsync("exists (select 1 from deepflow.job where root = $1 and status = 'running')", low);
        var high = await StartAsync("hold", priority: 10);
        await UntilAsync("exists (select 1 from deepflow.job where root = $1 and status = 'running')", high);

        (await CountAsync("select count(*) from deepflow.job j join deepflow.job_checkpoint c on c.job = j.id where j.root = $1 and j.status <> 'running'", low)).Should().Be(1, "it saved its work first");
        await database.Postgres.Database.ExecuteAsync("insert into gate values (true)");
        await UntilAsync("count(*) = 2 from deepflow.instance where status = 'finished'");
        (await JournalAsync(low)).Should().Contain("preempted").And.NotContain("worker_lost").And.NotContain("job_failed");
        (await CountAsync("select count(*) from effect where instance = $1 and attempt = 2", low)).Should().Be(1);
    }

    /// <summary>A node in this process whose workers are processes of their own.</summary>
    private async Task WithWorkersAsync(int workers, TimeSpan drain, Func<WorkerSupervisor, Task> test)
    {
        var command = new WorkerCommand("dotnet", [CrashHostProgram.Path, "work", database.Postgres.Database.ConnectionString], new Dictionary<string, string>());
        var node = new NodeDescription(Ada, "ada", NodeKind.Engine, new(8000, 1L << 30, 0), [JobRequest.UsualPool], workers) { Drain = drain };
        var supervisor = new WorkerSupervisor(command, node, The<JobQueue>(), TimeProvider.System, NullLogger<WorkerSupervisor>.Instance);
        using var stop = new CancellationTokenSource();
        Task[] running = [EngineNode.Create(services, node).RunAsync(stop.Token), supervisor.RunAsync(stop.Token)];
        try { await test(supervisor); }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running);
        }
    }

    [Fact]
    public Task Job_ThatKillsItsWorkers_IsParkedWithTheEvidence() => WithWorkersAsync(4, TimeSpan.FromSeconds(10), async _ =>
    {
        var run = await StartAsync("deadly");
        await UntilAsync("exists (select 1 from deepflow.incident where instance = $1)", run);

        var incident = (await The<InstanceQueries>().IncidentsAsync(Project, run, default)).Should().ContainSingle().Subject;
        incident.Message.Should().Contain("a's worker died 4 times").And.Contain("killed by SIGKILL").And.Contain("about to allocate everything");
        (await JournalAsync(run)).Count(kind => kind == "worker_lost").Should().Be(4);
    });

    [Fact]
    public Task RunningActivity_OfARunThatIsCancelled_IsToldByItsToken_AndItsProcessGoesOn() => WithWorkersAsync(1, TimeSpan.FromMinutes(1), async supervisor =>
    {
        var run = await StartAsync("hold");
        await UntilAsync("exists (select 1 from deepflow.job where instance = $1 and status = 'running')", run);
        var process = supervisor.ProcessIds.Single();
        await The<InstanceCommands>().CancelAsync(Project, run, "ada", "enough", default);
        await UntilAsync("exists (select 1 from deepflow.job where instance = $1 and status = 'cancelled' and lease_until is null)", run);

        await FinishAnotherAsync();
        supervisor.ProcessIds.Should().Equal(process);
        (await JournalAsync(run)).Should().Equal("started", "entered", "claimed", "cancelled");
        (await CountAsync("select count(*) from effect where instance = $1", run)).Should().Be(0);
    });

    [Fact]
    public Task RunningActivity_ThatDoesNotHearItsToken_LosesItsProcess_AndTheEvidenceIsKept() => WithWorkersAsync(1, TimeSpan.FromMilliseconds(500), async supervisor =>
    {
        var run = await StartAsync("deaf");
        await UntilAsync("exists (select 1 from deepflow.job_log l join deepflow.job j on j.id = l.job where j.instance = $1)", run);
        var process = supervisor.ProcessIds.Single();
        await The<InstanceCommands>().CancelAsync(Project, run, "ada", "enough", default);
        await UntilAsync("exists (select 1 from deepflow.job where instance = $1 and status = 'cancelled' and lease_until is null)", run);

        await FinishAnotherAsync();
        supervisor.ProcessIds.Should().NotContain(process);
        (await JournalAsync(run)).Should().Equal("started", "entered", "claimed", "cancelled", "forced_to_stop");
        (await CountAsync("select json_array_length(data -> 'last_lines')::bigint from deepflow.journal where instance = $1 and kind = 'forced_to_stop'", run)).Should().Be(2);
        (await The<RunLogs>().ListAsync(Project, run, new(), default)).Select(line => line.Line)
            .Should().Equal("counting to infinity", "It was told to stop 500ms ago and has not: its process is ended.");
    });

    /// <summary>The one worker is free again.</summary>
    private async Task FinishAnotherAsync()
    {
        await database.Postgres.Database.ExecuteAsync("insert into gate values (true)");
        var next = await StartAsync("hold");
        await UntilAsync("exists (select 1 from deepflow.instance where id = $1 and status = 'finished')", next);
    }
}
