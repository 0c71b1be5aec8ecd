using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Tests.Model;

/// <param name="Path">The node that must be entered; null: an incident is to be opened.</param>
internal sealed record Destination(string? Path, string? Incident);

/// <summary>Where a step's end leads, by the words of the semantics: a second opinion, which counts the edges by itself.</summary>
internal sealed class Expected
{
    private readonly Dictionary<string, (string Outcome, int Times)> inARow = [];

    /// <summary>After a pause several events are consumed at once, in an order of their own: this opinion counts one by one.</summary>
    public bool HasLostCount { get; set; }

    /// <summary>Which step an event ends, and by which outcome; null where it ends none, or a failure has no edge and waits for a person.</summary>
    public static (string Node, string Outcome)? EndOf(WorkflowDefinition definition, InstanceState before, InstanceEvent e)
    {
        switch (e)
        {
            case JobCompleted done: return (done.Node, done.Outcome);
            case TaskDecided decided: return (decided.Node, decided.Outcome);
            case SkipRequested skip: return before.NodeAt(skip.Node).Status == NodeStatus.Incident ? (skip.Node, skip.Outcome) : null;
            case SignalReceived signal: return (signal.Node, "received");
            case TimerFired { Kind: TimerKind.Wait } over: return (over.Node, "done");
            case TimerFired { Kind: TimerKind.Timeout } fired: return IfConnected(fired.Node, "timeout");
            case ChildEnded ended when definition.Find(ended.Node) is CallNode:
                return ended.Status == InstanceStatus.Finished ? (ended.Node, "done") : IfConnected(ended.Node, "failed");
            case JobFailed failed:
                var retry = ((ActivityNode)definition.Find(failed.Node)!).Settings.Retry;
                var again = failed.Retryable && retry is not null && before.NodeAt(failed.Node).Failures < retry.Attempts;
                return again ? null : IfConnected(failed.Node, "failed");
            default: return null;
        }

        (string, string)? IfConnected(string node, string outcome) => definition.Find(node, outcome) is null ? null : (node, outcome);
    }

    /// <summary>Counts the edge and says where it leads.</summary>
    public Destination Leave(WorkflowDefinition definition, string node, string outcome, string? chosen)
    {
        if (definition.Connections.FirstOrDefault(c => c.From == node && c.Outcome == outcome) is not { } edge) return new(null, "no_way_on");
        var times = inARow.TryGetValue(node, out var last) && last.Outcome == outcome ? last.Times : 0;
        if (edge.Max is not { } max)
        {
            inARow.Remove(node);
            return new(chosen ?? edge.To[0], null);
        }
        if (times == max) return edge.Then is null ? new(null, "loop_exhausted") : new(edge.Then, null);
        inARow[node] = (outcome, times + 1);
        return new(chosen ?? edge.To[0], null);
    }
}
