using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Triggers;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Signals;

/// <summary>Signals that are sent where the run that waits for them is known: one transaction with its consequence, unless that would be wrong.</summary>
public sealed class SignalDeliveryTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private const string P = EngineUnderTest.Project;
    private readonly EngineUnderTest engine = new(database);
    private readonly EngineUnderTest elsewhere = new(database);
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public Task InitializeAsync()
    {
        running = engine.The<Dispatcher>().RunAsync(stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();
        await engine.DisposeAsync();
        await elsewhere.DisposeAsync();
        stop.Dispose();
    }

    private static Bundle Waiting(string name, int times = 1) => Bundle(Pipeline("p",
        [.. Enumerable.Range(1, times).Select(i => Wait($"w{i}", "wait_for", ("event", Value.Of(name)))), End(("said", Output($"w{times}", "event")))],
        [.. Enumerable.Range(1, times).Select(i => Edge($"w{i}", "received", i < times ? $"w{i + 1}" : "end"))]));

    /// <summary>A run that this process has brought to wait.</summary>
    private async Task<Guid> KnownAsync(Bundle bundle) =>
        await engine.The<InstanceCommands>().StartAsync(P, await engine.The<Bundles>().PublishAsync(P, bundle, "ada", default), "p", RecordValue.Empty, "ada");

    private Task<SignalReceipt> SendAsync(string name, string? key = null, Value? data = null) => engine.The<SignalPost>().SendAsync(P, new Signal(name, Key: key, Data: data), "bob", default);

    private Task<long> EventsAsync() => database.Database.ScalarAsync<long>("select last_value from deepflow.event_id_seq");

    private Task EndsAsync(Guid run, InstanceStatus how = InstanceStatus.Finished) => Eventually.IsTrueAsync(async () => (await engine.StateAsync(run)).Status == how);

    [Fact]
    public async Task Signal_ToARunThatIsKnown_IsOneTransactionWithItsConsequence()
    {
        var run = await KnownAsync(Waiting("direct", times: 2));
        var before = await EventsAsync();

        (await SendAsync("direct")).Should().Be(new SignalReceipt(1, null));
        (await engine.StateAsync(run)).NodeAt("w2").Status.Should().Be(NodeStatus.Active, "it was answered when that was committed");
        (await SendAsync("direct", data: Value.Of(7))).Should().Be(new SignalReceipt(1, null));

        var state = await engine.StateAsync(run);
        state.Status.Should().Be(InstanceStatus.Finished);
        state.Result.Should().Be(Value.Record(("said", Value.Of(7))));
        (await EventsAsync()).Should().Be(before, "no event tells of what is already done");
        (await SendAsync("direct")).KeptUntil.Should().NotBeNull("nobody waits for it any more");
    }

    [Fact]
    public async Task Signal_ToARunThatNobodyRemembers_IsOneTransactionWithItsConsequenceToo()
    {
        var run = await elsewhere.StartAsync(Waiting("read again"));
        var before = await EventsAsync();
        (await SendAsync("read again", data: Value.Of(7))).Should().Be(new SignalReceipt(1, null));
        (await engine.StateAsync(run)).Result.Should().Be(Value.Record(("said", Value.Of(7))));
        (await EventsAsync()).Should().Be(before);
    }

    [Fact]
    public async Task Signal_ToSeveralWhomNobodyRemembers_ReachesAll()
    {
        var bundle = Waiting("all of them");
        Guid[] runs = [await elsewhere.StartAsync(bundle), await elsewhere.StartAsync(bundle), await elsewhere.StartAsync(bundle)];
        (await SendAsync("all of them")).Receivers.Should().Be(3);
        foreach (var run in runs) await EndsAsync(run);
    }

    [Fact]
    public async Task Signal_ToARunThatIsKnown_ReachesThoseElsewhereToo()
    {
        var bundle = Waiting("everybody");
        var unknown = await elsewhere.StartAsync(bundle);
        var known = await KnownAsync(bundle);
        (await SendAsync("everybody")).Receivers.Should().Be(2);
        await EndsAsync(known);
        await EndsAsync(unknown);
    }

    [Fact]
    public async Task Signal_ToARunThatIsKnown_FiresTriggersToo()
    {
        var listening = Pipeline("listens", [Person("ask"), End()], Edge("ask", "approve", "end")) with { Triggers = [new("event", [new("name", new Literal(Value.Of("both")))], null)] };
        var hash = await engine.The<Bundles>().PublishAsync(P, Bundle(listening), "ada", default);
        await engine.The<Activations>().ActivateAsync(P, hash, "listens", RecordValue.Empty, "ada", null, default);
        var run = await KnownAsync(Waiting("both"));
        (await SendAsync("both")).Should().Be(new SignalReceipt(1, null, Triggered: 1));
        await EndsAsync(run);
    }

    [Fact]
    public async Task Signal_ToARunThatIsKnown_IsRecognisedByItsKey()
    {
        var run = await KnownAsync(Waiting("keyed", times: 2));
        (await SendAsync("keyed", key: "17")).Should().Be(new SignalReceipt(1, null));
        (await SendAsync("keyed", key: "17")).Should().Be(new SignalReceipt(0, null, Repeated: true));
        (await engine.StateAsync(run)).NodeAt("w2").Status.Should().Be(NodeStatus.Active);
    }

    [Fact]
    public async Task Signal_ToARunThatHasEndedElsewhere_IsKept()
    {
        var run = await KnownAsync(Waiting("too late"));
        var known = engine.The<Dispatcher>().Waiting.Find(P, new Signal("too late"))!;
        await engine.The<InstanceCommands>().CancelAsync(P, run, "ada", null, default);
        await EndsAsync(run, InstanceStatus.Cancelled);

        engine.The<Dispatcher>().Waiting.Find(P, new Signal("too late")).Should().BeNull();
        (await engine.The<Dispatcher>().TryDeliverAsync(known, new Signal("too late"), "bob", default)).Should().BeFalse();
        (await SendAsync("too late")).KeptUntil.Should().NotBeNull();
    }

    [Fact]
    public async Task Signals_SentAtOnce_EachReachTheirRun()
    {
        const int count = 100;
        var runs = new List<Guid>();
        for (var i = 0; i < count; i++) runs.Add(await KnownAsync(Waiting($"one of many {i}")));
        var receipts = await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => SendAsync($"one of many {i}", data: Value.Of(i)))));
        receipts.Should().OnlyContain(r => r.Receivers == 1);
        for (var i = 0; i < count; i++) (await engine.StateAsync(runs[i])).Result.Should().Be(Value.Record(("said", Value.Of(i))));
    }

    [Fact]
    public async Task Signals_ForOneStep_AtOnce_AreTakenOnce()
    {
        var run = await KnownAsync(Waiting("contended"));
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => SendAsync("contended", data: Value.Of(i)))));
        receipts.Count(r => r.Receivers == 1).Should().Be(1);
        receipts.Count(r => r.KeptUntil is not null).Should().Be(7, "a step gets one of them");
        await EndsAsync(run);
    }
}
