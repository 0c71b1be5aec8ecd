using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

public sealed class PauseTests
{
    private static readonly PauseRequested Pause = new("ada", "wait for new data");
    private static readonly ResumeRequested Resume = new("bo");

    private static Run Line(TimeSpan? timeout = null) => new Run(Bundle(Pipeline("p",
        [Job("a") with { Settings = new() { Timeout = timeout } }, Job("b"), End()], Edge("a", "done", "b"), Edge("b", "done", "end"))), "p").Start();

    [Fact]
    public void Completion_WhilePaused_IsKeptAndConsumedAtTheResume()
    {
        var run = Line().Apply(Pause);
        run.Only<HoldJobs>().Hold.Should().BeTrue();
        run.Complete("a").All<CreateJob>().Should().BeEmpty();
        run["a"].Status.Should().Be(NodeStatus.Active);

        run.Apply(Resume).Only<CreateJob>().Node.Should().Be("b");
        run.Only<HoldJobs>().Hold.Should().BeFalse();
        run.State.Held.Should().BeEmpty();
        run.State.Paused.Should().BeNull();
    }

    [Fact]
    public void Timeout_DoesNotCountThePause()
    {
        var run = Line(TimeSpan.FromHours(2));
        run.Now += TimeSpan.FromMinutes(30);
        run.Apply(Pause);
        run.Now += TimeSpan.FromMinutes(90);
        run.Apply(new TimerFired("a", 1, TimerKind.Timeout));
        run.Now += TimeSpan.FromDays(3);

        run.Apply(Resume);

        run["a"].Status.Should().Be(NodeStatus.Active);
        run.Only<SetTimer>().FiresAt.Should().Be(run.Now + TimeSpan.FromMinutes(90), "so much of the two hours was left");
        run.Only<MoveTimers>().By.Should().Be(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(90));
    }

    [Fact]
    public void Timeout_AfterACompletionThatWasKept_ChangesNothing()
    {
        var run = Line(TimeSpan.FromHours(2)).Apply(Pause).Complete("a").Apply(new TimerFired("a", 1, TimerKind.Timeout));
        run.Apply(Resume).All<SetTimer>().Should().BeEmpty();
        run["b"].Status.Should().Be(NodeStatus.Active);
    }

    [Fact]
    public void Cancel_WhilePaused_ActsAtOnce_AndDiscardsWhatWasKept()
    {
        var run = Line().Apply(Pause).Complete("a").Apply(new CancelRequested("ada", null));
        run.State.Status.Should().Be(InstanceStatus.Cancelled);
        run.Only<DiscardJob>().Id.Should().Be(run.Only<CancelJob>().Id);
        run.All<HoldJobs>().Should().BeEmpty("a cancelled job is not queued again");
    }

    [Fact]
    public void Pause_ReachesCalledPipelines_AndSoDoesTheResume()
    {
        var inner = Pipeline("inner", [Job("x"), End()], Edge("x", "done", "end"));
        var run = new Run(Bundle(inner, Pipeline("p", [new CallNode("model", "inner"), End()], Edge("model", "done", "end"))), "p").Start();
        var child = run.Only<StartChild>().Id;

        run.Apply(Pause).Only<TellChild>().Should().Be(new TellChild(child, Pause));
        run.Apply(Resume).Only<TellChild>().Should().Be(new TellChild(child, Resume));
    }

    [Fact]
    public void InlineStep_Pending_WaitsForTheResume()
    {
        var gate = new ActivityNode("g", "gate", ActivityKind.Inline) { Arguments = [new("require", new Literal(Value.Record(("fine", Value.True))))] };
        var run = new Run(Bundle(Pipeline("p", [gate, Job("a"), End()], Edge("g", "done", "a"), Edge("a", "done", "end"))), "p").Start();
        run.State.GoesOn.Should().BeTrue();
        run.Apply(Pause).State.GoesOn.Should().BeFalse();
        run.Apply(new Continue()).All<CreateJob>().Should().BeEmpty();
        run.Apply(Resume).State.GoesOn.Should().BeTrue();
        run.Apply(new Continue()).Only<CreateJob>().Node.Should().Be("a");
    }

    [Fact]
    public void PauseAgain_AfterAResumeInTheSameTransition_HoldsTheNewJobs()
    {
        var run = Line().Apply(Pause).Complete("a").Apply(Resume, Pause);
        run.Only<CreateJob>().Node.Should().Be("b");
        run.Only<HoldJobs>().Hold.Should().BeTrue();
    }

    [Fact]
    public void Variable_SetByHand_IsReadByWhatComes()
    {
        var pipeline = Pipeline("p", [Job("a"), Job("b", ("rate", new Name("rate"))), End()], Edge("a", "done", "b"), Edge("b", "done", "end"))
            with { Variables = [new("rate", "float", new Literal(Value.Of(0.1)))] };
        var run = new Run(Bundle(pipeline), "p").Start().Apply(new SetVariableRequested("rate", Value.Of(0.5), "ada", "too slow"));

        run.Only<JournalEntry>().Should().Match<JournalEntry>(j => j.Actor == "ada" && j.Data.Member("before") == Value.Of(0.1) && j.Data.Member("after") == Value.Of(0.5));
        run.Complete("a").Only<CreateJob>().Input.Should().Be(Value.Record(("rate", Value.Of(0.5))));
    }
}
