using System.Collections;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// Which steps have surely, maybe or never run when the flow arrives at a node: over branches, <c>when</c>, entries and feedback.
/// Entering a step again takes the outputs of all that is reachable forward from it, as a run does.
/// </summary>
internal sealed class Assignment
{
    private readonly FlowGraph _graph;
    private readonly List<Arc> _arcs;
    private readonly BitArray?[] _surely;
    private readonly BitArray?[] _possibly;

    private Assignment(FlowGraph graph)
    {
        _graph = graph;
        _arcs = [.. graph.Edges.SelectMany(edge => edge.AllTargets.Select(target => new Arc(edge, target)))];
        _surely = Solve((all, next) => all.And(next));
        _possibly = Solve((all, next) => all.Or(next));
    }

    public static Assignment Analyse(FlowGraph graph) => new(graph);

    public bool IsReachable(FlowNode node) => _possibly[node.Index] is not null;

    /// <summary>Whether <paramref name="step"/> has run when the flow stands at <paramref name="at"/>, its own <c>when</c> not looked at.</summary>
    public Presence PresenceOf(FlowNode step, FlowNode at) =>
        _surely[at.Index]?[step.Index] == true ? Presence.Sure
        : _possibly[at.Index]?[step.Index] == true ? Presence.Maybe
        : Presence.Never;

    private BitArray?[] Solve(Func<BitArray, BitArray, BitArray> meet)
    {
        var count = _graph.Nodes.Count;
        var states = new BitArray?[count];
        var entries = _graph.Entries.Select(entry => entry.Node.Index).ToHashSet();
        var cleared = _arcs.Where(arc => arc.Edge.Feedback).Select(arc => arc.Target.Node).Distinct()
            .ToDictionary(node => node.Index, node => ReachableForward(node).Not());
        var incoming = _arcs.ToLookup(arc => arc.Target.Node.Index);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in _graph.Nodes)
            {
                BitArray? state = entries.Contains(node.Index) ? new BitArray(count) : null;
                foreach (var arc in incoming[node.Index].Where(arc => states[arc.Edge.From.Index] is not null))
                {
                    var next = After(arc.Edge, new BitArray(states[arc.Edge.From.Index]!));
                    if (arc.Edge.Feedback)
                    {
                        next = next.And(cleared[node.Index]);
                    }

                    state = state is null ? next : meet(state, next);
                }

                if (state is not null && (states[node.Index] is not { } before || !Same(before, state)))
                {
                    states[node.Index] = state;
                    changed = true;
                }
            }
        }

        return states;
    }

    // A step that failed, ran out of time or was skipped has no outputs.
    private BitArray After(FlowEdge edge, BitArray state)
    {
        var hasOutputs = edge.From.Step is not null
            && edge.Outcome is not (FlowGraph.Outcomes.Failed or FlowGraph.Outcomes.Timeout or FlowGraph.Outcomes.Skipped);
        state[edge.From.Index] = hasOutputs;
        if (edge.From.Syntax is IfSyntax choice && edge.Outcome == FlowGraph.Outcomes.True)
        {
            foreach (var name in ImpliedSteps.Of(choice.Condition))
            {
                if (_graph.Nodes.FirstOrDefault(node => node.Step?.Name == name) is { } node)
                {
                    state[node.Index] = true;
                }
            }
        }

        return state;
    }

    private BitArray ReachableForward(FlowNode from)
    {
        var outgoing = _arcs.Where(arc => !arc.Edge.Feedback).ToLookup(arc => arc.Edge.From.Index, arc => arc.Target.Node.Index);
        var reached = new BitArray(_graph.Nodes.Count) { [from.Index] = true };
        var waiting = new Stack<int>([from.Index]);
        while (waiting.TryPop(out var index))
        {
            foreach (var next in outgoing[index].Where(next => !reached[next]))
            {
                reached[next] = true;
                waiting.Push(next);
            }
        }

        return reached;
    }

    private static bool Same(BitArray a, BitArray b) => !new BitArray(a).Xor(b).HasAnySet();

    private sealed record Arc(FlowEdge Edge, FlowTarget Target);
}
