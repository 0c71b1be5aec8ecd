using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>From step to step, without going back.</summary>
public sealed class FlowTests
{
    [Fact]
    public void Start_AtAJob_CreatesItWithItsEvaluatedArguments()
    {
        var pipeline = Pipeline("p", [Job("a", ("n", new Binary(BinaryOperator.Add, new Name("x"), Constant(1))), ("missing", Output("b", "none"))), Job("b"), End()], Edge("a", "done", "b"), Edge("b", "done", "end"));
        var run = new Run(Bundle(pipeline), "p", Value.Record(("x", Value.Of(4)))).Start();

        var job = run.Only<CreateJob>();
        job.Activity.Should().Be("work");
        job.Input.Should().Be(Value.Record(("n", Value.Of(5))), "what is missing is left out");
        job.Id.Should().Be(run["a"].Work!.Value);
        run["a"].Status.Should().Be(NodeStatus.Active);
    }

    [Fact]
    public void Parameter_WithADefault_IsTakenWhereNoArgumentIsGiven()
    {
        var pipeline = Pipeline("p", [Job("a", ("n", new Name("x"))), End()], Edge("a", "done", "end")) with { Parameters = [new("x", "int", Constant(7))] };
        new Run(Bundle(pipeline), "p").Start().Only<CreateJob>().Input.Should().Be(Value.Record(("n", Value.Of(7))));
    }

    [Fact]
    public void Completion_OfTheLastStep_FinishesWithTheResults()
    {
        var pipeline = Pipeline("p", [Job("a"), End(("r", Output("a", "x")))], Edge("a", "done", "end"));
        var parent = Guid.NewGuid();
        var run = new Run(Bundle(pipeline), "p", parent: parent, parentNode: "call").Start().Complete("a", ("x", Value.Of(3)));

        run.State.Status.Should().Be(InstanceStatus.Finished);
        run.State.Result.Should().Be(Value.Record(("r", Value.Of(3))));
        run.Only<TellParent>().Parent.Should().Be(parent);
        run.Only<TellParent>().Event.Result.Should().Be(Value.Record(("r", Value.Of(3))));
    }

    [Theory]
    [InlineData(5, "b")]
    [InlineData(1, "c")]
    public void Decision_LeavesByWhatItsConditionSays(long x, string entered)
    {
        var pipeline = Pipeline("p", [Job("a"), new DecisionNode("if#1", new Binary(BinaryOperator.Greater, Output("a", "x"), Constant(2))), Job("b"), Job("c"), End()],
            Edge("a", "done", "if#1"), Edge("if#1", "true", "b"), Edge("if#1", "false", "c"), Edge("b", "done", "end"), Edge("c", "done", "end"));
        new Run(Bundle(pipeline), "p").Start().Complete("a", ("x", Value.Of(x))).Only<CreateJob>().Node.Should().Be(entered);
    }

    [Fact]
    public void When_False_SkipsTheStepAndLeavesItsOutputsMissing()
    {
        var optional = Job("b") with { Settings = new() { When = new Name("wanted") } };
        var pipeline = Pipeline("p", [Job("a"), optional, Job("c", ("from_b", Output("b", "x")), ("outcome", Output("b", "outcome"))), End()],
            Edge("a", "done", "b"), Edge("b", "done", "c"), Edge("b", "skipped", "c"), Edge("c", "done", "end"));
        var run = new Run(Bundle(pipeline), "p", Value.Record(("wanted", Value.False))).Start().Complete("a");

        run["b"].Status.Should().Be(NodeStatus.Skipped);
        run.Only<CreateJob>().Input.Should().Be(Value.Record(("outcome", Value.Of("skipped"))));
    }

    [Fact]
    public void Fail_EndsTheRunWithItsMessage()
    {
        var pipeline = Pipeline("p", [Job("a"), new FailNode("fail#1", new Interpolation([new Literal(Value.Of("only ")), Output("a", "x")]))], Edge("a", "done", "fail#1"));
        var run = new Run(Bundle(pipeline), "p").Start().Complete("a", ("x", Value.Of(0.5)));
        run.State.Status.Should().Be(InstanceStatus.Failed);
        run.State.Reason.Should().Be("only 0.5");
    }

    [Fact]
    public void Task_HandsOnWhatWasFilledIn_ElseItsInputs()
    {
        var task = Person("a", ("title", new Literal(Value.Of("Which?"))), ("sources", new Literal(Value.Of("s"))), ("choose", new ListOf([Constant(1), Constant(2)]))) with
        { Outputs = ["chosen", "comment", "decided_by", "sources", "remark"] };
        var run = new Run(Bundle(Pipeline("p", [task, End()], Edge("a", "approve", "end"))), "p").Start();
        run.Only<CreateTask>().Roles.Should().Equal("judge");

        run.Decide("a", "approve", values: Value.Record(("remark", Value.Of("fine"))));

        run["a"].Output.Should().Be(Value.Record(("chosen", Value.Of(1)), ("comment", Value.Of("because")), ("decided_by", Value.Of("rita")), ("sources", Value.Of("s")), ("remark", Value.Of("fine"))));
    }

    [Fact]
    public void Call_StartsAChildAndGoesOnWithItsResults()
    {
        var called = Pipeline("inner", [Job("x"), End()], Edge("x", "done", "end"));
        var pipeline = Pipeline("p", [new CallNode("call", "inner") { Arguments = [new("n", Constant(2))] }, Job("b", ("r", Output("call", "r"))), End()],
            Edge("call", "done", "b"), Edge("b", "done", "end"));
        var run = new Run(Bundle(pipeline, called), "p").Start();
        run.Only<StartChild>().Arguments.Should().Be(Value.Record(("n", Value.Of(2))));

        run.Return("call", ("r", Value.Of("result"))).Only<CreateJob>().Input.Should().Be(Value.Record(("r", Value.Of("result"))));
    }

    [Fact]
    public void Cancel_WithdrawsAllWorkAndTellsTheParent()
    {
        var pipeline = Pipeline("p", [Job("a"), End()], Edge("a", "done", "end"));
        var run = new Run(Bundle(pipeline), "p", parent: Guid.NewGuid(), parentNode: "n").Start();
        var work = run["a"].Work!.Value;
        run.Apply(new CancelRequested("ada", "enough"));

        run.State.Status.Should().Be(InstanceStatus.Cancelled);
        run.Only<CancelJob>().Id.Should().Be(work);
        run.Only<TellParent>().Event.Status.Should().Be(InstanceStatus.Cancelled);
        run.Apply(new JobCompleted(work, "a", 1, "done", Value.Missing)).Only<DiscardJob>().Id.Should().Be(work);
    }

    private static ActivityNode Check(string id, bool holds) => new(id, "gate", ActivityKind.Inline) { Arguments = [new("require", new RecordOf([new("rule", new Literal(Value.Of(holds)))]))] };

    [Fact]
    public void InlineStep_IsDoneAtOnce_AndLeftByTheNextTransition()
    {
        var pipeline = Pipeline("p", [Check("a", true), Check("b", false), Job("mend"), End()], Edge("a", "done", "b"), Edge("b", "done", "end"), Edge("b", "reject", "mend"), Edge("mend", "done", "end"));
        var run = new Run(Bundle(pipeline), "p").Start();
        run["a"].Should().Match<NodeState>(n => n.Status == NodeStatus.Done && n.Outcome == "done");
        run["b"].Status.Should().Be(NodeStatus.Fresh, "a is committed before b begins");
        run.State.Pending.Should().Be(new PendingStep("a", "done"));

        run.Apply(new Continue());
        run["b"].Output.Should().Be(Value.Record(("unmet", Value.List([Value.Of("rule")]))));
        run.Apply(new Continue()).Only<CreateJob>().Node.Should().Be("mend");
        run.State.Pending.Should().BeNull();
    }

    [Fact]
    public void InlineStep_WithArgumentsThatDoNotFit_Fails()
    {
        var bad = Check("a", true) with { Arguments = [new("require", Constant(1))] };
        new Run(Bundle(Pipeline("p", [bad, End()], Edge("a", "done", "end"))), "p").Start().Only<OpenIncident>().Incident.Code.Should().Be("bad_input");
    }

    [Fact]
    public void Round_OverAPendingInlineStep_ForgetsIt()
    {
        var run = new Run(Bundle(Pipeline("p", [Job("first"), Check("a", true), Check("b", true), End()], Edge("first", "done", "a"), Edge("a", "done", "b"), Edge("b", "done", "end"))), "p").Start().Complete("first");
        run.Apply(new EnterRequested("first", "ada", null), new Continue());
        run.State.Status.Should().Be(InstanceStatus.Running);
        run["first"].Should().Match<NodeState>(n => n.Status == NodeStatus.Active && n.Iteration == 2);
    }

    [Fact]
    public void SameEvents_GiveTheSameStateAndEffects()
    {
        var pipeline = Pipeline("p", [Job("a") with { Settings = new() { Retry = RetrySetting.Default(2) } }, End()], Edge("a", "done", "end"));
        Run Twice() => new Run(Bundle(pipeline), "p").Start().Fail("a");
        Twice().Effects.Should().BeEquivalentTo(Twice().Effects, o => o.WithStrictOrdering().RespectingRuntimeTypes());
    }
}
