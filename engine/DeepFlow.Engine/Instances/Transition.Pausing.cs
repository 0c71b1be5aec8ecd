using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>A paused run begins nothing: what was under way may end, and what arrives is kept in order until the run is resumed.</summary>
public sealed partial class Transition
{
    private static bool ActsWhilePaused(InstanceEvent e) => e is PauseRequested or ResumeRequested or CancelRequested or SetVariableRequested;

    private void Hold(InstanceEvent e)
    {
        if (e is not Continue) state = state with { Held = state.Held.Add(new(now, e)) }; // the pending step is still in the state
    }

    private void Pause(PauseRequested pause)
    {
        if (state.Paused is not null) return;
        state = state with { Paused = new(now, pause.By) };
        TellChildren(pause);
        Journal("paused", null, pause.By, ("reason", Value.Of(pause.Reason)));
    }

    /// <summary>Timeouts do not count the time of the pause; due dates and delays are moments, and take effect now if they passed.</summary>
    private void Resume(ResumeRequested resume)
    {
        if (state.Paused is not { } paused) return;
        var held = state.Held;
        state = state with { Paused = null, Held = [] };
        effects.Add(new MoveTimers(TimerKind.Timeout, now - paused.At));
        TellChildren(resume);
        Journal("resumed", null, resume.By);
        foreach (var (at, e) in held)
        {
            if (e is TimerFired { Kind: TimerKind.Timeout } timeout) Postpone(timeout, at - paused.At);
            else Consume(e);
        }
    }

    private void Postpone(TimerFired timeout, TimeSpan left)
    {
        var node = NodeAt(timeout.Node);
        if (node.Iteration == timeout.Iteration && node.IsGoing) effects.Add(new SetTimer(timeout.Node, timeout.Iteration, TimerKind.Timeout, now + left));
    }

    private void TellChildren(InstanceEvent e)
    {
        foreach (var (id, node) in state.Nodes)
            foreach (var child in OpenChildren(definition, id, node)) effects.Add(new TellChild(child, e));
    }

    private void ChangeVariable(SetVariableRequested change)
    {
        var before = state.Variables.GetValueOrDefault(change.Variable, Value.Missing);
        if (definition.Variables.All(v => v.Name != change.Variable)) return; // a migration has taken it away meanwhile
        SetVariable(change.Variable, change.Value);
        Journal("variable_set", null, change.By, ("variable", Value.Of(change.Variable)), ("before", before), ("after", change.Value), ("reason", Value.Of(change.Reason)));
    }

    /// <summary>Workers may take no queued job of a paused run. Said last, so that it holds for jobs of this very transition too.</summary>
    private void HoldOrReleaseJobs()
    {
        if (state.Status == InstanceStatus.Running && (state.Paused ?? instance.State.Paused) is not null) effects.Add(new HoldJobs(state.Paused is not null));
    }
}
