using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Steps that wait for a time, a signal, or a check's alarm.</summary>
public sealed partial class Transition
{
    private void EnterWait(ActivityNode node, NodeState entered)
    {
        var input = RecordOf(node.Arguments);
        if (activities.FindWait(node.Activity) is not { } activity)
        {
            EndBadly(node.Id, "failed", "unknown_activity", $"This installation has no activity {node.Activity}; the definition was made for another.");
            return;
        }
        WaitPlan plan;
        try { plan = activity.Plan(input, now); }
        catch (ActivityFailureException e)
        {
            EndBadly(node.Id, "failed", e.Code, e.Message);
            return;
        }
        var signal = plan.Signal is { } awaited ? new WaitedSignal(awaited.Name, awaited.Correlation ?? "") : null;
        var timeout = Shorter(plan.Within, node.Settings.Timeout);
        var timeless = plan.Until is null && timeout is null && plan.Check is null;
        Set(node.Id, entered with { Wait = new(signal, plan.Check, timeless ? true : null) });
        LookForCauses();
        effects.Add(new BeginWait(node.Id, entered.Iteration, signal));
        if (plan.Until is { } until) effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Wait, until));
        if (timeout is { } longest) effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Timeout, now + longest));
        if (plan.Check is { } check) effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Check, now + check.Every));
        Journal("entered", node.Id, null, ("activity", Value.Of(node.Activity)), ("input", input), ("until", Value.Of(plan.Until?.ToString("O"))));
    }

    private static TimeSpan? Shorter(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;

    private void ReceiveSignal(SignalReceived signal)
    {
        var node = NodeAt(signal.Node);
        if (node.Iteration != signal.Iteration || !node.IsGoing || node.Wait is null)
        {
            Journal("discarded", signal.Node, signal.By, ("signal", Value.Of(signal.Name)), ("data", signal.Data));
            return;
        }
        var output = Value.Record(("event", signal.Data));
        Journal("completed", signal.Node, signal.By, ("outcome", Value.Of("received")), ("output", output), ("sent_at", Value.Of(signal.SentAt.ToString("O"))));
        WithdrawCheck(node);
        Set(signal.Node, node with { Wait = null, Work = null }); // its row went with the signal
        Complete(signal.Node, "received", output, null, timers: node.Wait.Timeless is null);
    }

    private void EndDelay(string id)
    {
        Journal("completed", id, null, ("outcome", Value.Of("done")));
        WithdrawCheck(NodeAt(id));
        Complete(id, "done", Value.Missing, null);
    }

    /// <summary>All checks of one waiting are one row of <c>job</c>: a month of hourly checks leaves one, and its journal.</summary>
    private void RunCheck(ActivityNode step, NodeState node)
    {
        var check = node.Wait!.Check!;
        if (node.Work is { } again)
        {
            Set(step.Id, node with { Status = NodeStatus.Active, Attempt = node.Attempt + 1, Failures = 0 });
            effects.Add(new RequeueJob(again, node.Attempt + 1));
            return;
        }
        var id = DeterministicId.Of(instance.Id, "job", step.Id, node.Iteration);
        Set(step.Id, node with { Work = id });
        effects.Add(new CreateJob(id, step.Id, state.Round, node.Iteration, check.Activity, check.Input as RecordValue ?? RecordValue.Empty, step.Settings));
    }

    private void EndCheck(JobCompleted done, NodeState node)
    {
        if (done.Outcome != "done")
        {
            Journal("completed", done.Node, null, ("outcome", Value.Of(done.Outcome)), ("output", done.Output), ("attempt", Value.Of(done.Attempt)));
            Complete(done.Node, done.Outcome, done.Output, null);
            return;
        }
        Journal("checked", done.Node, null, ("output", done.Output), ("attempt", Value.Of(done.Attempt)));
        effects.Add(new SetTimer(done.Node, node.Iteration, TimerKind.Check, now + node.Wait!.Check!.Every));
    }

    private void WithdrawCheck(NodeState node)
    {
        if (node is { Wait: not null, Work: { } check }) effects.Add(new CancelJob(check));
    }
}
