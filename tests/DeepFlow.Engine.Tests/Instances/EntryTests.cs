using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Entries in the middle: into blocks, past them, and while an inline step waits to be left.</summary>
public sealed class EntryTests
{
    private static ActivityNode Gate(string id, bool holds) =>
        new(id, "gate", ActivityKind.Inline) { Arguments = [new("require", new RecordOf([new("holds", new Literal(holds ? Value.True : Value.False))]))] };

    /// <summary>before; train (a, b) beside test (c, d); after.</summary>
    private static readonly WorkflowDefinition Beside = Pipeline("p",
        [Job("before"), new ForkNode("parallel#1", [new("train", ["a", "b"]), new("test", ["c", "d"])], "join#1", false), Job("a"), Job("b"), Job("c"), Job("d"), new JoinNode("join#1", "parallel#1"), Job("after"), End()],
        Edge("before", "done", "parallel#1"), Edge("parallel#1", "train", "a"), Edge("a", "done", "b"), Edge("b", "done", "join#1"),
        Edge("parallel#1", "test", "c"), Edge("c", "done", "d"), Edge("d", "done", "join#1"), Edge("join#1", "done", "after"), Edge("after", "done", "end"));

    [Fact]
    public void EntryIntoABlockThatIsNotUnderWay_StartsItsOtherBranches()
    {
        var run = new Run(Bundle(Beside), "p").Start().Apply(new EnterRequested("b", "ada", null));
        run.All<CreateJob>().Select(j => j.Node).Should().Equal("b", "c");
        run.Complete("b").All<CreateJob>().Should().BeEmpty();
        run.Complete("c").Complete("d").Only<CreateJob>().Node.Should().Be("after");
    }

    [Fact]
    public void EntryIntoABlockThatIsUnderWay_LeavesItsOtherBranchesAlone()
    {
        var run = new Run(Bundle(Beside), "p").Start().Complete("before").Complete("c");
        run.Apply(new EnterRequested("b", "ada", null)).All<CreateJob>().Select(j => j.Node).Should().Equal("b");
        run["d"].Should().Match<NodeState>(n => n.Status == NodeStatus.Active && n.Iteration == 1);
        run.Complete("d").Complete("b").Only<CreateJob>().Node.Should().Be("after");
    }

    [Fact]
    public void EntryIntoABlockThatWasPassed_KeepsWhatTheOtherBranchesBrought()
    {
        var run = new Run(Bundle(Beside), "p").Start().Complete("before").Complete("a").Complete("b").Complete("c").Complete("d", ("x", Value.Of(1)));
        run.Apply(new EnterRequested("b", "ada", null)).Only<CancelJob>();
        run.Complete("b").Only<CreateJob>().Node.Should().Be("after");
        run["d"].Iteration.Should().Be(1);
        run["d"].Output.Should().Be(Value.Record(("x", Value.Of(1))));
    }

    [Fact]
    public void EntryOfAChildIntoABlock_KeepsBranchesThatHadArrived_AndStartsThoseThatHadNot()
    {
        var finished = new Run(Bundle(Beside), "p").Start().Complete("before").Complete("a").Complete("b").Complete("c").Complete("d").Complete("after");
        new Run(Bundle(Beside), "p").Start("b", finished.State).Complete("b").Only<CreateJob>().Node.Should().Be("after");

        var halfWay = new Run(Bundle(Beside), "p").Start().Complete("before").Complete("a").Apply(new CancelRequested("ada", null));
        new Run(Bundle(Beside), "p").Start("b", halfWay.State).All<CreateJob>().Select(j => j.Node).Should().Equal("b", "c");
    }

    [Fact]
    public void EntryPastABlock_WithdrawsTheWholeBlock()
    {
        var run = new Run(Bundle(Beside), "p").Start().Complete("before").Complete("c").Apply(new EnterRequested("after", "ada", null));
        run.All<CancelJob>().Should().HaveCount(2);
        run.State.Nodes.Where(n => n.Value.IsOpen).Select(n => n.Key).Should().Equal("after");
    }

    [Fact]
    public void EntryElsewhere_WithdrawsAlsoWhatWouldNotReachIt()
    {
        var run = new Run(Bundle(Pipeline("p", [new DecisionNode("if#1", new Literal(Value.True)), Job("a"), new FailNode("fail#1", new Literal(Value.Of("no"))), Job("b"), End()],
            Edge("if#1", "true", "a"), Edge("a", "done", "fail#1"), Edge("if#1", "false", "b"), Edge("b", "done", "end"))), "p").Start();
        run.Apply(new EnterRequested("b", "ada", null)).Only<CancelJob>();
        run.Complete("b").State.Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public void Entry_WhileAnInlineStepWaitsToBeLeft_LeavesTheRunInOnePlace()
    {
        var run = new Run(Bundle(Pipeline("p", [Gate("check", true), Job("a"), Job("b"), End()], Edge("check", "done", "a"), Edge("a", "done", "b"), Edge("b", "done", "end"))), "p").Start();
        run.State.Pending.Should().NotBeNull();
        run.Apply(new EnterRequested("b", "ada", null), new Continue()).All<CreateJob>().Select(j => j.Node).Should().Equal("b");
        run["check"].Status.Should().Be(NodeStatus.Done, "it was done, and lies before");
    }

    [Fact]
    public void InlineStepThatLeavesItsBlockAtOnce_KeepsTheFurtherBranchesFromStarting()
    {
        var run = new Run(Bundle(Pipeline("p",
            [Gate("first", true), new ForkNode("parallel#1", [new("one", ["x"]), new("two", ["y"]), new("three", ["z"])], "join#1", false), Gate("x", true), Gate("y", false), Job("z"),
                new JoinNode("join#1", "parallel#1"), Job("after"), End(), Job("mend")],
            Edge("first", "done", "parallel#1"), Edge("parallel#1", "one", "x"), Edge("parallel#1", "two", "y"), Edge("parallel#1", "three", "z"), Edge("x", "done", "join#1"), Edge("y", "done", "join#1"),
            Edge("y", "reject", "mend"), Edge("z", "done", "join#1"), Edge("join#1", "done", "after"), Edge("after", "done", "end"), Edge("mend", "done", "end"))), "p").Start().Apply(new Continue());
        run.All<CreateJob>().Select(j => j.Node).Should().Equal("mend");
        run.State.Pending.Should().BeNull("the block is cancelled, with what waits to be left in it");
    }

    [Fact]
    public void FailuresInTwoBranches_OneOfThemInABlockOfItsOwn_BothBecomeIncidents()
    {
        var run = new Run(Bundle(Pipeline("p",
            [new ForkNode("parallel#1", [new("one", ["parallel#2", "a", "b", "join#2"]), new("two", ["c"])], "join#1", false),
                new ForkNode("parallel#2", [new("three", ["a"]), new("four", ["b"])], "join#2", false), Job("a"), Job("b"), new JoinNode("join#2", "parallel#2"), Job("c"), new JoinNode("join#1", "parallel#1"), End()],
            Edge("parallel#1", "one", "parallel#2"), Edge("parallel#1", "two", "c"), Edge("parallel#2", "three", "a"), Edge("parallel#2", "four", "b"), Edge("a", "done", "join#2"), Edge("b", "done", "join#2"),
            Edge("join#2", "done", "join#1"), Edge("c", "done", "join#1"), Edge("join#1", "done", "end"))), "p").Start();
        run.Complete("a").Fail("b").All<OpenIncident>().Should().BeEmpty("c still runs");
        run.Fail("c").All<OpenIncident>().Select(i => i.Node).Should().Equal("b", "c");
    }

    [Fact]
    public void IncidentSkippedByAnOutcomeThatLeadsNowhereEither_IsAnotherIncident()
    {
        var run = new Run(Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end"))), "p").Start().Decide("a", "reject");
        var first = run.Only<OpenIncident>().Incident.Id;
        run.Apply(new SkipRequested("a", "ada", "reject", Value.Missing)).Only<OpenIncident>().Incident.Id.Should().NotBe(first);
    }
}
