using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;
using static DeepFlow.Engine.Tests.Tasks.TaskFixture;

namespace DeepFlow.Engine.Tests.Tasks;

public sealed class RecordedDecisionTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private static readonly FormDefinition Quality = new("quality",
    [
        new("enough", "bool", "Is there enough?", null, null, []),
        new("share", "percent", null, new Literal(Value.Of(0.5)), new RangeOf(new Literal(Value.Of(0.0)), new Literal(Value.Of(1.0))), []),
    ]);

    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => engine.AddPeopleAsync();

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task Form_FilledInWrong_IsRefusedFieldByField_AndNothingIsLost()
    {
        var task = await engine.AskAsync(Asking(form: Quality));
        var refusal = await RefusalAsync(() => engine.DecideAsync(task, new("approve", "rita", Values: Value.Record(("enough", Value.Of("yes")), ("share", Value.Of("120%"))))));
        refusal.Code.Should().Be("bad_answers");
        refusal.Fields.Select(f => $"{f.Field} {f.Code}").Should().Equal("enough wrong_type", "share out_of_bounds");
        (await engine.The<Inbox>().GetAsync("p", task.Id, default)).Status.Should().Be(HumanTaskStatus.Open);
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "rita")))).Fields.Should().ContainSingle(f => f.Field == "enough" && f.Code == "missing");
    }

    [Fact]
    public async Task Form_FilledIn_IsHandedOnTyped_WithItsDefaults()
    {
        var task = await engine.AskAsync(Asking(form: Quality));
        await engine.DecideAsync(task, new("approve", "rita", Values: Value.Record(("enough", Value.True))));
        (await engine.StateAsync(task.Root)).NodeAt("review").Output.Should().Be(
            Value.Record(("decided_by", Value.Of("rita")), ("enough", Value.True), ("share", Value.Of(0.5))));
    }

    [Fact]
    public async Task Form_OfADecisionThatLeadsBack_MayBeLeftEmpty()
    {
        var task = await engine.AskAsync(Asking(form: Quality));
        (await engine.DecideAsync(task, new("reject", "rita", "review"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task Decision_IsRecordedUnderItsDefinition_WithTheVersionsItWasMadeOn()
    {
        var data = Value.Record(("dataset", Value.Of("fashion")), ("commit", Value.Of("1a2b3c")), ("items", Value.Of(70_000)), ("id", Value.Of("fashion@1a2b3c")));
        var model = Value.Record(("name", Value.Of("fashion")), ("version", Value.Of(3)), ("id", Value.Of("fashion@3")), ("metrics", Value.Record(("accuracy", Value.Of(0.9)))));
        var shown = new Literal(Value.List([Value.Tagged("table", ("rows", Value.List([data]))), model, model]));
        var bundle = Bundle(Pipeline("p", [Person("review", ("show", shown)), End()], Edge("review", "approve", "end")));
        var task = await engine.TaskAsync(await engine.StartAsync(bundle));
        await engine.DecideAsync(task, new("approve", "rita", Comment: "fine"));

        var decision = (await engine.The<TaskPages>().GetAsync("p", task.Id, default)).Decisions.Should().ContainSingle().Subject;
        decision.Should().Match<RecordedDecision>(d => d.Person == "rita" && d.Outcome == "approve" && d.Comment == "fine" && d.Identity == "asserted" && d.Definition == bundle.Hash());
        decision.Versions.Should().Equal(data, Value.Record(("name", Value.Of("fashion")), ("version", Value.Of(3)), ("id", Value.Of("fashion@3"))));
    }

    [Fact]
    public async Task Page_HoldsEarlierRoundsOfTheStep_AlsoOfACalledPipelineThatIsCalledAgain()
    {
        var inner = Pipeline("inner", [Person("review"), End()], Edge("review", "approve", "end"));
        var outer = Pipeline("p", [new CallNode("call", "inner"), Person("accept"), End()], Edge("call", "done", "accept"), Edge("accept", "approve", "end"), Back("accept", "reject", ["call"], 3));
        var run = await engine.StartAsync(Bundle(outer, inner));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "rita", Comment: "first"));
        await engine.DecideAsync(await engine.TaskAsync(run), new("reject", "june", Comment: "again"));

        var page = await engine.The<TaskPages>().GetAsync("p", (await engine.TaskAsync(run)).Id, default);

        page.Earlier.Should().ContainSingle(r => r.Decisions.Single().Comment == "first");
        page.Candidates.Select(c => c.Name).Should().Equal("june", "rita");
    }

    [Fact]
    public async Task Page_OfAnElement_HoldsNoOtherElements()
    {
        var body = Pipeline("body", [Person("review"), End()], Edge("review", "approve", "end"));
        var outer = Pipeline("p", [new ForNode("each", "body", "item", new ListOf([Constant(1), Constant(2)]), null, [], ["review"]), End()], Edge("each", "done", "end"));
        var run = await engine.StartAsync(Bundle(outer, body));
        var tasks = await engine.The<Inbox>().ListAsync("p", new TaskFilter(Root: run), default);
        await engine.DecideAsync(tasks[1], new("approve", "rita"));

        (await engine.The<TaskPages>().GetAsync("p", tasks[0].Id, default)).Earlier.Should().BeEmpty();
    }

    [Fact]
    public async Task Migration_TakesOpenTasksAlong()
    {
        var task = await engine.AskAsync(Asking());
        var further = Asking(title: "Good?");
        var hash = await engine.The<Bundles>().PublishAsync("p", further with { Pipelines = further.Pipelines.SetItem("p", further.Pipelines["p"] with { Documentation = "Newer." }) }, "ada", default);
        await engine.The<Engine.Versions.InstanceMigrations>().ApplyAsync("p", task.Root, hash, null, "otto", default);
        await engine.SettleAsync();
        (await engine.The<Inbox>().GetAsync("p", task.Id, default)).Definition.Should().Be(hash);
    }
}
