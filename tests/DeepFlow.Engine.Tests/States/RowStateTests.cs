using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Tasks;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.States;

/// <summary>Drives jobs, tasks and incidents along every arrow. That none takes another is checked wherever tests use an <see cref="EngineDatabase"/>: a trigger refuses it.</summary>
public sealed class RowStateTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public async Task InitializeAsync()
    {
        await engine.AddPersonAsync("ada", "admin");
        await engine.AddPersonAsync("june", "judge");
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private InstanceCommands Commands => engine.The<InstanceCommands>();

    private static readonly Bundle Flow = Bundle(Pipeline("p",
        [Job("a") with { Settings = new() { Retry = new(1, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)) } }, Person("review"), End()],
        Edge("a", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["a"])));

    [Fact]
    public async Task Rows_TakeEachArrowThatIsDrawn()
    {
        await Worked();
        await Superseded();
        await PausedAndCancelled();
        await Coordinated();
        (await SeenAsync("job")).Should().BeEquivalentTo(Diagrams.Of("Job"));
        (await SeenAsync("task")).Should().BeEquivalentTo(Diagrams.Of("Task"));
        (await SeenAsync("incident")).Should().BeEquivalentTo(Diagrams.Of("Incident"));
    }

    private Task<IEnumerable<Arrow>> SeenAsync(string table) => DrawnStates.SeenAsync(database.Database, table);

    /// <summary>Lost, failed, tried again, completed; failed for good and skipped; decided.</summary>
    private async Task Worked()
    {
        var run = await engine.StartAsync(Flow);
        await engine.The<JobQueue>().ReleaseAsync(await engine.ClaimAsync(run), engine.Worker, default);
        await engine.SettleAsync();
        await FailAsync(await engine.ClaimAsync(run));
        await Eventually.IsTrueAsync(async () => { await engine.SettleAsync(); return await StatusAsync("job", run) == "queued"; });
        await FailAsync(await engine.ClaimAsync(run));
        await Commands.SkipAsync(EngineUnderTest.Project, run, "a", "ada", "done", Value.Missing, default);
        await engine.SettleAsync();
        await engine.DecideAsync(await engine.TaskAsync(run), new("reject", "june"));
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june"));
    }

    /// <summary>A person enters a step again: before, while and after the job of it runs, and before the engine hears of a decision.</summary>
    private async Task Superseded()
    {
        var run = await engine.StartAsync(Flow);
        await EnterAsync(run, "a"); // queued
        var late = await engine.ClaimAsync(run);
        await EnterAsync(run, "a"); // running
        await engine.CompleteAsync(late);
        var outrun = await engine.ClaimAsync(run);
        await Commands.EnterAsync(EngineUnderTest.Project, run, "a", "ada", null, default);
        await engine.CompleteAsync(outrun); // its completion waits behind the round
        await FailAsync(await engine.ClaimAsync(run));
        await EnterAsync(run, "a"); // between two attempts
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        var task = await engine.TaskAsync(run);
        await EnterAsync(run, "review"); // open
        task = await engine.TaskAsync(run);
        await Commands.EnterAsync(EngineUnderTest.Project, run, "a", "ada", null, default);
        await engine.DecideAsync(task, new("approve", "june")); // its decision waits behind the round
        var lost = await engine.ClaimAsync(run);
        await Commands.EnterAsync(EngineUnderTest.Project, run, "a", "ada", null, default);
        await engine.The<JobQueue>().ReleaseAsync(lost, engine.Worker, default);
        await engine.SettleAsync();
        await Commands.CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
    }

    private async Task PausedAndCancelled()
    {
        var run = await engine.StartAsync(Flow);
        await Commands.PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        await Commands.ResumeAsync(EngineUnderTest.Project, run, "ada", default);
        await engine.SettleAsync();
        await Commands.PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        await Commands.CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
    }

    /// <summary>Its part is given back, done while the run is paused, failed, and kept when the step is tried again.</summary>
    private async Task Coordinated()
    {
        var run = await engine.StartAsync(Jobs.Parts.PartFixture.SurveyOf(new(Samples: 2)));
        await TakeTurnAsync(run);
        await engine.The<JobQueue>().ReleaseAsync(await engine.ClaimAsync(run), engine.Worker, default);
        await engine.CompleteAsync(await engine.ClaimAsync(run), output: Value.Record(("value", Value.Of(1))));
        await TakeTurnAsync(run);
        await Commands.PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        await Commands.ResumeAsync(EngineUnderTest.Project, run, "ada", default);
        await engine.SettleAsync();
        await TakeTurnAsync(run);
        await FailAsync(await engine.ClaimAsync(run));
        await TakeTurnAsync(run);
        await Commands.RetryAsync(EngineUnderTest.Project, run, "a", "ada", default);
        await engine.SettleAsync();
        await TakeTurnAsync(run);
        await TakeTurnAsync(run);
        await Commands.CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
    }

    private async Task TakeTurnAsync(Guid run)
    {
        var worker = ActivatorUtilities.CreateInstance<JobWorker>(engine.Services, engine.Worker);
        await worker.RunAsync(await engine.ClaimAsync(run), default);
        await engine.SettleAsync();
    }

    private async Task FailAsync(Job job)
    {
        await engine.The<JobQueue>().FailAsync(job, engine.Worker, "broken", "It broke.", retryable: true, default);
        await engine.The<Engine.Commits.Dispatcher>().DispatchAsync(default);
    }

    private async Task EnterAsync(Guid run, string step)
    {
        await Commands.EnterAsync(EngineUnderTest.Project, run, step, "ada", null, default);
        await engine.SettleAsync();
    }

    private Task<string?> StatusAsync(string table, Guid run) => database.Database.ScalarAsync<string>($"select status from deepflow.{table} where root = $1", run);
}
