using DeepFlow.Engine.Triggers;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Triggers;

/// <summary>What becomes of causes: started, delivered, replaced, kept.</summary>
public sealed class CausePlanTests
{
    private static readonly Guid Run = Guid.Parse("11111111-1111-7111-8111-111111111111");
    private static readonly WorkflowDefinition Plain = Pipeline("p", [Job("a"), End()], Edge("a", "done", "end"));
    private static readonly WorkflowDefinition Awaiting = Pipeline("p", [Job("a"), Wait("watch", "wait_for", ("event", Value.Of("x"))), End()], Edge("a", "done", "watch"), Edge("watch", "received", "end"));

    private static WaitingCause Cause(long id, string @event, string? entry = null) => new(id, $"{@event}{entry}", @event, entry);

    private static LivingRun Standing(bool stands = true) => new(Run, stands);

    private static IEnumerable<string> Plan(WorkflowDefinition definition, LivingRun[] living, params WaitingCause[] waiting) =>
        CausePlan.Of(definition, waiting, living).Select(s => $"{s.GetType().Name} {s.Cause}{(s is CauseStep.Replace r ? $" by {r.By}" : "")}");

    [Fact]
    public void Cause_WithRoom_StartsARun() => Plan(Plain, [], Cause(1, "event")).Should().Equal("Start 1");

    [Fact]
    public void Signals_DuringARun_AreQueued_EachForARunOfItsOwn()
    {
        Plan(Plain, [Standing()], Cause(1, "event"), Cause(2, "event")).Should().BeEmpty();
        Plan(Plain, [], Cause(1, "event"), Cause(2, "event")).Should().Equal("Start 1");
    }

    [Theory]
    [InlineData("data_changed")]
    [InlineData("pushed")]
    [InlineData("cron")]
    public void Versions_DuringARun_AreReplacedByTheNewest(string @event)
    {
        Plan(Plain, [Standing()], Cause(1, @event), Cause(2, @event), Cause(3, @event)).Should().Equal("Replace 1 by 3", "Replace 2 by 3");
        Plan(Plain, [], Cause(3, @event)).Should().Equal("Start 3");
    }

    [Fact]
    public void Causes_OfDifferentTriggers_DoNotReplaceEachOther() =>
        Plan(Plain, [Standing()], Cause(1, "data_changed"), Cause(2, "cron")).Should().BeEmpty();

    [Fact]
    public void SeveralRuns_AreStarted_UpToTheirNumber() =>
        Plan(Plain with { Concurrency = new(3, Overflow.Queue) }, [Standing()], Cause(1, "event"), Cause(2, "event"), Cause(3, "event")).Should().Equal("Start 1", "Start 2");

    [Fact]
    public void Overflow_Replace_EndsTheRunUnderWay_ForTheNewestCause() =>
        Plan(Plain with { Concurrency = new(1, Overflow.Replace) }, [Standing()], Cause(1, "event"), Cause(2, "event")).Should().Equal("Replace 1 by 2", "Cancel 2");

    [Fact]
    public void Trigger_WithAStep_GoesToTheLivingRunThatStands() =>
        Plan(Awaiting, [Standing()], Cause(1, "event", "a"), Cause(2, "data_changed", "a")).Should().Equal("Deliver 1");

    [Fact]
    public void Trigger_WithAStep_IsKept_NewestOnly_WhileTheRunIsBusy()
    {
        Plan(Awaiting, [Standing(false)], Cause(1, "event", "a"), Cause(2, "event", "a")).Should().Equal("Replace 1 by 2");
        Plan(Awaiting, [Standing(false)], Cause(2, "event", "a")).Should().BeEmpty();
    }

    [Fact]
    public void Trigger_WithAStep_StartsARunThere_WhereNoneLives() => Plan(Awaiting, [], Cause(1, "event", "a")).Should().Equal("Start 1");

    [Fact]
    public void Trigger_WithAStep_OfAPipelineThatNeverAwaits_StartsRuns() =>
        Plan(Plain, [Standing()], Cause(1, "event", "a"), Cause(2, "event", "a")).Should().BeEmpty("they are queued");

    [Fact]
    public void Started_IsNeverDelivered() => Plan(Awaiting, [Standing()], Cause(1, "started", "a")).Should().BeEmpty();
}
