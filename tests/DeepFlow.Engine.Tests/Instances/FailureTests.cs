using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Retries, timeouts, dead workers, and the incidents that wait for a person.</summary>
public sealed class FailureTests
{
    private static Run OneJob(StepSettings settings, params Connection[] more) =>
        new Run(Bundle(Pipeline("p", [Job("a") with { Settings = settings }, Job("mend"), End()], [Edge("a", "done", "end"), Edge("mend", "done", "end"), .. more])), "p").Start();

    [Fact]
    public void Failure_WithRetriesLeft_PlansAnotherAttemptAsATimer()
    {
        var run = OneJob(new() { Retry = new(2, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5)) }).Fail("a");
        var timer = run.Only<SetTimer>();
        timer.Kind.Should().Be(TimerKind.Retry);
        (timer.FiresAt - run.Now).Should().BeCloseTo(TimeSpan.FromSeconds(8.75), TimeSpan.FromSeconds(1.25), "the first delay, less up to a quarter of jitter");

        run.Apply(new TimerFired("a", 1, TimerKind.Retry)).Only<RequeueJob>().Attempt.Should().Be(2);
        run.Fail("a").Only<SetTimer>().FiresAt.Should().BeAfter(run.Now.AddSeconds(14), "the delay doubles");
    }

    [Fact]
    public void Failure_WithoutRetriesOrEdge_IsAnIncidentThatWaits()
    {
        var run = OneJob(StepSettings.None).Fail("a");
        run.State.Status.Should().Be(InstanceStatus.Running);
        run["a"].Status.Should().Be(NodeStatus.Incident);
        run.Only<OpenIncident>().Incident.Message.Should().Be("It broke.");
    }

    [Fact]
    public void Failure_ThatARetryCannotMend_IsNotRetried() =>
        OneJob(new() { Retry = RetrySetting.Default(5) }).Fail("a", retryable: false)["a"].Status.Should().Be(NodeStatus.Incident);

    [Fact]
    public void Failure_WithAnEdge_FollowsIt() =>
        OneJob(StepSettings.None, Edge("a", "failed", "mend")).Fail("a").Only<CreateJob>().Node.Should().Be("mend");

    [Fact]
    public void Timeout_CancelsTheJobAndLeavesByItsOutcome()
    {
        var run = OneJob(new() { Timeout = TimeSpan.FromHours(2) }, Edge("a", "timeout", "mend"));
        run.Only<SetTimer>().FiresAt.Should().Be(run.Now.AddHours(2));
        run.Apply(new TimerFired("a", 1, TimerKind.Timeout));
        run.All<CancelJob>().Should().ContainSingle();
        run.Only<CreateJob>().Node.Should().Be("mend");
        run.All<JournalEntry>().Select(entry => $"{entry.Kind} {entry.Node}").Should().Equal("timed_out a", "entered mend");
    }

    [Fact]
    public void Timer_OfAnEarlierIteration_ChangesNothing()
    {
        var run = OneJob(new() { Timeout = TimeSpan.FromHours(2) });
        run.Apply(new TimerFired("a", 0, TimerKind.Timeout)).Effects.Should().BeEmpty();
    }

    [Fact]
    public void Completion_OfAFencedAttempt_IsDiscarded()
    {
        var run = OneJob(StepSettings.None);
        var late = run.Completion("a", "done");
        run.Apply(new JobLost(run["a"].Work!.Value, "a", 1, "w1")).Only<RequeueJob>().Attempt.Should().Be(2);
        run.Apply(late);
        run.All<DiscardJob>().Should().ContainSingle();
        run["a"].Status.Should().Be(NodeStatus.Active);
        run.Complete("a").State.Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public void Worker_ThatDiesAgainAndAgain_ParksTheJobAsAnIncident()
    {
        var run = OneJob(StepSettings.None);
        for (var i = 1; i <= Transition.MostLosses; i++) run.Apply(new JobLost(run["a"].Work!.Value, "a", run["a"].Attempt, "w" + i));
        run.Only<OpenIncident>().Incident.Code.Should().Be("worker_lost");
        run.All<RequeueJob>().Should().BeEmpty();
    }

    [Fact]
    public void Job_GivenBack_DoesNotCountAsALoss()
    {
        var run = OneJob(StepSettings.None);
        for (var i = 1; i <= 10; i++) run.Apply(new JobLost(run["a"].Work!.Value, "a", run["a"].Attempt, "w", Released: true));
        run["a"].Should().Match<NodeState>(n => n.Status == NodeStatus.Active && n.Attempt == 11);
    }

    [Fact]
    public void Incident_Retried_RunsTheStepAnew()
    {
        var run = OneJob(StepSettings.None).Fail("a").Apply(new RetryRequested("a", "ada"));
        run.Only<CloseIncident>().Resolution.Should().Be("retried");
        run.Only<CreateJob>().Iteration.Should().Be(2);
        run.Complete("a").State.Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public void Incident_Skipped_GoesOnWithTheGivenOutput()
    {
        var run = OneJob(StepSettings.None).Fail("a").Apply(new SkipRequested("a", "ada", "done", Value.Record(("x", Value.Of(1)))));
        run["a"].Output.Should().Be(Value.Record(("x", Value.Of(1))));
        run.State.Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public void Due_OffersTheTaskToFurtherRoles()
    {
        var task = Person("a") with { Settings = new() { By = ["judge"], Due = new(TimeSpan.FromDays(3), ["boss"]) } };
        var run = new Run(Bundle(Pipeline("p", [task, End()], Edge("a", "approve", "end"))), "p").Start();
        run.Only<CreateTask>().DueAt.Should().Be(run.Now.AddDays(3));
        run.Apply(new TimerFired("a", 1, TimerKind.Due)).Only<EscalateTask>().Roles.Should().Equal("boss");
    }

    [Fact]
    public void Outcome_WithoutAnEdge_IsAnIncident()
    {
        var run = new Run(Bundle(Pipeline("p", [Person("a"), End()], Edge("a", "approve", "end"))), "p").Start().Decide("a", "reject");
        run.Only<OpenIncident>().Incident.Code.Should().Be("no_way_on");
    }

    [Fact]
    public void Child_ThatFails_RaisesAnIncidentAtItsCaller()
    {
        var run = new Run(Bundle(Pipeline("p", [new CallNode("call", "inner"), End()], Edge("call", "done", "end")), Pipeline("inner", [Job("x"), End()])), "p").Start();
        run.Apply(new ChildEnded(run["call"].Work!.Value, "call", InstanceStatus.Failed, Value.Missing, "accuracy 0.2 is too low"));
        run.Only<OpenIncident>().Incident.Message.Should().Be("accuracy 0.2 is too low");
    }
}
