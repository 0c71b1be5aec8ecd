using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Timers;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Signals;

public sealed class SignalTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncDisposable
{
    private readonly EngineUnderTest engine = new(database);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    /// <summary>Waits for the event, then once more: two signals end it.</summary>
    private static Bundle Waiting(string name, string correlation = "", int times = 1) => Bundle(Pipeline("p",
        [.. Enumerable.Range(1, times).Select(i => Wait($"w{i}", "wait_for", ("event", Value.Of(name)), ("correlation", Value.Of(correlation)))), End(("said", Output($"w{times}", "event")))],
        [.. Enumerable.Range(1, times).Select(i => Edge($"w{i}", "received", i < times ? $"w{i + 1}" : "end"))]));

    private async Task<SignalReceipt> SendAsync(Signal signal)
    {
        var receipt = await engine.The<SignalPost>().SendAsync(EngineUnderTest.Project, signal, "bob", default);
        await engine.SettleAsync();
        return receipt;
    }

    private async Task<InstanceStatus> StatusAsync(Guid run) => (await engine.StateAsync(run)).Status;

    [Fact]
    public async Task Signal_ReachesTheStepThatWaits_WithItsData()
    {
        var run = await engine.StartAsync(Waiting("approve"));
        (await engine.The<InstanceListing>().ListAsync("p", new RunFilter(), default)).Single(i => i.Id == run).Should().Match<InstanceSummary>(i => i.Doing == "waiting" && i.At.Single() == "w1");

        (await SendAsync(new("approve", Data: Value.Record(("by", Value.Of("rita")))))).Should().Be(new SignalReceipt(1, null));

        (await engine.StateAsync(run)).Result.Should().Be(Value.Record(("said", Value.Record(("by", Value.Of("rita"))))));
    }

    [Fact]
    public async Task Signal_GoesToAllWhoWaitForItsCorrelation_AndToNobodyElse()
    {
        var bundle = Waiting("paid", "order 1");
        var (first, second, other) = (await engine.StartAsync(bundle), await engine.StartAsync(bundle), await engine.StartAsync(Waiting("paid", "order 2")));
        (await SendAsync(new("paid", "order 1"))).Receivers.Should().Be(2);
        (await StatusAsync(first)).Should().Be(InstanceStatus.Finished);
        (await StatusAsync(second)).Should().Be(InstanceStatus.Finished);
        (await StatusAsync(other)).Should().Be(InstanceStatus.Running);
    }

    [Fact]
    public async Task Signal_BeforeItsWaiter_IsKeptForTheFirstWhoComes()
    {
        (await SendAsync(new("early", Data: Value.Of(1)))).KeptUntil.Should().BeAfter(DateTimeOffset.UtcNow.AddHours(23));
        await SendAsync(new("early", Data: Value.Of(2)));
        var (first, second, third) = (await engine.StartAsync(Waiting("early")), await engine.StartAsync(Waiting("early")), await engine.StartAsync(Waiting("early")));
        (await engine.StateAsync(first)).Result!.Member("said").Should().Be(Value.Of(1));
        (await engine.StateAsync(second)).Result!.Member("said").Should().Be(Value.Of(2));
        (await StatusAsync(third)).Should().Be(InstanceStatus.Running);
    }

    [Fact]
    public async Task Signal_KeptTooLong_IsTakenByNobody()
    {
        await SendAsync(new("stale"));
        await database.Database.ExecuteAsync("update deepflow.signal set kept_until = now() - interval '1 second' where name = 'stale'");
        (await SendAsync(new("unkept", Keep: TimeSpan.Zero))).KeptUntil.Should().BeNull();
        (await StatusAsync(await engine.StartAsync(Waiting("stale")))).Should().Be(InstanceStatus.Running);
        (await StatusAsync(await engine.StartAsync(Waiting("unkept")))).Should().Be(InstanceStatus.Running);
    }

    [Fact]
    public async Task Signals_OfOneBatch_ReachAStepInTheirOrder()
    {
        var run = await engine.StartAsync(Waiting("page", times: 3));
        var receipts = await engine.The<SignalPost>().SendAsync("p", [.. Enumerable.Range(1, 3).Select(i => new Signal("page", Data: Value.Of(i)))], "bob", default);
        receipts.Select(r => r.Receivers).Should().Equal(1, 0, 0);
        await engine.SettleAsync();
        (await engine.StateAsync(run)).Result!.Member("said").Should().Be(Value.Of(3));
    }

    [Fact]
    public async Task Signal_RepeatedUnderItsKey_DoesNothing()
    {
        var run = await engine.StartAsync(Waiting("once", times: 2));
        (await SendAsync(new("once", Key: "17"))).Should().Be(new SignalReceipt(1, null));
        (await SendAsync(new("once", Key: "17"))).Should().Be(new SignalReceipt(0, null, Repeated: true));
        (await engine.StateAsync(run)).NodeAt("w2").Status.Should().Be(NodeStatus.Active);
        (await SendAsync(new("once", Key: "18"))).Receivers.Should().Be(1);
    }

    [Fact]
    public async Task Signals_AndWaiters_OfTheSameMoment_AlwaysMeet()
    {
        const int count = 200;
        await using var other = new EngineUnderTest(database);
        var bundle = Waiting("meet");
        var hash = await engine.The<DeepFlow.Engine.Definitions.Bundles>().PublishAsync("p", bundle, "ada", default);
        var runs = new List<Guid>();
        using var stop = new CancellationTokenSource();
        var dispatching = new[] { engine, other }.SelectMany(e => new[] { e.The<Dispatcher>().RunAsync(stop.Token), e.The<Wakeups>().ListenAsync(stop.Token) }).ToList();
        var starting = Task.Run(async () =>
        {
            for (var i = 0; i < count; i++) runs.Add(await engine.The<InstanceCommands>().StartAsync("p", hash, "p", RecordValue.Empty, "ada"));
        });
        var sending = Task.Run(async () =>
        {
            // One waits for its predecessor's receiver: a broadcast to several would leave too few signals.
            for (var sent = 0; sent < count; sent++) await other.The<SignalPost>().SendAsync("p", new Signal("meet"), "bob", default);
        });
        await Task.WhenAll(starting, sending);

        // Whatever their order was: nobody still waits while a signal is kept.
        await DeepFlow.Testing.Eventually.IsTrueAsync(async () => await database.Database.ScalarAsync<long>("select count(*) from deepflow.event e join deepflow.instance i on i.id = e.instance where i.bundle = $1", hash) == 0);
        var (waiting, kept) = (await database.Database.ScalarAsync<long>("select count(*) from deepflow.waiter where signal = 'meet'"),
            await database.Database.ScalarAsync<long>("select count(*) from deepflow.signal where name = 'meet' and taken_at is null"));
        Math.Min(waiting, kept).Should().Be(0, $"{waiting} wait and {kept} are kept");
        await stop.CancelAsync();
        await Task.WhenAll(dispatching.Select(d => d.ContinueWith(_ => { }, TaskScheduler.Default)));
    }

    [Fact]
    public async Task Delay_IsARowUntilItsTimeHasCome()
    {
        var clock = new Clock(DateTimeOffset.UtcNow);
        await using var timed = new EngineUnderTest(database, clock);
        var run = await timed.StartAsync(Bundle(Pipeline("p", [Wait("w", "delay", ("for", Value.Of(TimeSpan.FromHours(24)))), End()], Edge("w", "done", "end"))));
        clock.Now = clock.Now.AddHours(25);
        await timed.SettleAsync();
        (await timed.StateAsync(run)).Status.Should().Be(InstanceStatus.Finished);
        (await database.Database.ScalarAsync<long>("select count(*) from deepflow.waiter where instance = $1", run)).Should().Be(0);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signal_SentWhereItsRunIsMoved_IsAnsweredOnceItIsDurable(bool startedThere)
    {
        await using var elsewhere = new EngineUnderTest(database);
        var name = $"handed over {startedThere}";
        var before = startedThere ? Guid.Empty : await elsewhere.StartAsync(Waiting(name));
        using var stop = new CancellationTokenSource();
        var running = engine.The<Dispatcher>().RunAsync(stop.Token);
        var run = startedThere ? await engine.StartAsync(Waiting(name)) : before;
        var end = engine.The<Dispatcher>().EndOf(run);

        (await engine.The<SignalPost>().SendAsync(EngineUnderTest.Project, new Signal(name), "bob", default)).Receivers.Should().Be(1);
        await end.WaitAsync(DeepFlow.Testing.Eventually.Patience);
        (await engine.The<SignalPost>().SendAsync(EngineUnderTest.Project, new Signal(name), "bob", default)).KeptUntil.Should().NotBeNull("nobody waits for it any more");

        await stop.CancelAsync();
        await running.Awaiting(r => r).Should().ThrowAsync<OperationCanceledException>();
        (await StatusAsync(run)).Should().Be(InstanceStatus.Finished);
        (await database.Database.ScalarAsync<long>("select count(*) from deepflow.event where instance = $1", run)).Should().Be(0);
    }
}
