using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Triggers;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Triggers;

public sealed class ActivationTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncDisposable
{
    private const string P = EngineUnderTest.Project;
    private readonly EngineUnderTest engine = new(database);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static TriggerDefinition On(string @event, string? name = null, string? value = null, string? entry = null) =>
        new(@event, name is null ? [] : [new(name, @event == "data_changed" ? new Name(value!) : new Literal(Value.Of(value)))], entry);

    /// <summary>Asks a person once, showing the parameter <c>data</c>.</summary>
    private static WorkflowDefinition Asking(string name, params TriggerDefinition[] triggers) =>
        Pipeline(name, [Person("ask", ("title", new Name("data"))), End()], Edge("ask", "approve", "end")) with { Triggers = [.. triggers], Parameters = [new("data", "any?")] };

    /// <summary>Works, then stands at a step that awaits what comes.</summary>
    private static WorkflowDefinition Standing(string name, params TriggerDefinition[] triggers) =>
        Pipeline(name, [Job("collect", ("data", new Name("data"))), Job("train"), Wait("watch", "wait_for", ("event", Value.Of("alarm of " + name))), End()],
            Edge("collect", "done", "train"), Edge("train", "done", "watch"), Edge("watch", "received", "end")) with { Triggers = [.. triggers], Parameters = [new("data", "any?")] };

    private static RecordValue Data(string dataset, string commit) => Value.Record(("dataset", Value.Of(dataset)), ("commit", Value.Of(commit)), ("items", Value.Of(3)), ("branch", Value.Of("main")));

    private async Task<Activation> ActivateAsync(WorkflowDefinition definition, RecordValue? arguments = null)
    {
        var hash = await engine.The<Bundles>().PublishAsync(P, Bundle(definition), "ada", default);
        var activation = await engine.The<Activations>().ActivateAsync(P, hash, definition.Name, arguments ?? RecordValue.Empty, "ada", null, default);
        await engine.SettleAsync();
        return activation;
    }

    private async Task<SignalReceipt> SignalAsync(string name, string? key = null)
    {
        var receipt = await engine.The<SignalPost>().SendAsync(P, new Signal(name, Key: key), "bob", default);
        await engine.SettleAsync();
        return receipt;
    }

    private Task<int> TellAsync(string dataset, string commit) => engine.The<Activations>().TellAsync(P, Change.OfData(dataset, "main", commit, Data(dataset, commit)), default);

    private async Task<List<Guid>> RunsAsync(Activation activation) => (await engine.The<Activations>().ListAsync(P, default)).Single(a => a.Id == activation.Id).Running.ToList();

    private async Task<List<string>> CausesAsync(string name) =>
        [.. (await engine.The<Activations>().CausesAsync(P, name, 100, default)).OrderBy(c => c.Id).Select(c => $"{c.Trigger}: {c.Key} {c.Status}")];

    [Fact]
    public async Task Causes_AreGivenToRuns_WithoutALookAtTheManyThatHaveEnded()
    {
        var activation = await ActivateAsync(Asking("often", On("event", "name", "often")));
        await SignalAsync("often");
        await database.Database.ExecuteAsync("""
            insert into deepflow.instance (id, project, bundle, pipeline, root, started_by, arguments, activation)
            select md5(n::text)::uuid, 'p', 'b', 'often', md5(n::text)::uuid, 'ada', '{}', $1 from generate_series(1, 2000) n
            """, activation.Id);
        await database.Database.ExecuteAsync("update deepflow.instance set status = 'finished', ended_at = now() where pipeline = 'often' and bundle = 'b'");
        await database.Database.ExecuteAsync("vacuum (analyze) deepflow.instance, deepflow.activated_run");

        var plan = await database.DataSource.QueryAsync("explain " + Causes.Living, r => r.GetString(0), [activation.Id, Array.Empty<string>()], default);

        string.Join('\n', plan).Should().Contain("activated_run").And.NotContain(" on instance ");
        var run = (await RunsAsync(activation)).Should().ContainSingle().Subject;
        await engine.The<InstanceCommands>().CancelAsync(P, run, "ada", null, default);
        await engine.SettleAsync();
        (await RunsAsync(activation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Signal_FiresItsTriggerOnce_AndStartsARunInTheActivatorsName()
    {
        var activation = await ActivateAsync(Asking("on_event", On("event", "name", "collect", entry: "ask")));
        activation.Triggers.Should().Equal("event(collect) -> ask");
        (await SignalAsync("collect", key: "monday")).Should().Be(new SignalReceipt(0, null, Triggered: 1));
        (await SignalAsync("collect", key: "monday")).Repeated.Should().BeTrue();

        var run = (await RunsAsync(activation)).Should().ContainSingle().Subject;
        (await engine.The<InstanceQueries>().GetAsync(P, run, default)).StartedBy.Should().Be("ada");
        (await engine.JournalAsync(run)).Should().StartWith("started");
        (await CausesAsync("on_event")).Should().Equal("event(collect) -> ask: monday Started");
    }

    [Fact]
    public async Task Activation_OfAPipelineThatBeginsByItself_StartsItOnce()
    {
        var activation = await ActivateAsync(Asking("at_once", On("started")));
        (await ActivateAsync(Asking("at_once", On("started"), On("event", "name", "again")))).Id.Should().Be(activation.Id, "a name that is active is renewed");
        (await RunsAsync(activation)).Should().ContainSingle();
    }

    [Fact]
    public async Task Causes_DuringARun_AreQueued_AndStartWhenItEnds()
    {
        await engine.AddPersonAsync("june", "judge");
        var activation = await ActivateAsync(Asking("queued", On("event", "name", "job")));
        await SignalAsync("job");
        await SignalAsync("job");
        var first = (await RunsAsync(activation)).Should().ContainSingle().Subject;
        await engine.DecideAsync(await engine.TaskAsync(first), new("approve", "june"));
        (await RunsAsync(activation)).Should().ContainSingle().Which.Should().NotBe(first);
    }

    [Fact]
    public async Task Overflow_Replace_CancelsTheRun_ThenStartsTheNext()
    {
        var activation = await ActivateAsync(Asking("replaced", On("event", "name", "fresh")) with { Concurrency = new(1, Overflow.Replace) });
        await SignalAsync("fresh");
        var first = (await RunsAsync(activation)).Single();
        await SignalAsync("fresh");
        (await engine.StateAsync(first)).Status.Should().Be(InstanceStatus.Cancelled);
        (await RunsAsync(activation)).Should().ContainSingle().Which.Should().NotBe(first);
    }

    [Fact]
    public async Task TwoCommits_DuringARun_GiveOneFurtherRound_OnTheNewer()
    {
        var activation = await ActivateAsync(Standing("living", On("data_changed", "data", "data", entry: "collect"), On("started")), Value.Record(("data", Data("living", "c1"))));
        var run = (await RunsAsync(activation)).Single();
        await engine.CompleteAsync(await engine.ClaimAsync(run));

        (await TellAsync("living", "c2")).Should().Be(1);
        (await TellAsync("living", "c3")).Should().Be(1);
        (await TellAsync("living", "c3")).Should().Be(0, "a cause fires once");
        await engine.SettleAsync();
        (await engine.StateAsync(run)).Round.Should().Be(1, "it does not stand where it may be led away");
        await engine.CompleteAsync(await engine.ClaimAsync(run));

        (await engine.StateAsync(run)).Should().Match<InstanceState>(s => s.Round == 2 && s.NodeAt("watch").Status == NodeStatus.Fresh);
        var again = await engine.ClaimAsync(run);
        again.Node.Should().Be("collect");
        again.Input.Member("data").Member("commit").Should().Be(Value.Of("c3"));
        (await CausesAsync("living")).Should().Equal("started: activated Started", "data_changed(data) -> collect: c2 Replaced", "data_changed(data) -> collect: c3 Delivered");
        (await engine.JournalAsync(run)).Should().Contain(["cause_replaced", "triggered collect"]);
        await engine.CompleteAsync(again);
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        await SignalAsync("alarm of living");
        (await engine.StateAsync(run)).Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public async Task Cause_ForALivingRunThatHasEnded_StartsARunAtItsStep()
    {
        var activation = await ActivateAsync(Standing("ended", On("event", "name", "findings", entry: "train")));
        await SignalAsync("findings");
        var run = (await RunsAsync(activation)).Single();
        var job = await engine.ClaimAsync(run);
        job.Node.Should().Be("train");
        await engine.CompleteAsync(job);
    }

    [Fact]
    public async Task Step_ThatChangesData_FiresWhatWatchesIt_WhenItsCompletionCounts()
    {
        var watching = await ActivateAsync(Asking("watching", On("data_changed", "data", "data")), Value.Record(("data", Data("watched", "c0"))));
        var maker = Bundle(Pipeline("p", [Job("version"), End()], Edge("version", "done", "end")));

        var late = await engine.StartAsync(maker);
        var job = await engine.ClaimAsync(late);
        await engine.The<InstanceCommands>().CancelAsync(P, late, "ada", null, default);
        await engine.SettleAsync();
        (await engine.CompleteAsync(job, publish: Announcing(job, "watched", "discarded"))).Should().BeFalse();
        (await RunsAsync(watching)).Should().BeEmpty("a discarded completion fires nothing");

        var counted = await engine.ClaimAsync(await engine.StartAsync(maker));
        await engine.CompleteAsync(counted, publish: Announcing(counted, "watched", "c9"));
        var run = (await RunsAsync(watching)).Should().ContainSingle().Subject;
        (await engine.The<InstanceQueries>().GetAsync(P, run, default)).Arguments.Member("data").Member("commit").Should().Be(Value.Of("c9"));
    }

    private static Func<Npgsql.NpgsqlTransaction, CancellationToken, Task> Announcing(DeepFlow.Engine.Jobs.Job job, string dataset, string commit) =>
        new DeepFlow.Engine.Jobs.ChangeRows(job).Write(0, Change.OfData(dataset, "main", commit, Data(dataset, commit)));

    [Fact]
    public async Task OwnChanges_DoNotFireAnActivationAnew()
    {
        var activation = await ActivateAsync(Pipeline("own", [Job("version"), End()], Edge("version", "done", "end")) with
        { Triggers = [On("data_changed", "data", "data"), On("started")], Parameters = [new("data", "any?")] }, Value.Record(("data", Data("own", "c0"))));
        var job = await engine.ClaimAsync((await RunsAsync(activation)).Single());
        await engine.CompleteAsync(job, publish: Announcing(job, "own", "own commit"));
        (await CausesAsync("own")).Should().Equal("started: activated Started");
    }

    [Fact]
    public async Task RunThatFinishes_FiresWhatFollowsIt()
    {
        await engine.AddPersonAsync("june", "judge");
        var follower = await ActivateAsync(Asking("follower", On("finished", "pipeline", "leader")));
        var run = await engine.StartAsync(Bundle(Asking("leader")), "leader");
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june"));
        (await RunsAsync(follower)).Should().ContainSingle();
        (await CausesAsync("follower")).Should().Equal($"finished(leader): {run} Started");
    }

    [Fact]
    public async Task Deactivated_StartsNothingMore_AndDropsWhatWaits()
    {
        var activation = await ActivateAsync(Asking("off", On("event", "name", "tick")));
        await SignalAsync("tick");
        await SignalAsync("tick");
        await engine.The<Activations>().DeactivateAsync(P, "off", "ada", default);
        (await SignalAsync("tick")).Triggered.Should().Be(0);
        (await engine.The<Activations>().ListAsync(P, default)).Should().NotContain(a => a.Id == activation.Id);
        (await engine.The<Activations>().CausesAsync(P, "off", 10, default)).Select(c => c.Status).Should().Equal(CauseStatus.Dropped, CauseStatus.Started);
        await ((Func<Task>)(() => engine.The<Activations>().DeactivateAsync(P, "off", "ada", default))).Should().ThrowAsync<EngineException>().Where(e => e.Code == "unknown_activation");
    }

    [Theory]
    [InlineData("data_changed", "trigger_unbound")]
    [InlineData(null, "no_triggers")]
    public async Task Activation_ThatCouldNeverFire_IsRefused(string? trigger, string code)
    {
        var act = () => ActivateAsync(Asking("never", trigger is null ? [] : [On(trigger, "data", "data")]));
        (await act.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be(code);
    }

    [Fact]
    public async Task Activation_OnAVersionThatNoBranchHolds_IsRefused()
    {
        var fixedVersion = Value.Record(("dataset", Value.Of("fashion")), ("commit", Value.Of("c1")), ("items", Value.Of(3)));
        var act = () => ActivateAsync(Asking("never", On("data_changed", "data", "data")), Value.Record(("data", fixedVersion)));
        (await act.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be("trigger_unbound");
    }
}
