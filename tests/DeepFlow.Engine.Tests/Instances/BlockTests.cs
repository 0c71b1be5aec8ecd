using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Parallel blocks, <c>for</c>, and variables.</summary>
public sealed class BlockTests
{
    /// <summary>before, then train (a, b) beside test (c), then after.</summary>
    private static Run Parallel(bool any = false, params Connection[] more) => new Run(Bundle(Pipeline("p",
        [Job("before"), new ForkNode("parallel#1", [new("train", ["a", "b"]), new("test", ["c"])], "join#1", any), Job("a"), Job("b"), Job("c"), new JoinNode("join#1", "parallel#1"), Job("after", ("from_c", Output("c", "x"))), End()],
        [Edge("before", "done", "parallel#1"), Edge("parallel#1", "train", "a"), Edge("parallel#1", "test", "c"), Edge("a", "done", "b"), Edge("b", "done", "join#1"), Edge("c", "done", "join#1"),
            Edge("join#1", "done", "after"), Edge("after", "done", "end"), .. more])), "p").Start().Complete("before");

    [Fact]
    public void Fork_StartsItsBranchesAtOnce_AndTheJoinWaitsForAll()
    {
        var run = Parallel();
        run.All<CreateJob>().Select(j => j.Node).Should().Equal("a", "c");
        run.Complete("c", ("x", Value.Of(1))).All<CreateJob>().Should().BeEmpty();
        run.Complete("a").Only<CreateJob>().Node.Should().Be("b");
        run.Complete("b").Only<CreateJob>().Input.Should().Be(Value.Record(("from_c", Value.Of(1))));
        run.Complete("after").State.Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public void ParallelAny_TheFirstToEndWins_AndTheOthersAreCancelled()
    {
        var run = Parallel(any: true);
        var loser = run["a"].Work!.Value;
        run.Complete("c", ("x", Value.Of(1)));
        run.Only<CancelJob>().Id.Should().Be(loser);
        run.Only<CreateJob>().Node.Should().Be("after");
        run.Apply(new JobCompleted(loser, "a", 1, "done", Value.Missing)).Only<DiscardJob>().Id.Should().Be(loser);
    }

    [Fact]
    public void FailingBranch_LetsItsSiblingsFinish_ThenRaisesTheIncident()
    {
        var run = Parallel().Fail("c");
        run.All<OpenIncident>().Should().BeEmpty("the other branch still runs");
        run.Complete("a").All<OpenIncident>().Should().BeEmpty();
        run.Complete("b").Only<OpenIncident>().Node.Should().Be("c");
        run.Apply(new RetryRequested("c", "ada")).Complete("c").Only<CreateJob>().Node.Should().Be("after");
    }

    [Fact]
    public void EdgeOutOfABlock_CancelsTheWholeBlockFirst()
    {
        var run = Parallel(more: Edge("c", "failed", "after"));
        var cancelled = run["a"].Work!.Value;
        run.Fail("c");
        run.Only<CancelJob>().Id.Should().Be(cancelled);
        run.Only<CreateJob>().Node.Should().Be("after");
        run["a"].Status.Should().Be(NodeStatus.Fresh);
    }

    [Fact]
    public void EdgeOutOfABlock_ToAStepThatOnlyItLeadsTo_CancelsTheBlockToo()
    {
        var run = new Run(Bundle(Pipeline("p",
            [new ForkNode("parallel#1", [new("train", ["a"]), new("test", ["c"])], "join#1", false), Job("a"), Job("c"), new JoinNode("join#1", "parallel#1"), End(), Job("mend")],
            [Edge("parallel#1", "train", "a"), Edge("parallel#1", "test", "c"), Edge("a", "done", "join#1"), Edge("c", "done", "join#1"), Edge("join#1", "done", "end"),
                Edge("c", "failed", "mend"), Edge("mend", "done", "end")])), "p").Start();
        var cancelled = run["a"].Work!.Value;
        run.Fail("c").Only<CancelJob>().Id.Should().Be(cancelled);
        run.Complete("mend").State.Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public void FeedbackBeforeABlock_RunsItAnewAndJoinsAgain()
    {
        var run = Parallel(more: Back("after", "again", ["before"], 3)).Complete("a").Complete("c").Complete("b");
        run.Apply(run.Completion("after", "again")).Only<CreateJob>().Node.Should().Be("before");
        run.Complete("before").All<CreateJob>().Select(j => j.Node).Should().Equal("a", "c");
        run.Complete("a").Complete("b").All<CreateJob>().Should().BeEmpty("the other branch has not arrived in this round");
        run.Complete("c").Only<CreateJob>().Node.Should().Be("after");
    }

    [Fact]
    public void FeedbackInsideABranch_KeepsWhatTheOtherBranchBroughtToTheJoin()
    {
        var run = Parallel(more: Back("b", "again", ["a"], 3)).Complete("c").Complete("a");
        run.Apply(run.Completion("b", "again")).Only<CreateJob>().Node.Should().Be("a");
        run.Complete("a").Complete("b").Only<CreateJob>().Node.Should().Be("after");
    }

    private static Run ForEach(int? max) => new Run(Bundle(
        Pipeline("p.for#1", [Job("repeat", ("seed", new Name("seed")), ("data", new Name("data"))), End(("repeat", new Name("repeat")))], Edge("repeat", "done", "end")),
        Pipeline("p", [new ForNode("for#1", "p.for#1", "seed", new ListOf([Constant(7), Constant(8), Constant(9)]), max, [new("data", new Literal(Value.Of("d")))], ["repeat"]),
            Job("after", ("all", Output("repeat", "accuracy"))), End()], Edge("for#1", "done", "after"), Edge("after", "done", "end"))), "p").Start();

    private static Run EndElement(Run run, int index, double accuracy) => run.Apply(new ChildEnded(run["for#1"].For!.Running[index], "for#1", InstanceStatus.Finished,
        Value.Record(("repeat", Value.Record(("accuracy", Value.Of(accuracy))))), null));

    [Fact]
    public void For_RunsAtMostSoManyElementsAtOnce_AndGivesListsInTheirOrder()
    {
        var run = ForEach(max: 2);
        run.All<StartChild>().Select(c => c.Arguments).Should().Equal(
            Value.Record(("data", Value.Of("d")), ("seed", Value.Of(7))), Value.Record(("data", Value.Of("d")), ("seed", Value.Of(8))));
        EndElement(run, 1, 0.8).Only<StartChild>().Arguments.Member("seed").Should().Be(Value.Of(9));
        EndElement(run, 2, 0.9);
        EndElement(run, 0, 0.7).Only<CreateJob>().Input.Should().Be(Value.Record(("all", Value.List([Value.Of(0.7), Value.Of(0.8), Value.Of(0.9)]))));
    }

    [Fact]
    public void For_WhoseElementFails_StartsNoMoreAndFailsOnceTheOthersHaveEnded()
    {
        var run = ForEach(max: 2);
        run.Apply(new ChildEnded(run["for#1"].For!.Running[0], "for#1", InstanceStatus.Failed, Value.Missing, "no luck"));
        run.All<StartChild>().Should().BeEmpty();
        EndElement(run, 1, 0.8).Only<OpenIncident>().Incident.Message.Should().Contain("Element 1 of 3").And.Contain("no luck");
    }

    private static readonly WorkflowDefinition Leaving = Pipeline("p.for#1", [Job("try"), new ExitNode("exit#1", "try.failed"), End()],
        Edge("try", "done", "end"), Edge("try", "failed", "exit#1"));

    private static Run ForThatCanBeLeft(params Connection[] outside) => new Run(Bundle(Leaving, Pipeline("p",
        [Job("before"), new ForNode("for#1", "p.for#1", "x", new ListOf([Constant(7), Constant(8), Constant(9)]), 2, [], ["try"]), Job("after", ("tried", Output("try", "n"))), Job("mend"), End()],
        [Edge("before", "done", "for#1"), Edge("for#1", "done", "after"), Edge("after", "done", "end"), Edge("mend", "done", "end"), .. outside])), "p").Start().Complete("before");

    [Fact]
    public void EdgeOutOfAFor_EndsTheElementAndTellsItsParentWhichEdge()
    {
        var element = new Run(Bundle(Leaving), "p.for#1", parent: Guid.NewGuid(), parentNode: "for#1").Start().Fail("try");
        element.State.Status.Should().Be(InstanceStatus.Finished);
        element.Only<TellParent>().Event.Should().Match<ChildEnded>(e => e.Exit == "try.failed" && e.Status == InstanceStatus.Finished);
    }

    [Fact]
    public void EdgeOutOfAFor_CancelsTheOtherElementsFirst()
    {
        var run = ForThatCanBeLeft(Edge("for#1", "try.failed", "mend"));
        var (left, other) = (run["for#1"].For!.Running[0], run["for#1"].For!.Running[1]);
        run.Apply(new ChildEnded(left, "for#1", InstanceStatus.Finished, Value.Missing, null, "try.failed"));
        run.Only<CancelChild>().Id.Should().Be(other);
        run.All<StartChild>().Should().BeEmpty("the third element never starts");
        run.Only<CreateJob>().Node.Should().Be("mend");
        run.Apply(new ChildEnded(other, "for#1", InstanceStatus.Cancelled, Value.Missing, "another element left")).Effects.Should().BeEmpty();
        run["for#1"].Should().Match<NodeState>(n => n.Outcome == "try.failed" && n.Output == Value.Missing);
    }

    [Fact]
    public void FeedbackOutOfAFor_OpensARoundAndIsCounted()
    {
        var run = ForThatCanBeLeft(Back("for#1", "try.failed", ["before"], max: 1));
        Run Leave() => run.Apply(new ChildEnded(run["for#1"].For!.Running[0], "for#1", InstanceStatus.Finished, Value.Missing, null, "try.failed"));
        Leave().Only<CreateJob>().Node.Should().Be("before");
        run.State.Round.Should().Be(2);
        run.Complete("before").All<StartChild>().Should().HaveCount(2, "all elements run anew");
        Leave().Only<OpenIncident>().Incident.Code.Should().Be("loop_exhausted");
    }

    [Fact]
    public void For_OverNothing_GoesOnAtOnce() => new Run(Bundle(
        Pipeline("p.for#1", [End()]), Pipeline("p", [new ForNode("for#1", "p.for#1", "x", new ListOf([]), null, [], []), End()], Edge("for#1", "done", "end"))), "p")
        .Start().State.Status.Should().Be(InstanceStatus.Finished);

    [Fact]
    public void Cancel_OfARunningFor_CancelsItsElements() =>
        ForEach(max: null).Apply(new CancelRequested("ada", null)).All<CancelChild>().Should().HaveCount(3);

    [Fact]
    public void Variable_KeepsItsValueOverRounds()
    {
        var pipeline = Pipeline("p", [Job("a", ("n", new Name("rounds"))), new SetNode("set#1", "rounds", new Binary(BinaryOperator.Add, new Name("rounds"), Constant(1))), Job("b"), End(("rounds", new Name("rounds")))],
            Edge("a", "done", "set#1"), Edge("set#1", "done", "b"), Edge("b", "done", "end"), Back("b", "again", ["a"], 3)) with
        { Variables = [new("rounds", "int", Constant(0))] };
        var run = new Run(Bundle(pipeline), "p").Start().Complete("a");
        run.Apply(run.Completion("b", "again")).Only<CreateJob>().Input.Should().Be(Value.Record(("n", Value.Of(1))));
        run.Complete("a").Complete("b").State.Result.Should().Be(Value.Record(("rounds", Value.Of(2))));
    }
}
