using System.Collections;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// Which steps have surely, maybe or never run when the flow arrives at a node: over branches, <c>when</c>, loops, entries and feedback.
/// Entering a step again takes the outputs of all that is reachable forward from it, as a run does. Where the branches of a
/// <c>parallel</c> meet, what any of them surely ran has run; of a <c>parallel any</c> only what all of them did.
/// </summary>
internal sealed class Assignment
{
    private readonly FlowGraph _graph;
    private readonly ILookup<int, Arc> _incoming;
    private readonly ILookup<int, int> _forward;
    private readonly Dictionary<int, BitArray> _cleared;
    private readonly Dictionary<string, FlowNode> _nodeOf;
    private readonly BitArray?[] _surely;
    private readonly BitArray?[] _possibly;

    private Assignment(FlowGraph graph)
    {
        _graph = graph;
        var arcs = graph.Edges.SelectMany(edge => edge.AllTargets.Select(target => new Arc(edge, target.Node.Index))).ToList();
        _incoming = arcs.ToLookup(arc => arc.Target);
        _forward = arcs.Where(arc => !arc.Edge.Feedback).ToLookup(arc => arc.Edge.From.Index, arc => arc.Target);
        _cleared = arcs.Where(arc => arc.Edge.Feedback).Select(arc => arc.Target).Distinct()
            .ToDictionary(target => target, _ => new BitArray(0));
        FindCleared();
        _nodeOf = graph.Nodes.SelectMany(node => node.Provides.Select(step => (step.Name, node)))
            .ToDictionary(pair => pair.Name, pair => pair.node, StringComparer.Ordinal);
        _surely = Solve(surely: true);
        _possibly = Solve(surely: false);
    }

    public static Assignment Analyse(FlowGraph graph) => new(graph);

    public bool IsReachable(FlowNode node) => _possibly[node.Index] is not null;

    /// <summary>The node by which the step runs, the whole <c>for</c> for a step of its body; null for a step of another region.</summary>
    public FlowNode? NodeOf(string step) => _nodeOf.GetValueOrDefault(step);

    /// <summary>Whether <paramref name="step"/> has run when the flow stands at <paramref name="at"/>, its own <c>when</c> not looked at.</summary>
    public Presence PresenceOf(FlowNode step, FlowNode at) =>
        _surely[at.Index]?[step.Index] == true ? Presence.Sure
        : _possibly[at.Index]?[step.Index] == true ? Presence.Maybe
        : Presence.Never;

    private BitArray?[] Solve(bool surely)
    {
        var states = new BitArray?[_graph.Nodes.Count];
        var entries = _graph.Entries.Select(entry => entry.Node.Index).ToHashSet();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in _graph.Nodes)
            {
                var state = Arriving(node, entries.Contains(node.Index), states, surely);
                if (state is not null && (states[node.Index] is not { } before || !Same(before, state)))
                {
                    states[node.Index] = state;
                    changed = true;
                }
            }
        }

        return states;
    }

    private BitArray? Arriving(FlowNode node, bool isEntry, BitArray?[] states, bool surely)
    {
        BitArray? state = isEntry ? new BitArray(_graph.Nodes.Count) : null;
        Dictionary<string, BitArray>? branches = null;
        foreach (var arc in _incoming[node.Index])
        {
            if (states[arc.Edge.From.Index] is not { } from)
            {
                continue;
            }

            var next = After(arc.Edge, new BitArray(from));
            if (arc.Edge.Feedback)
            {
                next = next.And(_cleared[node.Index]);
            }

            if (surely && arc.Edge.Branch is { } branch && node.JoinOf?.Fork is { Any: false })
            {
                branches ??= new Dictionary<string, BitArray>(StringComparer.Ordinal);
                branches[branch] = branches.TryGetValue(branch, out var known) ? known.And(next) : next;
            }
            else
            {
                state = state is null ? next : surely ? state.And(next) : state.Or(next);
            }
        }

        // All branches arrive, so what each of them surely ran has run.
        return branches is null ? state : branches.Values.Aggregate((all, branch) => all.Or(branch));
    }

    // A step that failed, ran out of time or was skipped has no outputs.
    private BitArray After(FlowEdge edge, BitArray state)
    {
        var hasOutputs = edge.From.Loop is not null ? edge.Outcome == FlowGraph.Outcomes.Done
            : edge.From.Step is not null
            && edge.Outcome is not (FlowGraph.Outcomes.Failed or FlowGraph.Outcomes.Timeout or FlowGraph.Outcomes.Skipped);
        state[edge.From.Index] = hasOutputs;
        if (edge.From.Syntax is IfSyntax choice && edge.Outcome == FlowGraph.Outcomes.True)
        {
            foreach (var name in ImpliedSteps.Of(choice.Condition))
            {
                if (_nodeOf.GetValueOrDefault(name) is { Loop: null } node)
                {
                    state[node.Index] = true;
                }
            }
        }

        return state;
    }

    // What entering a step again leaves: all but what is reachable forward from it. Forward edges lead to later nodes, so one way back through them is enough.
    private void FindCleared()
    {
        var reached = new BitArray[_graph.Nodes.Count];
        for (var index = reached.Length - 1; index >= 0 && _cleared.Count > 0; index--)
        {
            reached[index] = new BitArray(reached.Length) { [index] = true };
            foreach (var next in _forward[index].Where(next => next > index))
            {
                reached[index].Or(reached[next]);
            }
        }

        foreach (var target in _cleared.Keys.ToList())
        {
            _cleared[target] = new BitArray(reached[target]).Not();
        }
    }

    private static bool Same(BitArray a, BitArray b) => !new BitArray(a).Xor(b).HasAnySet();

    private sealed record Arc(FlowEdge Edge, int Target);
}
