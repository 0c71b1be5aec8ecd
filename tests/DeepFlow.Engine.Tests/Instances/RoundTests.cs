using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Feedback edges and jumps.</summary>
public sealed class RoundTests
{
    /// <summary>before, a, b, review (back to a or b, at most twice), after.</summary>
    private static Run Loop(int? max = 2, string? then = null) => new Run(Bundle(Pipeline("p",
        [Job("before"), Job("a"), Job("b", ("from_a", Output("a", "x"))), Person("review"), Job("after"), End()],
        Edge("before", "done", "a"), Edge("a", "done", "b"), Edge("b", "done", "review"), Edge("review", "approve", "after"), Edge("after", "done", "end"),
        Back("review", "reject", ["a", "b"], max, then))), "p").Start();

    private static Run AtReview(Run run) => run.Complete("before", ("y", Value.Of(0))).Complete("a", ("x", Value.Of(1))).Complete("b");

    [Fact]
    public void Feedback_OpensARound_ClearsWhatLiesAheadAndKeepsTheRest()
    {
        var run = AtReview(Loop()).Decide("review", "reject", "b");
        run.State.Round.Should().Be(2);
        run["a"].Output.Should().Be(Value.Record(("x", Value.Of(1))), "it lies before the target");
        run["review"].Should().Match<NodeState>(n => n.Status == NodeStatus.Fresh && n.Output == Value.Missing);
        run["b"].Should().Match<NodeState>(n => n.Status == NodeStatus.Active && n.Iteration == 2 && n.Round == 2);
        run.Only<CreateJob>().Input.Should().Be(Value.Record(("from_a", Value.Of(1))));
    }

    [Fact]
    public void Feedback_WithoutAChosenTarget_LeadsToTheFirst() =>
        AtReview(Loop()).Decide("review", "reject").Only<CreateJob>().Node.Should().Be("a");

    [Fact]
    public void Max_CountsInARow_AndThenAPersonMustHelp()
    {
        var run = AtReview(Loop(max: 2)).Decide("review", "reject", "b").Complete("b").Decide("review", "reject", "b").Complete("b").Decide("review", "reject", "b");
        run["review"].Incident!.Code.Should().Be("loop_exhausted");
        run.Apply(new SkipRequested("review", "ada", "approve", Value.Missing)).Only<CreateJob>().Node.Should().Be("after");
    }

    [Fact]
    public void Max_Exhausted_GoesWhereThenSays()
    {
        var run = AtReview(Loop(max: 1, then: "before")).Decide("review", "reject", "b").Complete("b").Decide("review", "reject", "b");
        run.Only<CreateJob>().Node.Should().Be("before");
        run["a"].Status.Should().Be(NodeStatus.Fresh);
    }

    [Fact]
    public void Max_IsResetWhenTheStepLeavesByAnotherOutcome()
    {
        var pipeline = Pipeline("p", [Job("a"), Person("review"), Job("again"), End()],
            Edge("a", "done", "review"), Back("review", "reject", ["a"], max: 1), Edge("review", "approve", "again"), Back("again", "done", ["a"]));
        var run = new Run(Bundle(pipeline), "p").Start().Complete("a").Decide("review", "reject").Complete("a").Decide("review", "approve").Complete("again")
            .Complete("a").Decide("review", "reject");
        run.All<OpenIncident>().Should().BeEmpty();
        run["a"].Status.Should().Be(NodeStatus.Active);
    }

    [Fact]
    public void EnterByHand_WithdrawsTheWorkUnderWay()
    {
        var run = Loop().Complete("before").Complete("a");
        var superseded = run["b"].Work!.Value;
        var late = run.Completion("b", "done");
        run.Apply(new EnterRequested("a", "ada", "better data"));
        run.Only<CancelJob>().Id.Should().Be(superseded);
        run["a"].Should().Match<NodeState>(n => n.Status == NodeStatus.Active && n.Iteration == 2);
        run.Apply(late).Only<DiscardJob>().Id.Should().Be(superseded);
    }

    [Fact]
    public void EnterByHand_FurtherOn_MovesTheRunThere()
    {
        var run = Loop().Complete("before");
        var left = run["a"].Work!.Value;
        run.Apply(new EnterRequested("review", "ada", "seen elsewhere"));
        run.Only<CancelJob>().Id.Should().Be(left, "it would arrive at the review a second time");
        run["before"].Status.Should().Be(NodeStatus.Done);
        run["review"].Status.Should().Be(NodeStatus.Active);
    }

    [Fact]
    public void EnterByHand_WithdrawsAnOpenTask()
    {
        var run = AtReview(Loop()).Apply(new EnterRequested("before", "ada", null));
        run.Only<WithdrawTask>().ByRound.Should().Be(2);
        run.All<DropTimers>().Should().NotBeEmpty();
    }

    private static readonly WorkflowDefinition Inner = Pipeline("inner", [Job("prepare"), Job("tune", ("from", Output("prepare", "data"))), Person("judge"), End(("r", Output("tune", "best")))],
        Edge("prepare", "done", "tune"), Edge("tune", "done", "judge"), Edge("judge", "approve", "end"));

    private static Run Outer() => new Run(Bundle(Inner, Pipeline("p",
        [Job("data"), new CallNode("model", "inner") { Arguments = [new("d", Output("data", "d"))] }, Person("review"), End()],
        Edge("data", "done", "model"), Edge("model", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["model.tune", "data"], 5))), "p").Start();

    [Fact]
    public void FeedbackIntoACalledPipeline_StartsAChildThatKeepsTheEarlierOne()
    {
        var run = Outer().Complete("data", ("d", Value.Of(1)));
        var first = run["model"].Work!.Value;
        run.Return("model", ("r", Value.Of("weak"))).Decide("review", "reject", "model.tune");

        var child = run.Only<StartChild>();
        child.Should().Match<StartChild>(c => c.Entry == "tune" && c.KeptFrom == first && c.Id != first);
        child.Arguments.Should().Be(Value.Record(("d", Value.Of(1))), "the arguments of the round whose outputs it reuses");
        run["data"].Status.Should().Be(NodeStatus.Done);
    }

    [Fact]
    public void PlainEntryOfACalledPipeline_StartsAtItsBeginning()
    {
        var run = Outer().Complete("data").Return("model").Decide("review", "reject", "data").Complete("data", ("d", Value.Of(2)));
        run.Only<StartChild>().Should().Match<StartChild>(c => c.Entry == null && c.KeptFrom == null);
    }

    [Fact]
    public void Child_EnteredInside_KeepsWhatCameBeforeAndRunsWhatComesAfter()
    {
        var earlier = new Run(Bundle(Inner), "inner").Start().Complete("prepare", ("data", Value.Of("prepared"))).Complete("tune", ("best", Value.Of(1))).Decide("judge", "approve");
        var run = new Run(Bundle(Inner), "inner").Start("tune", earlier.State);

        run.Only<CreateJob>().Node.Should().Be("tune");
        run.Only<CreateJob>().Input.Should().Be(Value.Record(("from", Value.Of("prepared"))));
        run["judge"].Status.Should().Be(NodeStatus.Fresh);
        run.Complete("tune", ("best", Value.Of(2))).Decide("judge", "approve").State.Result.Should().Be(Value.Record(("r", Value.Of(2))));
    }

    [Fact]
    public void Feedback_WhileAChildRuns_CancelsIt()
    {
        var run = Outer().Complete("data");
        var child = run["model"].Work!.Value;
        run.Apply(new EnterRequested("data", "ada", null)).Only<CancelChild>().Id.Should().Be(child);
    }
}
