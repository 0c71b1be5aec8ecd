using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tests.Instances;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Versions;

public sealed class MigrationPlannerTests
{
    /// <summary>a, b (reads a), review (approve, or back to a), end.</summary>
    private static WorkflowDefinition Review(Func<Node, Node>? change = null, params Connection[] more)
    {
        Node[] nodes = [Job("a"), Job("b", ("x", Output("a", "x"))), Person("review"), End(("x", Output("b", "x")))];
        return Pipeline("p", [.. nodes.Select(n => change?.Invoke(n) ?? n)],
            [Edge("a", "done", "b"), Edge("b", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["a"]), .. more]);
    }

    private static Node Other(Node node) => ((ActivityNode)node) with { Activity = "other_work" };

    private static WorkflowDefinition Change(string step, Func<Node, Node> change) => Review(n => n.Id == step ? change(n) : n);

    private static Run AtReview() => new Run(Bundle(Review()), "p").Start().Complete("a", ("x", Value.Of(1))).Complete("b", ("x", Value.Of(2)));

    [Fact]
    public void IdenticalDefinition_KeepsAll()
    {
        var run = AtReview();
        run.Plan(Bundle(Review())).Steps.Select(s => (s.Step, s.Fate)).Should().Equal(("a", StepFate.Kept), ("b", StepFate.Kept), ("review", StepFate.GoesOn));
        var before = run.State;
        run.Migrate(Bundle(Review()));
        run.State.Nodes.Should().Equal(before.Nodes);
        run.Effects.Should().OnlyContain(e => e is MoveToBundle || e is JournalEntry);
    }

    [Fact]
    public void DoneStep_WithOtherArguments_IsKept_AndSaysSo()
    {
        var plan = AtReview().Plan(Bundle(Change("b", n => ((ActivityNode)n) with { Arguments = [] })));
        plan.Blocks.Should().BeEmpty();
        plan.Find("b")!.Should().Match<StepMigration>(s => s.Fate == StepFate.Kept && s.Note!.Contains("otherwise"));
    }

    [Fact]
    public void OpenStep_WithAnotherActivity_Blocks_UntilItIsWithdrawn()
    {
        var run = new Run(Bundle(Review()), "p").Start();
        var to = Bundle(Change("a", Other));
        run.Plan(to).Blocks.Should().ContainSingle(b => b.Code == "open_step_changed" && b.Step == "a");

        run.Plan(to, "a").Blocks.Should().BeEmpty();
        var withdrawn = run["a"].Work!.Value;
        run.Migrate(to, "a");
        run.Only<CancelJob>().Id.Should().Be(withdrawn);
        run.Only<CreateJob>().Should().Match<CreateJob>(j => j.Activity == "other_work" && j.Iteration == 2 && j.Round == 2);
    }

    [Fact]
    public void OpenStep_ThatIsGone_Blocks()
    {
        var run = new Run(Bundle(Review()), "p").Start();
        var to = Bundle(Pipeline("p", [Job("c"), End()], Edge("c", "done", "end")));
        run.Plan(to).Blocks.Should().Contain(b => b.Code == "open_step_gone" && b.Step == "a");
        run.Plan(to, "c").Should().Match<InstanceMigration>(p => p.Blocks.IsEmpty);
        run.Migrate(to, "c");
        run["a"].Should().Match<NodeState>(n => n.Status == NodeStatus.Fresh && n.Iteration == 1, "its count goes on if it comes back");
        run.Only<CreateJob>().Node.Should().Be("c");
    }

    [Fact]
    public void DoneStep_WithAnotherActivity_ThatOthersWereBuiltOn_Blocks_AndIsDoneAgainIfAskedFor()
    {
        var run = AtReview();
        var to = Bundle(Change("a", Other));
        run.Plan(to).Blocks.Should().ContainSingle(b => b.Code == "output_changed" && b.Step == "a" && b.Message.Contains("b") && b.Message.Contains("--from a"));

        run.Plan(to, "a").Steps.Should().OnlyContain(s => s.Fate == StepFate.Again);
        run.Migrate(to, "a");
        run.Only<CreateJob>().Activity.Should().Be("other_work");
        run.Only<WithdrawTask>();
        run.State.Round.Should().Be(2);
    }

    [Fact]
    public void DoneStep_ThatNothingReads_JustGoes()
    {
        var run = AtReview();
        var to = Bundle(Pipeline("p", [Job("b"), Person("review"), End()], Edge("b", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["b"])));
        var plan = run.Plan(to);
        plan.Should().Match<InstanceMigration>(p => p.Blocks.IsEmpty && p.Find("a")!.Fate == StepFate.Gone);
        run.Migrate(to);
        run["a"].Status.Should().Be(NodeStatus.Fresh);
        run.Only<OfferOutcomes>().Outcomes[1].Targets.Should().Equal("b");
    }

    /// <summary>left and right at once, then after (reads left).</summary>
    private static WorkflowDefinition Parallel(string activity) => Pipeline("p",
        [new ForkNode("parallel#1", [new("l", ["left"]), new("r", ["right"])], "join#1", false), Job("left") with { Activity = activity }, Job("right"),
         new JoinNode("join#1", "parallel#1"), Job("after", ("l", Output("left", "x"))), End()],
        Edge("parallel#1", "l", "left"), Edge("parallel#1", "r", "right"), Edge("left", "done", "join#1"), Edge("right", "done", "join#1"), Edge("join#1", "done", "after"), Edge("after", "done", "end"));

    [Fact]
    public void StepInsideABlockThatWasLeft_BringsTheOtherBranchesWithIt()
    {
        var left = Bundle(Pipeline("p",
            [new ForkNode("parallel#1", [new("w", ["work"]), new("c", ["check"])], "join#1", false), Job("work"), Person("check"), new JoinNode("join#1", "parallel#1"), Job("after"), End()],
            Edge("parallel#1", "w", "work"), Edge("parallel#1", "c", "check"), Edge("work", "done", "join#1"), Edge("check", "approve", "join#1"), Edge("check", "reject", "after"),
            Edge("join#1", "done", "after"), Edge("after", "done", "end")));
        var run = new Run(left, "p").Start().Complete("work").Decide("check", "reject");
        run.Plan(left, "check").Find("work")!.Fate.Should().Be(StepFate.Again, "the block that begins anew waits for it");
        run.Migrate(left, "check");
        run["work"].Should().Match<NodeState>(n => n.Status == NodeStatus.Active && n.Iteration == 2);
    }

    [Fact]
    public void DoneStep_OfAnEndedBranch_IsDoneAgain_WhereNothingWasBuiltOnIt()
    {
        var run = new Run(Bundle(Parallel("work")), "p").Start().Complete("left", ("x", Value.Of(1)));
        var to = Bundle(Parallel("other_work"));
        run.Plan(to).Should().Match<InstanceMigration>(p => p.Blocks.IsEmpty && p.Find("left")!.Fate == StepFate.Again && p.Find("right")!.Fate == StepFate.GoesOn);
        run.Migrate(to);
        run.Only<CreateJob>().Activity.Should().Be("other_work");
        run["right"].Status.Should().Be(NodeStatus.Active);
        run.Complete("right")["after"].Status.Should().Be(NodeStatus.Fresh, "the left branch is not there yet");
        run.Complete("left", ("x", Value.Of(2))).Only<CreateJob>().Input.Should().Be(Value.Record(("l", Value.Of(2))));
    }

    [Fact]
    public void NewStep_BehindTheRun_ThatLaterOnesNeed_Blocks()
    {
        var to = Bundle(Pipeline("p", [Job("a"), Job("check"), Job("b", ("x", Output("a", "x"))), Person("review"), End(("c", Output("check", "x")))],
            Edge("a", "done", "check"), Edge("check", "done", "b"), Edge("b", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["a"])));
        var run = AtReview();
        run.Plan(to).Blocks.Should().ContainSingle(b => b.Code == "step_passed" && b.Step == "check");
        run.Plan(to, "check").Blocks.Should().BeEmpty();
        run.Migrate(to, "check").Only<CreateJob>().Node.Should().Be("check");
        run["a"].Status.Should().Be(NodeStatus.Done);
    }

    [Fact]
    public void NewStep_AheadOfTheRun_IsSimplyNew()
    {
        var to = Bundle(Pipeline("p", [Job("a"), Job("b", ("x", Output("a", "x"))), Person("review"), Job("sign"), End(("x", Output("b", "x")))],
            Edge("a", "done", "b"), Edge("b", "done", "review"), Edge("review", "approve", "sign"), Edge("sign", "done", "end"), Back("review", "reject", ["a"])));
        var run = AtReview();
        run.Plan(to).Find("sign")!.Fate.Should().Be(StepFate.New);
        run.Migrate(to).Decide("review", "approve").Only<CreateJob>().Node.Should().Be("sign");
    }

    [Fact]
    public void Incident_OfAStepThatIsAnotherNow_IsTriedAsThat()
    {
        var run = new Run(Bundle(Review()), "p").Start().Complete("a", ("x", Value.Of(1))).Fail("b", retryable: false);
        var to = Bundle(Change("b", Other));
        run.Plan(to).Find("b")!.Fate.Should().Be(StepFate.Again);
        run.Migrate(to);
        run.Only<CloseIncident>();
        run.Only<CreateJob>().Activity.Should().Be("other_work");
    }

    [Fact]
    public void Incident_OfTheSameStep_StaysOpen_AndIsRetriedAsItIsWrittenNow()
    {
        var run = new Run(Bundle(Review()), "p").Start().Complete("a", ("x", Value.Of(1))).Fail("b", retryable: false);
        run.Migrate(Bundle(Change("b", n => ((ActivityNode)n) with { Arguments = [new("y", Constant(7))] })));
        run["b"].Status.Should().Be(NodeStatus.Incident);
        run.Apply(new RetryRequested("b", "ada")).Only<CreateJob>().Input.Should().Be(Value.Record(("y", Value.Of(7))));
    }

    [Fact]
    public void Paused_RunThatMustEnterAStep_DoesSoWhenResumed()
    {
        var run = AtReview().Apply(new PauseRequested("ada", null));
        run.Migrate(Bundle(Change("a", Other)), "a").All<CreateJob>().Should().BeEmpty();
        run.Apply(new ResumeRequested("ada")).Only<CreateJob>().Activity.Should().Be("other_work");
    }

    [Fact]
    public void Variables_KeepTheirValues_AndNewOnesBegin()
    {
        var with = (params VariableDefinition[] variables) => Bundle(Review() with { Variables = [.. variables] });
        var run = new Run(with(new("rate", "float", new Literal(Value.Of(0.1))), new("gone", "int", Constant(1))), "p").Start();
        run.Apply(new SetVariableRequested("rate", Value.Of(0.5), "ada", null));
        run.Plan(with(new VariableDefinition("rate", "string", new Literal(Value.Of("fast"))))).Blocks.Should().ContainSingle(b => b.Code == "variable_changed");
        run.Migrate(with(new("rate", "float", Constant(9)), new("more", "int", Constant(2))));
        run.State.Variables.Should().Equal(new Dictionary<string, Value> { ["more"] = Value.Of(2), ["rate"] = Value.Of(0.5) });
    }

    [Fact]
    public void Parameter_ThatTheRunWasNotGiven_Blocks()
    {
        var to = Bundle(Review() with { Parameters = [new("epochs", "int")] });
        AtReview().Plan(to).Blocks.Should().ContainSingle(b => b.Code == "parameter_missing" && b.Message.Contains("epochs"));
    }

    [Fact]
    public void Pipeline_ThatIsGone_Blocks() => AtReview().Plan(Bundle(Pipeline("q", [End()]))).Blocks.Should().ContainSingle(b => b.Code == "pipeline_gone");

    [Fact]
    public void Targets_ThatAreGone_LeadADecisionToAnIncident_NotToADefect()
    {
        var run = AtReview();
        var decided = new TaskDecided(run["review"].Work!.Value, "review", "reject", "a", null, RecordValue.Empty, "rita");
        run.Migrate(Bundle(Pipeline("p", [Job("b"), Person("review"), End()], Edge("b", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["b"]))));
        run.Apply(decided);
        run["review"].Incident!.Code.Should().Be("no_such_step");
    }
}
