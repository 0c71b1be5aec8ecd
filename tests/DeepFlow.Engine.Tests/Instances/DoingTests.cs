using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>What a run is doing is found by its transitions' own word, also where what it called does it.</summary>
public sealed class DoingTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => database.Database.ExecuteAsync("delete from deepflow.job; delete from deepflow.activated_run; delete from deepflow.instance");

    public async Task DisposeAsync() => await engine.DisposeAsync();

    /// <summary>What all runs are doing, each found by asking for those that do just that.</summary>
    private async Task<RunDoing> DoingAsync(Guid run)
    {
        var found = new List<RunDoing>();
        foreach (var doing in Enum.GetValues<RunDoing>())
            if ((await engine.The<InstanceListing>().ListAsync(EngineUnderTest.Project, new(doing), default)).Any(r => r.Id == run)) found.Add(doing);
        var listed = (await engine.The<InstanceListing>().ListAsync(EngineUnderTest.Project, new(), default)).Single(r => r.Id == run);
        found.Should().ContainSingle().Which.ToString().Should().BeEquivalentTo(listed.Doing);
        return found[0];
    }

    private static Bundle Calls(params Node[] inner) => Bundle(
        Pipeline("inner", [.. inner, End()], [.. inner.Select((n, i) => Edge(n.Id, n is ActivityNode { Kind: ActivityKind.Wait } ? "received" : "done", i + 1 < inner.Length ? inner[i + 1].Id : "end"))]),
        Pipeline("p", [new CallNode("call", "inner"), End()], Edge("call", "done", "end")));

    private static ActivityNode WaitFor(string name) => Wait("w", "wait_for", ("event", Value.Of(name)), ("correlation", Value.Of("")));

    [Fact]
    public async Task Run_OfACalledPipeline_IsDoingWhatThatDoes()
    {
        var run = await engine.StartAsync(Calls(Job("a"), WaitFor("called"), Job("b")));
        (await DoingAsync(run)).Should().Be(RunDoing.Running);

        await engine.CompleteAsync(await engine.ClaimAsync(run));
        (await DoingAsync(run)).Should().Be(RunDoing.Waiting);

        await engine.The<SignalPost>().SendAsync(EngineUnderTest.Project, new Signal("called"), "bob", default);
        await engine.SettleAsync();
        (await DoingAsync(run)).Should().Be(RunDoing.Running);

        await engine.CompleteAsync(await engine.ClaimAsync(run));
        (await DoingAsync(run)).Should().Be(RunDoing.Finished);
    }

    [Fact]
    public async Task Run_InOneOfWhoseBranchesAPersonIsAsked_RunsAsLongAsTheOtherDoes()
    {
        var run = await engine.StartAsync(Bundle(Pipeline("p",
            [new ForkNode("parallel#1", [new("l", ["a"]), new("r", ["review"])], "join#1", false), Job("a"), Person("review"), new JoinNode("join#1", "parallel#1"), End()],
            Edge("parallel#1", "l", "a"), Edge("parallel#1", "r", "review"), Edge("a", "done", "join#1"), Edge("review", "approve", "join#1"), Edge("join#1", "done", "end"))));
        (await DoingAsync(run)).Should().Be(RunDoing.Running);

        await engine.CompleteAsync(await engine.ClaimAsync(run));

        (await DoingAsync(run)).Should().Be(RunDoing.Waiting);
    }

    [Fact]
    public async Task Run_ThatWaits_IsPausedResumedAndCancelled()
    {
        var run = await engine.StartAsync(Calls(WaitFor("never")));
        (await DoingAsync(run)).Should().Be(RunDoing.Waiting);

        await engine.The<InstanceCommands>().PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        (await DoingAsync(run)).Should().Be(RunDoing.Paused);

        await engine.The<InstanceCommands>().ResumeAsync(EngineUnderTest.Project, run, "ada", default);
        await engine.SettleAsync();
        (await DoingAsync(run)).Should().Be(RunDoing.Waiting);

        await engine.The<InstanceCommands>().CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        (await DoingAsync(run)).Should().Be(RunDoing.Cancelled);
    }

    [Fact]
    public async Task Run_ThatWaits_StillWaits_OnTheDefinitionItHasMovedTo()
    {
        static Bundle Then(string step) => Bundle(Pipeline("p", [WaitFor("never"), Job(step), End()], Edge("w", "received", step), Edge(step, "done", "end")));
        var run = await engine.StartAsync(Then("a"));
        var hash = await engine.The<Bundles>().PublishAsync(EngineUnderTest.Project, Then("b"), "ada", default);

        await engine.The<InstanceMigrations>().ApplyAsync(EngineUnderTest.Project, run, hash, null, "ada", default);

        (await DoingAsync(run)).Should().Be(RunDoing.Waiting);
    }

    [Fact]
    public async Task Run_WhoseStepFailed_IsAtAnIncident()
    {
        var run = await engine.StartAsync(Bundle(Pipeline("p", [Job("a"), End()], Edge("a", "done", "end"))));
        await engine.CompleteAsync(await engine.ClaimAsync(run), outcome: "unheard_of");

        (await DoingAsync(run)).Should().Be(RunDoing.Incident);
    }

    [Fact]
    public void Ids_OfWork_BeginWithTheirInstancesMoment_AndDifferOtherwise()
    {
        var instance = Guid.CreateVersion7();
        var moment = instance.ToString("N")[..12];
        Guid[] ids = [.. from kind in new[] { "job", "task" } from iteration in Enumerable.Range(1, 50) select DeterministicId.Of(instance, kind, "a", iteration)];

        ids.Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.ToString("N").StartsWith(moment) && id.Version == 8);
        DeterministicId.Of(instance, "job", "a", 1).Should().Be(ids[0]);
    }
}
