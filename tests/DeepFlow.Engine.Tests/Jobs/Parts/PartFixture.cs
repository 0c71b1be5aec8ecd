using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.Logging.Abstractions;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Jobs.Parts;

/// <summary>A run whose one step is a <see cref="Survey"/>, moved by hand: each turn and each part when the test says so.</summary>
public abstract class PartFixture(EngineDatabase database) : IAsyncLifetime
{
    private protected readonly EngineUnderTest engine = new(database);
    private int claims;

    public virtual Task InitializeAsync() => database.Database.ExecuteAsync("""
        create table if not exists effect (instance uuid, node text, iteration int, attempt int); truncate effect; delete from deepflow.instance; delete from deepflow.node
        """);

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private protected EngineDatabase Database => database;

    private protected JobQueue Queue => engine.The<JobQueue>();

    private protected Task<Guid> StartAsync(Survey.Input input, StepSettings? settings = null) => engine.StartAsync(SurveyOf(input, settings));

    internal static Bundle SurveyOf(Survey.Input input, StepSettings? settings = null)
    {
        var survey = new ActivityNode("a", "survey", ActivityKind.Job)
        {
            Arguments = [.. ((RecordValue)ClrValues.From(input)).Fields.Where(f => !f.Value.IsMissing).Select(f => new Field(f.Key, new Literal(f.Value)))], Settings = settings ?? StepSettings.None,
        };
        return Bundle(Pipeline("p", [survey, End(("sum", Output("a", "sum")), ("heard", Output("a", "heard")))], Edge("a", "done", "end")));
    }

    private protected JobWorker WorkerOf(string name, Guid? node = null) => new(new(name, node ?? EngineUnderTest.HostId), Queue, engine.The<ActivityRegistry>(), engine.Services,
        engine.The<Wakeups>(), TimeProvider.System, NullLogger<JobWorker>.Instance);

    /// <summary>Whatever is first in the queue; each claim by another worker.</summary>
    private protected async Task<(Job Job, WorkerIdentity Worker)> ClaimAsync(Guid run)
    {
        await engine.AddNodeAsync(EngineUnderTest.HostId, new(1_000_000, 1L << 50, 0));
        var worker = new WorkerIdentity($"w{++claims}", EngineUnderTest.HostId);
        var job = await Queue.ClaimAsync(worker, default);
        job.Should().NotBeNull();
        job!.Root.Should().Be(run);
        return (job, worker);
    }

    /// <summary>The coordinator's turn, as a worker takes it.</summary>
    private protected async Task TakeTurnAsync(Guid run)
    {
        var (job, worker) = await ClaimAsync(run);
        job.IsPart.Should().BeFalse("it is the coordinator's turn");
        await WorkerOf(worker.Name).RunAsync(job, default);
        await engine.SettleAsync();
    }

    private protected async Task<bool> CompleteAsync((Job Job, WorkerIdentity Worker) part, int value = 1)
    {
        part.Job.IsPart.Should().BeTrue();
        return await Queue.CompleteAsync(part.Job, part.Worker, "done", ClrValues.From(new Sample.Output(value)),
            (transaction, cancellation) => transaction.ExecuteAsync("insert into effect (instance, node) values ($1, $2)", [part.Job.Instance, part.Job.Part], cancellation), default);
    }

    private protected Task<bool> FailAsync((Job Job, WorkerIdentity Worker) part, bool retryable = true) => Queue.FailAsync(part.Job, part.Worker, "broken", "It broke.", retryable, default);

    private protected async Task EndPartAsync(Guid run, int value = 1) => (await CompleteAsync(await ClaimAsync(run), value)).Should().BeTrue();

    /// <summary>The jobs of the step, the latest try's, as "part status"; the coordinator's part is empty.</summary>
    private protected async Task<IReadOnlyList<string>> JobsAsync(Guid run, string order = "created_at, turn, id") =>
        await database.Database.ColumnAsync<string>($"select trim(part || ' ' || status) from deepflow.job j where root = $1 and iteration = (select max(iteration) from deepflow.job where root = $1) order by part <> '', {order}", run);

    private protected Task<IReadOnlyList<string>> EffectsAsync() => database.Database.ColumnAsync<string>("select node from effect order by node");

    private protected async Task CommandAsync(Func<InstanceCommands, Task> command)
    {
        await command(engine.The<InstanceCommands>());
        await engine.SettleAsync();
    }

    private protected Task DispatchAsync() => engine.The<Dispatcher>().DispatchAsync(default);

    private protected Task<int> RetryDueAsync() => engine.The<PartClock>().FireAsync(default);

    private protected async Task<string> ResultAsync(Guid run) => (await engine.StateAsync(run)).Result?.ToString() ?? "none";
}
