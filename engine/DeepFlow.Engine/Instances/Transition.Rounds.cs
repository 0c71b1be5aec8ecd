using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Rounds, and entries in the middle of a pipeline: by hand, or with what an earlier run has left.</summary>
public sealed partial class Transition
{
    private bool HasRun(string path) => Reachability.Head(path) is var head && definition.Find(head) is not JoinNode && NodeAt(head).Status != NodeStatus.Fresh;

    /// <summary>A person moves the run. A run is in one place, or in one of each branch: what is under way elsewhere than beside the target is withdrawn too.</summary>
    private void MoveTo(string path)
    {
        var head = Reachability.Head(path);
        var elsewhere = state.Nodes.Where(n => IsUnderWay(n.Value) && !Blocks.AreBeside(definition, n.Key, head)).Select(n => n.Key);
        if (state.Pending is { } pending && !Blocks.AreBeside(definition, pending.Node, head)) state = state with { Pending = null };
        var beside = BranchesToStart(head).SelectMany(b => b.Branches).SelectMany(b => b.Nodes);
        OpenRound(path, Reachability.Forward(definition, head).Union(elsewhere).Union(beside));
        EnterWithBlocks(path);
    }

    /// <summary>Takes away the outputs of what lies ahead of the target, and withdraws the work under way there.</summary>
    private void OpenRound(string path, ImmutableHashSet<string> cleared)
    {
        state = state with { Round = state.Round + 1 };
        var joins = JoinsAround(Reachability.Head(path));
        foreach (var id in cleared.Order(StringComparer.Ordinal))
        {
            if (!state.Nodes.TryGetValue(id, out var node)) continue;
            Withdraw(id, node, $"superseded by round {state.Round}");
            if (state.Pending?.Node == id) state = state with { Pending = null };
            Set(id, node.Cleared());
        }
        foreach (var (id, join) in joins) Set(id, join);
        Journal("round", Reachability.Head(path), null, ("target", Value.Of(path)));
    }

    /// <summary>What an earlier run has put out before the entry stays; what lies ahead of it starts anew.</summary>
    private void Keep(InstanceState kept, string entry)
    {
        foreach (var (id, node) in kept.Nodes.Where(n => !n.Value.IsOpen)) Set(id, node);
        var joins = JoinsAround(entry);
        foreach (var id in Reachability.Forward(definition, entry))
            if (kept.Nodes.TryGetValue(id, out var node)) Set(id, node.Cleared() with { Iteration = 0 });
        foreach (var (id, join) in joins) Set(id, join with { Iteration = 0 });
    }

    /// <summary>
    /// Enters a node, wherever it stands. In a block around it the other branches start at their beginning, unless they have
    /// arrived or are under way: the block goes on only once they have arrived.
    /// </summary>
    private void EnterWithBlocks(string path)
    {
        var head = Reachability.Head(path);
        var beside = BranchesToStart(head);
        var begun = beside.Select(b => NodeAt(b.Fork.Join).Arrived is null ? Begin(b.Fork, NodeAt(b.Fork.Id).Iteration + 1) : NodeAt(b.Fork.Id).Iteration).ToList();
        Enter(head, Reachability.Rest(path));
        for (var i = beside.Length - 1; i >= 0; i--) EnterBranches(beside[i].Fork, begun[i], beside[i].Branches);
    }

    private ImmutableArray<(ForkNode Fork, ImmutableArray<Branch> Branches)> BranchesToStart(string node) =>
        Blocks.BegunBeside(definition, node, (fork, _) => NodeAt(fork.Join).Arrived ?? [], n => IsUnderWay(NodeAt(n)) || state.Pending?.Node == n);

    /// <summary>It waits for something; a join also for the first of its branches.</summary>
    private static bool IsUnderWay(NodeState node) => node.IsOpen || node is { Arrived: not null, Status: NodeStatus.Fresh };
}
