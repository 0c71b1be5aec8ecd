using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Pausing and variables, on the rows.</summary>
public sealed class PausedRunTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);
    private InstanceCommands Commands => engine.The<InstanceCommands>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private static readonly WorkflowDefinition Inner = Pipeline("inner", [Job("x"), End()], Edge("x", "done", "end"));

    private static readonly Bundle Calling = Bundle(Inner, Pipeline("p", [Job("a"), new CallNode("model", "inner"), End()], Edge("a", "done", "model"), Edge("model", "done", "end"))
        with { Variables = [new("rate", "float", new Literal(Value.Of(0.1)))] });

    [Fact]
    public async Task QueuedJob_OfAPausedRun_IsNotClaimed_EvenInACalledPipeline()
    {
        var run = await engine.StartAsync(Calling);
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        await Commands.PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();

        (await engine.The<JobQueue>().ClaimAsync(engine.Worker, default)).Should().BeNull();
        (await engine.The<InstanceListing>().ListAsync(EngineUnderTest.Project, new RunFilter(), default)).Single(i => i.Id == run).Doing.Should().Be("paused");

        await Commands.ResumeAsync(EngineUnderTest.Project, run, "ada", default);
        await engine.SettleAsync();
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        (await engine.StateAsync(run)).Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public async Task RunningJob_OfAPausedRun_EndsAndCountsAtTheResume()
    {
        var run = await engine.StartAsync(Calling);
        var job = await engine.ClaimAsync(run);
        await Commands.PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        (await engine.CompleteAsync(job)).Should().BeTrue();
        (await engine.StateAsync(run)).Should().Match<InstanceState>(s => s.NodeAt("a").Status == NodeStatus.Active && s.Paused != null && s.Paused.By == "ada");

        await Commands.ResumeAsync(EngineUnderTest.Project, run, "bo", default);
        await engine.SettleAsync();
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        (await engine.StateAsync(run)).Status.Should().Be(InstanceStatus.Finished);
        (await engine.JournalAsync(run)).Should().ContainInOrder("paused", "resumed", "completed a");
    }

    [Fact]
    public async Task Cancel_OfAPausedRun_CancelsItsHeldJob()
    {
        var run = await engine.StartAsync(Calling);
        await Commands.PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        await Commands.CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        (await database.Database.ScalarAsync<string>("select status from deepflow.job where root = $1", run)).Should().Be("cancelled");
    }

    [Fact]
    public async Task Pause_OfACalledPipelineAlone_IsRefused()
    {
        var run = await engine.StartAsync(Calling);
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        var child = await database.Database.ScalarAsync<Guid>("select id from deepflow.instance where parent = $1", run);
        await Refused(() => Commands.PauseAsync(EngineUnderTest.Project, child, "ada", null, default), "not_a_run");
        await Commands.CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        await Refused(() => Commands.PauseAsync(EngineUnderTest.Project, run, "ada", null, default), "instance_ended");
    }

    [Fact]
    public async Task Variable_OfAnotherType_IsRefused_WithWhatItTakes()
    {
        var run = await engine.StartAsync(Calling);
        (await Refused(() => Commands.SetVariableAsync(EngineUnderTest.Project, run, "rate", Value.Of("fast"), "ada", null, default), "bad_value")).Should().Contain("float");
        (await Refused(() => Commands.SetVariableAsync(EngineUnderTest.Project, run, "rat", Value.Of(1), "ada", null, default), "unknown_variable")).Should().Contain("rate");
        await Commands.SetVariableAsync(EngineUnderTest.Project, run, "rate", Value.Of(2), "ada", "faster", default);
        await engine.SettleAsync();
        (await engine.StateAsync(run)).Variables["rate"].Should().Be(Value.Of(2));
        await Commands.CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
    }

    private static async Task<string> Refused(Func<Task> command, string code)
    {
        var refusal = (await command.Should().ThrowAsync<EngineException>()).Which;
        refusal.Code.Should().Be(code);
        return refusal.Message;
    }
}
