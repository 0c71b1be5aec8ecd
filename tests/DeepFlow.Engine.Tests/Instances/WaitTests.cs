using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Watches something, as a monitor does.</summary>
[Activity("watch")]
[Outcome("alarm")]
[Outcome("timeout")]
public sealed class Watch : WaitActivity<Watch.Input, Watch.Output>
{
    public sealed record Input(TimeSpan Every);

    public sealed record Output(double Measured);

    public override WaitPlan Plan(Input input, DateTimeOffset now) => new() { Check = new("measure", Value.Record(("of", Value.Of("x"))), input.Every) };
}

/// <summary>Steps that wait for a time, a signal, or a check's alarm.</summary>
public sealed class WaitTests
{
    private static Run OneWait(ActivityNode wait, params Connection[] more) =>
        new Run(Bundle(Pipeline("p", [wait, Job("next"), Job("late"), End()], [Edge("next", "done", "end"), Edge("late", "done", "end"), .. more])), "p").Start();

    private static Run Signal(params Connection[] more) =>
        OneWait(Wait("w", "wait_for", ("event", Value.Of("go")), ("correlation", Value.Of("order 17"))), [Edge("w", "received", "next"), .. more]);

    private static Run Checks(StepSettings? settings = null) =>
        OneWait(Wait("w", "watch", ("every", Value.Of(TimeSpan.FromHours(1)))) with { Settings = settings ?? StepSettings.None }, Edge("w", "alarm", "next"), Edge("w", "timeout", "late"));

    [Fact]
    public void Delay_EndsWhenItsTimerFires()
    {
        var run = OneWait(Wait("w", "delay", ("for", Value.Of(TimeSpan.FromHours(24)))), Edge("w", "done", "next"));
        run.Only<SetTimer>().Should().Be(new SetTimer("w", 1, TimerKind.Wait, run.Now.AddHours(24)));
        run.All<CreateJob>().Should().BeEmpty();

        run.Apply(new TimerFired("w", 1, TimerKind.Wait)).Only<CreateJob>().Node.Should().Be("next");
        run.All<EndWait>().Should().ContainSingle();
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01T00:00Z")]
    [InlineData("2026-03-01T08:00+01:00", "2026-03-01T07:00Z")]
    [InlineData("2020-01-01", "2020-01-01T00:00Z")]
    public void Delay_UntilADayOrMoment_EndsThen(string until, string fires) =>
        OneWait(Wait("w", "delay", ("until", Value.Of(until)))).Only<SetTimer>().FiresAt.Should().Be(DateTimeOffset.Parse(fires));

    [Fact]
    public void Delay_ThatSaysNoTime_IsAnIncident() =>
        OneWait(Wait("w", "delay")).Only<OpenIncident>().Incident.Should().Match<IncidentState>(i => i.Code == "bad_input" && i.Message.Contains("until"));

    [Fact]
    public void WaitFor_GoesOnWithWhatTheSignalCarries()
    {
        var run = Signal();
        run.Only<BeginWait>().Signal.Should().Be(new WaitedSignal("go", "order 17"));
        run.Receive("w", Value.Record(("user", Value.Of("bob"))));
        run["w"].Output.Should().Be(Value.Record(("event", Value.Record(("user", Value.Of("bob"))))));
        run.Only<CreateJob>().Node.Should().Be("next");
        run.All<EndWait>().Should().BeEmpty("its row went with the signal");
    }

    [Fact]
    public void WaitFor_NotWithinItsTime_LeavesByTimeoutAndListensNoMore()
    {
        var run = OneWait(Wait("w", "wait_for", ("event", Value.Of("go")), ("within", Value.Of(TimeSpan.FromMinutes(5)))) with { Settings = new() { Timeout = TimeSpan.FromDays(1) } },
            Edge("w", "received", "next"), Edge("w", "timeout", "late"));
        run.Only<SetTimer>().Should().Be(new SetTimer("w", 1, TimerKind.Timeout, run.Now.AddMinutes(5)), "the shorter of the two counts");
        run.Apply(new TimerFired("w", 1, TimerKind.Timeout)).Only<CreateJob>().Node.Should().Be("late");
        run.All<EndWait>().Should().NotBeEmpty().And.OnlyContain(e => e.Signal!.Name == "go");
    }

    [Fact]
    public void Signal_ForAnEarlierRound_IsDiscardedVisibly()
    {
        var run = Signal().Apply(new EnterRequested("w", "ada", "anew"));
        run.Only<EndWait>().Iteration.Should().Be(1);
        run.Apply(new SignalReceived("w", 1, "go", Value.Missing, "bob", run.Now));
        run["w"].Status.Should().Be(NodeStatus.Active);
        run.Only<JournalEntry>().Kind.Should().Be("discarded");
    }

    [Fact]
    public void Wait_InABlockThatAnotherBranchWins_IsWithdrawn()
    {
        var run = new Run(Bundle(Pipeline("p", [new ForkNode("fork", [new("a", ["settle"]), new("b", ["veto"])], "join", Any: true), Wait("settle", "delay", ("for", Value.Of(TimeSpan.FromHours(24)))),
            Wait("veto", "wait_for", ("event", Value.Of("veto"))), new JoinNode("join", "fork"), End(("by", Output("veto", "event")))],
            Edge("fork", "a", "settle"), Edge("fork", "b", "veto"), Edge("settle", "done", "join"), Edge("veto", "received", "join"), Edge("join", "done", "end"))), "p").Start();
        run.Receive("veto", Value.Of("rita"));
        run.All<EndWait>().Should().ContainSingle(e => e.Node == "settle");
        run.State.Result.Should().Be(Value.Record(("by", Value.Of("rita"))));
    }

    [Fact]
    public void Check_ThatFindsNothing_IsRepeatedAfterItsInterval()
    {
        var run = Checks();
        run.Only<SetTimer>().Should().Be(new SetTimer("w", 1, TimerKind.Check, run.Now.AddHours(1)));
        var check = run.Apply(new TimerFired("w", 1, TimerKind.Check)).Only<CreateJob>();
        (check.Activity, check.Input).Should().Be(("measure", Value.Record(("of", Value.Of("x")))));

        run.Now = run.Now.AddHours(2);
        run.Complete("w").Only<SetTimer>().FiresAt.Should().Be(run.Now.AddHours(1));
        run.Apply(new TimerFired("w", 1, TimerKind.Check)).Only<RequeueJob>().Attempt.Should().Be(2, "one row holds all checks of a waiting");
    }

    [Fact]
    public void Check_WithAnAlarm_LeavesByItsOutcome()
    {
        var run = Checks().Apply(new TimerFired("w", 1, TimerKind.Check));
        run.Apply(run.Completion("w", "alarm", ("measured", Value.Of(0.3))));
        run.Only<CreateJob>().Node.Should().Be("next");
        run["w"].Output.Should().Be(Value.Record(("measured", Value.Of(0.3))));
    }

    [Fact]
    public void Check_OverdueWithTheWaiting_IsCancelled()
    {
        var run = Checks(new() { Timeout = TimeSpan.FromDays(30) }).Apply(new TimerFired("w", 1, TimerKind.Check));
        run.Apply(new TimerFired("w", 1, TimerKind.Timeout));
        run.All<CancelJob>().Should().ContainSingle();
        run.Only<CreateJob>().Node.Should().Be("late");
    }

    [Fact]
    public void Check_ThatFails_IsRetriedAndThenToldAsAnIncident()
    {
        var run = Checks(new() { Retry = RetrySetting.Default(1) }).Apply(new TimerFired("w", 1, TimerKind.Check)).Fail("w");
        run.Only<SetTimer>().Kind.Should().Be(TimerKind.Retry);
        run.Apply(new TimerFired("w", 1, TimerKind.Retry)).Only<RequeueJob>();
        run.Fail("w").Only<OpenIncident>();
        run.All<EndWait>().Should().ContainSingle();
    }
}
