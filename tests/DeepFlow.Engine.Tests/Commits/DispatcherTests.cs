using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Commits;

public sealed class DispatcherTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => engine.AddPersonAsync("june", "judge");

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task Dispatchers_OnOneDatabase_NeverDoATransitionTwice()
    {
        await using var other = new EngineUnderTest(database);
        var bundle = Bundle(Pipeline("p", [Person("a"), Person("b"), End()], Edge("a", "approve", "b"), Edge("b", "approve", "end")));
        var runs = new List<Guid>();
        for (var i = 0; i < 30; i++) runs.Add(await engine.StartAsync(bundle));
        foreach (var run in runs) await engine.The<Decisions>().DecideAsync("p", (await engine.TaskAsync(run)).Id, new("approve", "june"), default);

        await Task.WhenAll(new[] { engine, other, engine, other }.Select(e => e.SettleAsync()));
        await engine.SettleAsync();

        foreach (var run in runs) (await engine.JournalAsync(run)).Should().Equal("started", "entered a", "decision a", "completed a", "entered b");
    }

    private static Bundle InlineSteps(int count) => Bundle(Pipeline("p",
        [.. Enumerable.Range(1, count).Select(i => new ActivityNode($"s{i}", "gate", ActivityKind.Inline) { Arguments = [new("require", new RecordOf([]))] }), End()],
        [.. Enumerable.Range(1, count).Select(i => Edge($"s{i}", "done", i < count ? $"s{i + 1}" : "end"))]));

    [Fact]
    public async Task InlineSteps_AreCommittedOneByOne()
    {
        var run = await engine.StartAsync(InlineSteps(10));
        (await engine.StateAsync(run)).Status.Should().Be(InstanceStatus.Finished);
        (await database.Database.ScalarAsync<long>("select version from deepflow.instance_state where instance = $1", run)).Should().Be(10, "the last one ends the run as well");
    }

    [Fact]
    public async Task StateLargerThanItsRow_IsReadAsItWasWritten()
    {
        var run = await engine.StartAsync(InlineSteps(60));
        var state = await engine.StateAsync(run);
        state.Status.Should().Be(InstanceStatus.Finished);
        state.Nodes.Should().HaveCount(61).And.OnlyContain(n => n.Value.Status == NodeStatus.Done);
        (await database.Database.ScalarAsync<long>("select count(*) from deepflow.node_state where instance = $1", run)).Should().BeGreaterThan(20);
    }

    [Fact]
    public async Task InlineSteps_LeftInTheMiddle_AreTakenUpByAnotherNode()
    {
        var hash = await engine.The<DeepFlow.Engine.Definitions.Bundles>().PublishAsync("p", InlineSteps(4), "ada", default);
        var id = Guid.CreateVersion7();
        await database.Database.ExecuteAsync("""
            with started as (
                insert into deepflow.instance (id, project, bundle, pipeline, root, arguments, started_by) values ($1, 'p', $2, 'p', $1, '{}', 'ada') returning id)
            insert into deepflow.instance_state (instance, project, doing, state, nodes)
            select id, 'p', 'g', '{"pending":"s2"}', '{"s2":{"outcome":"done"}}' from started
            """, id, hash);
        await engine.SettleAsync();
        (await engine.StateAsync(id)).Status.Should().Be(InstanceStatus.Finished);
        (await engine.JournalAsync(id)).Should().Equal("completed s3", "completed s4", "finished");
    }

    [Fact]
    public async Task StaleTransition_IsLeftOut_AndTheRestOfTheGroupIsWritten()
    {
        var bundle = Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end")));
        var (stale, fresh) = (await engine.StartAsync(bundle), await engine.StartAsync(bundle));
        PlannedTransition Plan(Guid id, long version) => new(
            new Instance("p", id, version, "h", "p", id, null, null, RecordValue.Empty, "ada", new()), new(new InstanceState { Status = InstanceStatus.Cancelled }, [], Waits: false), []);

        var moved = await engine.The<GroupCommit>().CommitAsync([Plan(stale, 99), Plan(fresh, 1)], default);

        moved.Moved.Should().BeEquivalentTo([fresh]);
        (await engine.StateAsync(stale)).Status.Should().Be(InstanceStatus.Running);
        (await engine.StateAsync(fresh)).Status.Should().Be(InstanceStatus.Cancelled);
    }

    [Fact]
    public async Task TransitionWhoseEventsAreConsumed_IsLeftOut()
    {
        var run = await engine.StartAsync(Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end"))));
        const long consumedByAnother = 987654321;
        var late = new PlannedTransition(new Instance("p", run, 1, "h", "p", run, null, null, RecordValue.Empty, "ada", new()), new(new InstanceState { Status = InstanceStatus.Cancelled }, [], Waits: false), [consumedByAnother]);

        (await engine.The<GroupCommit>().CommitAsync([late], default)).Moved.Should().BeEmpty();
        (await engine.StateAsync(run)).Status.Should().Be(InstanceStatus.Running);
    }

    [Fact]
    public async Task TransitionThatTheDatabaseRefuses_IsNamed_AndTheRestOfTheGroupIsWritten()
    {
        var bundle = Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end")));
        var (refused, fine) = (await engine.StartAsync(bundle), await engine.StartAsync(bundle));
        PlannedTransition Plan(Guid id, string reason) => new(
            new Instance("p", id, 1, "h", "p", id, null, null, RecordValue.Empty, "ada", new()), new(new InstanceState { Status = InstanceStatus.Cancelled, Reason = reason }, [], Waits: false), []);

        var result = await engine.The<GroupCommit>().CommitAsync([Plan(refused, "no text of PostgreSQL: \0"), Plan(fine, "fine")], default);

        result.Refused.Should().ContainSingle().Which.Transition.Instance.Id.Should().Be(refused);
        result.Moved.Should().BeEquivalentTo([fine]);
        (await engine.StateAsync(refused)).Status.Should().Be(InstanceStatus.Running);
    }

    [Fact]
    public async Task Start_OfARunningNode_IsOneCommitWithTheFirstStep_AndRefusedUnderAnIdThatIsTaken()
    {
        using var stop = new CancellationTokenSource();
        var running = engine.The<Dispatcher>().RunAsync(stop.Token);
        var hash = await engine.The<DeepFlow.Engine.Definitions.Bundles>().PublishAsync("p", InlineSteps(3), "ada", default);
        var id = Guid.CreateVersion7();
        var end = engine.The<Dispatcher>().EndOf(id);

        await engine.The<InstanceCommands>().StartAsync("p", hash, "p", RecordValue.Empty, "ada", id: id);
        await end.WaitAsync(DeepFlow.Testing.Eventually.Patience);
        var again = () => engine.The<InstanceCommands>().StartAsync("p", hash, "p", RecordValue.Empty, "ada", id: id);

        (await again.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be("instance_exists");
        (await engine.JournalAsync(id)).Should().Equal("started", "completed s1", "completed s2", "completed s3", "finished");
        (await database.Database.ScalarAsync<long>("select version from deepflow.instance_state where instance = $1", id)).Should().Be(3);
        await stop.CancelAsync();
        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task InstanceThatTheEngineFailsOn_IsSetAside_AndOthersGoOn()
    {
        var broken = Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "nowhere")));
        var run = await engine.StartAsync(broken);
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june"));
        (await database.Database.ScalarAsync<string>("select defect from deepflow.event where instance = $1", run)).Should().Contain("nowhere");
        await engine.StartAsync(Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end"))));
    }

    [Fact]
    public async Task Call_AndFeedbackIntoIt_RunThroughChildrenThatKeepWhatTheyHad()
    {
        var inner = Pipeline("inner", [Person("prepare"), Person("tune", ("title", Output("prepare", "comment"))), End(("by", Output("tune", "decided_by")))],
            Edge("prepare", "approve", "tune"), Edge("tune", "approve", "end"));
        var outer = Pipeline("p", [new CallNode("model", "inner"), Person("review"), End(("by", Output("model", "by")))],
            Edge("model", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["model.tune"], 2));
        var run = await engine.StartAsync(Bundle(inner, outer));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june", Comment: "prepared well"));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june"));
        await engine.DecideAsync(await engine.TaskAsync(run), new("reject", "june"));

        var again = await engine.TaskAsync(run);
        again.Should().Match<HumanTask>(t => t.Node == "tune" && t.Title == "prepared well");
        await engine.DecideAsync(again, new("approve", "june"));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june"));

        var detail = await engine.The<InstanceQueries>().GetAsync("p", run, default);
        detail.State.Result.Should().Be(Value.Record(("by", Value.Of("june"))));
        detail.Children.Should().HaveCount(2);
    }

    [Fact]
    public async Task EdgeOutOfAFor_IsFollowedByTheParent_AndTheOtherElementsAreCancelled()
    {
        var body = Pipeline("p.for#1", [Person("look"), new ExitNode("exit#1", "look.reject"), End()], Edge("look", "approve", "end"), Edge("look", "reject", "exit#1"));
        var outer = Pipeline("p", [new ForNode("for#1", "p.for#1", "x", new ListOf([Constant(1), Constant(2)]), null, [], ["look"]), Person("settle"), End()],
            Edge("for#1", "done", "end"), Edge("for#1", "look.reject", "settle"), Edge("settle", "approve", "end"));
        var run = await engine.StartAsync(Bundle(body, outer));
        var tasks = await engine.The<Inbox>().ListAsync("p", new TaskFilter(Root: run), default);
        tasks.Should().HaveCount(2);
        await engine.DecideAsync(tasks[1], new("reject", "june"));
        (await engine.TaskAsync(run)).Node.Should().Be("settle");
        (await engine.The<Inbox>().GetAsync("p", tasks[0].Id, default)).Status.Should().Be(HumanTaskStatus.Withdrawn);
        (await engine.The<InstanceQueries>().GetAsync("p", run, default)).Children.Select(c => c.State.Status).Should().BeEquivalentTo([InstanceStatus.Finished, InstanceStatus.Cancelled]);
    }

    [Fact]
    public async Task EntryIntoAPipelineThatNeverRanWithTheseArguments_StartsAtItsBeginning()
    {
        var inner = Pipeline("inner", [Person("prepare"), Person("tune"), End()], Edge("prepare", "approve", "tune"), Edge("tune", "approve", "end")) with { Parameters = [new("x", "int")] };
        var outer = Pipeline("p", [Person("ask"), new CallNode("model", "inner") { Arguments = [new("x", new Name("x"))] }, End()], Edge("ask", "approve", "model"), Edge("model", "done", "end")) with
        { Parameters = [new("x", "int")] };
        var earlier = await engine.StartAsync(Bundle(inner, outer), arguments: Value.Record(("x", Value.Of(1))));
        for (var i = 0; i < 3; i++) await engine.DecideAsync(await engine.TaskAsync(earlier), new("approve", "june"));

        var run = await engine.StartAsync(Bundle(inner, outer), arguments: Value.Record(("x", Value.Of(2))));
        await engine.The<InstanceCommands>().EnterAsync("p", run, "model.tune", "june", null, default);
        await engine.SettleAsync();
        (await engine.TaskAsync(run)).Node.Should().Be("prepare");
    }

    [Fact]
    public async Task Run_AndWhatItCallsLater_StayOnTheDefinitionThatItWasStartedWith()
    {
        Bundle Version(string title) => Bundle(Pipeline("inner", [Person("look", ("title", new Literal(Value.Of(title)))), End()], Edge("look", "approve", "end")),
            Pipeline("p", [Person("ask"), new CallNode("call", "inner"), End()], Edge("ask", "approve", "call"), Edge("call", "done", "end")));
        var run = await engine.StartAsync(Version("old"));
        await engine.StartAsync(Version("new"));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june"));
        (await engine.TaskAsync(run)).Title.Should().Be("old");
    }

    [Fact]
    public async Task EntryIntoAPipelineThatHasNotRunHere_BuildsOnItsLatestFinishedRun()
    {
        var inner = Pipeline("inner", [Person("prepare"), Person("tune", ("title", Output("prepare", "comment"))), End()], Edge("prepare", "approve", "tune"), Edge("tune", "approve", "end"));
        var outer = Pipeline("p", [Person("ask"), new CallNode("model", "inner"), End()], Edge("ask", "approve", "model"), Edge("model", "done", "end"));
        var bundle = Bundle(inner, outer);
        var earlier = await engine.StartAsync(bundle);
        foreach (var comment in new[] { "", "from the earlier run", "" }) await engine.DecideAsync(await engine.TaskAsync(earlier), new("approve", "june", Comment: comment));

        var run = await engine.StartAsync(bundle);
        await engine.The<InstanceCommands>().EnterAsync("p", run, "model.tune", "june", "new findings", default);
        await engine.SettleAsync();
        (await engine.TaskAsync(run)).Should().Match<HumanTask>(t => t.Node == "tune" && t.Title == "from the earlier run");
    }

    [Fact]
    public async Task Timer_ThatIsDue_EscalatesItsTask()
    {
        var clock = new SettableClock(DateTimeOffset.UtcNow);
        await using var timed = new EngineUnderTest(database, clock);
        var task = Person("a") with { Settings = new() { By = ["judge"], Due = new(TimeSpan.FromDays(3), ["boss"]) } };
        var run = await timed.StartAsync(Bundle(Pipeline("p", [task, End()], Edge("a", "approve", "end"))));
        await timed.SettleAsync();
        (await timed.TaskAsync(run)).Roles.Should().Equal("judge");

        clock.Now += TimeSpan.FromDays(4);
        await timed.SettleAsync();
        (await timed.TaskAsync(run)).Should().Match<HumanTask>(t => t.Roles.Contains("boss") && t.Escalated);
    }

    [Fact]
    public async Task Start_UnderOneKey_IsOneInstance()
    {
        var hash = await engine.The<DeepFlow.Engine.Definitions.Bundles>().PublishAsync("p", Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end"))), "ada", default);
        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => engine.The<InstanceCommands>().StartAsync("p", hash, "p", RecordValue.Empty, "ada", key: "once")));
        ids.Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData("unknown_pipeline")]
    [InlineData("missing_argument")]
    [InlineData("unknown_argument")]
    public async Task Start_ThatCannotBe_IsRefused(string code)
    {
        var pipeline = Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end")) with { Parameters = [new("x", "int")] };
        var hash = await engine.The<DeepFlow.Engine.Definitions.Bundles>().PublishAsync("p", Bundle(pipeline), "ada", default);
        var arguments = code switch { "missing_argument" => RecordValue.Empty, "unknown_argument" => Value.Record(("x", Value.Of(1)), ("y", Value.Of(1))), _ => Value.Record(("x", Value.Of(1))) };
        var act = () => engine.The<InstanceCommands>().StartAsync("p", hash, code == "unknown_pipeline" ? "q" : "p", arguments, "ada");
        (await act.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be(code);
    }

    private sealed class SettableClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
