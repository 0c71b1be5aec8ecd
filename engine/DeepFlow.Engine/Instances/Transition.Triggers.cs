using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Causes that reach a living run.</summary>
public sealed partial class Transition
{
    /// <summary>Where every step under way awaits something, the run takes the cause: a round is opened at the trigger's step. Otherwise the cause waits on.</summary>
    private void TakeCause(CauseArrived cause)
    {
        var head = Reachability.Head(cause.Entry);
        if (definition.Find(head) is null)
        {
            effects.Add(new DropCause(cause.Cause));
            Journal("trigger_dropped", null, null, ("trigger", Value.Of(cause.Trigger)), ("cause", cause.Data));
            return;
        }
        if (!StandsAwaiting())
        {
            effects.Add(new KeepCause(cause.Cause));
            return;
        }
        effects.Add(new SettleCause(cause.Cause));
        if (cause.Parameter is { } parameter && !cause.Value.IsMissing) state = state with { Arguments = state.Arguments.SetItem(parameter, cause.Value) };
        Journal("triggered", head, null, ("trigger", Value.Of(cause.Trigger)), ("cause", cause.Data));
        MoveTo(cause.Entry);
    }

    private bool StandsAwaiting()
    {
        var open = state.Nodes.Where(n => n.Value.IsOpen).Select(n => definition.Find(n.Key)).Where(n => n is not JoinNode).ToList();
        return state.Pending is null && open.Count > 0 && open.All(Awaits);
    }

    private static bool Awaits(Node? node) => node is ActivityNode { Kind: ActivityKind.Wait } or ActivityNode { Kind: ActivityKind.Task, OpenOutcomes: true };

    /// <summary>Causes may wait for the run to come here, or to end.</summary>
    private void LookForCauses()
    {
        if (instance.Activation is { } activation) effects.Add(new LookForCauses(activation));
    }
}
