using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

public sealed class DeadlineTests
{
    private static Run WaitingFor(DueSetting due) =>
        new Run(Bundle(Pipeline("p", [Person("review") with { Settings = new() { By = ["judge"], Due = due } }, End()], Edge("review", "approve", "end"), Back("review", "reject", ["review"], 3))), "p").Start();

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);

    private static DateTimeOffset At(Run run, TimerKind kind) => run.All<SetTimer>().Single(t => t.Kind == kind).FiresAt;

    [Fact]
    public void Chain_IsTakenStepByStep()
    {
        var run = WaitingFor(new(Days(3), ["boss"]) { Later = [new(Days(2), ["admin"]), new(Days(1), ["owner"])] });
        At(run, TimerKind.Due).Should().Be(run.Now + Days(3));

        run.Now += Days(3);
        run.Apply(new TimerFired("review", 1, TimerKind.Due)).Only<EscalateTask>().Should().Match<EscalateTask>(e => e.Roles.Single() == "boss" && e.Step == 0);
        At(run, TimerKind.Escalate).Should().Be(run.Now + Days(2));
        run.Now += Days(2);
        run.Apply(new TimerFired("review", 1, TimerKind.Escalate)).Only<EscalateTask>().Roles.Should().Equal("admin");
        At(run, TimerKind.Escalate).Should().Be(run.Now + Days(1));
        run.Now += Days(1);
        run.Apply(new TimerFired("review", 1, TimerKind.Escalate)).Only<EscalateTask>().Roles.Should().Equal("owner");
        run.All<SetTimer>().Should().BeEmpty("the chain has ended");
        run.Apply(new TimerFired("review", 1, TimerKind.Escalate)).Effects.Should().BeEmpty();
    }

    [Fact]
    public void Due_WithoutAnyoneFurther_IsToldAllTheSame()
    {
        var run = WaitingFor(new(Days(1), []));
        run.Apply(new TimerFired("review", 1, TimerKind.Due)).Only<EscalateTask>().Roles.Should().BeEmpty();
        run.Only<JournalEntry>().Kind.Should().Be("overdue");
    }

    [Fact]
    public void Reminders_ComeBeforeItIsDue_AndGoOnInTheirRhythm()
    {
        var run = WaitingFor(new(Days(3), ["boss"]) { Remind = Days(1) });
        At(run, TimerKind.Remind).Should().Be(run.Now + Days(2));
        run.Now += Days(2);
        run.Apply(new TimerFired("review", 1, TimerKind.Remind)).Only<RemindTask>().Id.Should().Be(run["review"].Work!.Value);
        At(run, TimerKind.Remind).Should().Be(run.Now + Days(1));
    }

    [Fact]
    public void Reminder_LongerBeforeThanThereIsTime_ComesWhenItIsDue()
    {
        var run = WaitingFor(new(Days(1), []) { Remind = Days(7) });
        At(run, TimerKind.Remind).Should().Be(run.Now + Days(1));
    }

    [Fact]
    public void Decision_EndsRemindersAndChain()
    {
        var run = WaitingFor(new(Days(3), ["boss"]) { Remind = Days(1), Later = [new(Days(2), ["admin"])] });
        run.Apply(new TimerFired("review", 1, TimerKind.Due)).Decide("review", "approve");
        run.All<DropTimers>().Should().Contain(d => d.Node == "review" && d.Iteration == 1);
        run.Apply(new TimerFired("review", 1, TimerKind.Escalate), new TimerFired("review", 1, TimerKind.Remind)).Effects.Should().BeEmpty("a timer that fired before it was dropped changes nothing");
    }

    [Fact]
    public void Round_BeginsTheChainAnew()
    {
        var run = WaitingFor(new(Days(3), ["boss"]) { Later = [new(Days(2), ["admin"])] });
        run.Apply(new TimerFired("review", 1, TimerKind.Due)).Decide("review", "reject");
        run["review"].Escalations.Should().BeNull();
        run.Apply(new TimerFired("review", 1, TimerKind.Escalate)).Effects.Should().BeEmpty("that timer was the last round's");
        run.Apply(new TimerFired("review", 2, TimerKind.Due)).Only<EscalateTask>().Step.Should().Be(0);
    }
}
