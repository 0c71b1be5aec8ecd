using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>What becomes of the work that nodes own: jobs, tasks, timers, children, and the incidents among them.</summary>
public sealed partial class Transition
{
    /// <summary>The step is done within this transition, and left by the next: its output is committed before anything builds on it.</summary>
    private void RunInline(ActivityNode node)
    {
        var activity = activities.FindInline(node.Activity);
        if (activity is null)
        {
            EndBadly(node.Id, "failed", "unknown_activity", $"This installation has no activity {node.Activity}; the definition was made for another.");
            return;
        }
        try
        {
            var (outcome, output) = activity.Run(RecordOf(node.Arguments));
            Set(node.Id, NodeAt(node.Id) with { Status = NodeStatus.Done, Outcome = outcome, Output = output });
            Journal("completed", node.Id, null, ("outcome", Value.Of(outcome)));
            if (state.Pending is null && !EndsTheRun(node.Id, outcome)) state = state with { Pending = new(node.Id, outcome) };
            else Leave(node.Id, outcome, null); // nothing builds on it any more; or two branches of a block, both inline: they share the commit
        }
        catch (ActivityFailureException e) { EndBadly(node.Id, "failed", e.Code, e.Message); }
    }

    private bool EndsTheRun(string id, string outcome) =>
        definition.Find(id, outcome) is { Feedback: false, Max: null, To: [var to, ..] } && definition.Find(to) is ReturnNode;

    private void GoOn()
    {
        if (state.Pending is not { } pending) return;
        state = state with { Pending = null };
        Leave(pending.Node, pending.Outcome, null);
    }

    private void CompleteJob(JobCompleted done)
    {
        if (!IsCurrent(done.Node, done.Job, done.Attempt))
        {
            effects.Add(new DiscardJob(done.Job));
            Journal("discarded", done.Node, null, ("job", Value.Of(done.Job.ToString())), ("attempt", Value.Of(done.Attempt)));
            return;
        }
        effects.Add(new FireChanges(done.Job));
        if (NodeAt(done.Node) is { Wait: not null } waiting)
        {
            EndCheck(done, waiting);
            return;
        }
        Journal("completed", done.Node, null, ("outcome", Value.Of(done.Outcome)), ("output", done.Output), ("attempt", Value.Of(done.Attempt)));
        Complete(done.Node, done.Outcome, done.Output, null);
    }

    private void FailJob(JobFailed failed)
    {
        if (!IsCurrent(failed.Node, failed.Job, failed.Attempt)) return;
        var node = NodeAt(failed.Node);
        node = node with { Failures = node.Failures + 1 };
        Set(failed.Node, node);
        Journal("attempt_failed", failed.Node, null, ("code", Value.Of(failed.Code)), ("message", Value.Of(failed.Message)), ("attempt", Value.Of(failed.Attempt)));
        var retry = SettingsOf(definition.Find(failed.Node)!).Retry;
        if (failed.Retryable && retry is not null && node.Failures <= retry.Attempts)
        {
            var at = now + Backoff.Delay(retry, node.Failures, failed.Job);
            Set(failed.Node, node with { Status = NodeStatus.Retrying });
            effects.Add(new SetTimer(failed.Node, node.Iteration, TimerKind.Retry, at));
            Journal("retry_planned", failed.Node, null, ("at", Value.Of(at.ToString("O"))));
            return;
        }
        CancelPartsOf(failed.Node, failed.Job);
        EndBadly(failed.Node, "failed", failed.Code, failed.Message);
    }

    /// <summary>A step that fails or is left takes its parts along; what they have done is there for another try.</summary>
    private void CancelPartsOf(string id, Guid job)
    {
        if (definition.Find(id) is ActivityNode { Kind: ActivityKind.Job } node && activities.Coordinates(node.Activity)) effects.Add(new CancelParts(job));
    }

    private void FireTimer(TimerFired fired)
    {
        var node = NodeAt(fired.Node);
        if (node.Iteration != fired.Iteration || !node.IsGoing) return;
        var work = node.Work.GetValueOrDefault(); // a wait has none between its checks
        switch (fired.Kind)
        {
            case TimerKind.Wait: EndDelay(fired.Node); break;
            case TimerKind.Check: RunCheck((ActivityNode)definition.Find(fired.Node)!, node); break;
            case TimerKind.Retry when node.Status == NodeStatus.Retrying:
                Set(fired.Node, node with { Status = NodeStatus.Active, Attempt = node.Attempt + 1 });
                effects.Add(new RequeueJob(work, node.Attempt + 1));
                Journal("retried", fired.Node, null, ("attempt", Value.Of(node.Attempt + 1)));
                break;
            case TimerKind.Timeout:
                Withdraw(fired.Node, node, "timed out");
                var timeout = SettingsOf(definition.Find(fired.Node)!).Timeout ?? TimeSpan.Zero;
                Journal("timed_out", fired.Node, null, ("within", Value.Of(timeout)));
                EndBadly(fired.Node, "timeout", "timeout", $"{fired.Node} was not done within {DurationText.Format(timeout)}.");
                break;
            case TimerKind.Due or TimerKind.Remind or TimerKind.Escalate:
                PassDeadline(fired, node, work);
                break;
        }
    }

    /// <summary>Leaves by <c>failed</c> or <c>timeout</c> where an edge says so; otherwise a person must say how to go on.</summary>
    private void EndBadly(string id, string outcome, string code, string message)
    {
        var error = Value.Record(("error", Value.Record(("code", Value.Of(code)), ("message", Value.Of(message)))));
        if (definition.Find(id, outcome) is not null) Complete(id, outcome, error, null);
        else RaiseIncident(id, outcome, outcome, code, message);
    }

    private void DecideTask(TaskDecided decided)
    {
        var node = NodeAt(decided.Node);
        if (node.Status != NodeStatus.Active || node.Work != decided.Task) return;
        var output = OutputOf((ActivityNode)definition.Find(decided.Node)!, node, decided);
        Journal("completed", decided.Node, decided.Person, ("outcome", Value.Of(decided.Outcome)), ("target", Value.Of(decided.Target)),
            ("comment", Value.Of(decided.Comment)), ("output", output));
        Complete(decided.Node, decided.Outcome, output, decided.Target);
    }

    /// <summary>A task's output: what the person filled in under an output's name, else the input of that name.</summary>
    private static RecordValue OutputOf(ActivityNode definition, NodeState node, TaskDecided decided)
    {
        var input = node.Arguments ?? RecordValue.Empty;
        var output = RecordValue.Empty;
        foreach (var name in definition.Outputs)
        {
            var value = decided.Values.Member(name) is { IsMissing: false } given ? given : name switch
            {
                "chosen" => input.Member("choose") is ListValue { Items: [var first, ..] } ? first : Value.Missing,
                "comment" => Value.Of(decided.Comment),
                "decided_by" => Value.Of(decided.Person),
                _ => input.Member(name),
            };
            if (!value.IsMissing) output = output.With(name, value);
        }
        return output;
    }

    private void EndChild(ChildEnded ended)
    {
        var node = NodeAt(ended.Node);
        if (node.For is not null)
        {
            EndElement(ended, node);
            return;
        }
        if (node.Status != NodeStatus.Active || node.Work != ended.Child) return;
        Journal("returned", ended.Node, null, ("child", Value.Of(ended.Child.ToString())), ("status", Value.Of(ended.Status.ToString().ToLowerInvariant())),
            ("output", ended.Result), ("reason", Value.Of(ended.Reason)));
        if (ended.Status == InstanceStatus.Finished) Complete(ended.Node, "done", ended.Result, null);
        else EndBadly(ended.Node, "failed", "child_" + ended.Status.ToString().ToLowerInvariant(), ended.Reason ?? $"The called pipeline was {ended.Status.ToString().ToLowerInvariant()}.");
    }

    private void EnterByHand(EnterRequested enter)
    {
        if (definition.Find(Reachability.Head(enter.Target)) is null or JoinNode)
        {
            Journal("enter_refused", null, enter.By, ("target", Value.Of(enter.Target)), ("reason", Value.Of("the run has moved to a definition without it")));
            return;
        }
        Journal("entered_by_hand", Reachability.Head(enter.Target), enter.By, ("target", Value.Of(enter.Target)), ("reason", Value.Of(enter.Reason)));
        MoveTo(enter.Target);
    }

    private void RetryIncident(RetryRequested retry)
    {
        if (NodeAt(retry.Node).Status != NodeStatus.Incident) return;
        effects.Add(new CloseIncident(NodeAt(retry.Node).Incident!.Id, "retried", retry.By));
        Journal("incident_retried", retry.Node, retry.By);
        Enter(retry.Node);
    }

    private void SkipIncident(SkipRequested skip)
    {
        if (NodeAt(skip.Node).Status != NodeStatus.Incident) return;
        effects.Add(new CloseIncident(NodeAt(skip.Node).Incident!.Id, "skipped", skip.By));
        Journal("incident_skipped", skip.Node, skip.By, ("outcome", Value.Of(skip.Outcome)), ("output", skip.Output));
        Complete(skip.Node, skip.Outcome, skip.Output, null);
    }

    private bool IsCurrent(string id, Guid job, int attempt)
    {
        var node = NodeAt(id);
        return node.Status == NodeStatus.Active && node.Work == job && node.Attempt == attempt;
    }
}
