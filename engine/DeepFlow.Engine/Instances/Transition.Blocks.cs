using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Parallel blocks and <c>for</c>.</summary>
public sealed partial class Transition
{
    private void EnterFork(ForkNode fork) => EnterBranches(fork, Begin(fork, NodeAt(fork.Id).Iteration), fork.Branches);

    private int Begin(ForkNode fork, int iteration)
    {
        Set(fork.Id, NodeAt(fork.Id) with { Status = NodeStatus.Done, Round = state.Round, Iteration = iteration });
        Set(fork.Join, NodeAt(fork.Join) with { Status = NodeStatus.Fresh, Arrived = [] });
        Journal("forked", fork.Id, null, ("branches", Value.List(fork.Branches.Select(b => Value.Of(b.Name)))));
        return iteration;
    }

    private void EnterBranches(ForkNode fork, int iteration, ImmutableArray<Branch> branches)
    {
        foreach (var branch in branches)
        {
            // A branch that did not stop may have ended the run, won, left the block, or gone back before it.
            if (state.Status != InstanceStatus.Running || NodeAt(fork.Id).Iteration != iteration || NodeAt(fork.Join) is { Arrived: null } or { Status: NodeStatus.Done }) return;
            var to = definition.Find(fork.Id, branch.Name)!.To[0];
            if (to == fork.Join) Arrive((JoinNode)definition.Find(fork.Join)!, branch.Name);
            else Enter(Reachability.Head(to), Reachability.Rest(to));
        }
    }

    private void Arrive(JoinNode join, string branch)
    {
        var node = NodeAt(join.Id);
        if (node.Status == NodeStatus.Done) return; // a branch that lost
        var fork = (ForkNode)definition.Find(join.Fork)!;
        node = node with { Status = NodeStatus.Active, Round = state.Round, Arrived = (node.Arrived ?? []).Add(branch) };
        Set(join.Id, node);
        Journal("arrived", join.Id, null, ("branch", Value.Of(branch)));
        if (fork.Any) CancelBlock(fork, $"the branch {branch} ended first");
        else if (node.Arrived.Count < fork.Branches.Length)
        {
            RaiseHeld();
            return;
        }
        Set(join.Id, node with { Iteration = node.Iteration + 1 });
        Complete(join.Id, "done", Value.Missing, null);
    }

    /// <summary>An edge out of a block cancels it first.</summary>
    private void CancelBlocksLeft(string from, string to)
    {
        foreach (var (fork, _) in Blocks.Around(definition, from).ToList())
            if (!fork.Branches.Any(b => b.Nodes.Contains(to))) CancelBlock(fork, $"the run left the block for {to}");
    }

    private void CancelBlock(ForkNode fork, string reason)
    {
        foreach (var id in fork.Branches.SelectMany(b => b.Nodes).Order(StringComparer.Ordinal))
        {
            if (state.Pending?.Node == id) state = state with { Pending = null };
            if (!state.Nodes.TryGetValue(id, out var node) || !IsUnderWay(node)) continue;
            Withdraw(id, node, reason);
            Set(id, node.Cleared());
        }
        Set(fork.Join, NodeAt(fork.Join).Cleared());
    }

    /// <summary>The joins of the blocks around a node that is entered again: what other branches have brought there stays.</summary>
    private List<(string Id, NodeState State)> JoinsAround(string node) =>
    [
        .. from block in Blocks.Around(definition, node)
           let arrived = NodeAt(block.Fork.Join)
           where arrived.Arrived is not null
           select (block.Fork.Join, arrived.Cleared() with { Status = NodeStatus.Active, Arrived = arrived.Arrived!.Remove(block.Branch.Name) }),
    ];

    private bool SiblingsGoOn(string id) => Blocks.Around(definition, id).Any(block =>
        block.Fork.Branches.Where(b => b != block.Branch).Any(b => b.Nodes.Any(n => NodeAt(n).IsGoing || state.Pending?.Node == n)));

    private void EnterFor(ForNode node, NodeState entered)
    {
        var elements = Evaluator.Evaluate(node.List, Names) is ListValue list ? list.Items : [];
        var empty = ImmutableSortedDictionary<int, Guid>.Empty;
        Set(node.Id, entered with { For = new(elements, RecordOf(node.Captures), 0, empty, ImmutableSortedDictionary<int, Value>.Empty, null) });
        Journal("entered", node.Id, null, ("elements", Value.Of(elements.Length)));
        StartElements(node);
    }

    /// <summary>Starts as many further elements as may run at once; with none left and none running the step has ended.</summary>
    private void StartElements(ForNode node)
    {
        var current = NodeAt(node.Id);
        var each = current.For!;
        while (each.Failure is null && each.Started < each.Elements.Length && each.Running.Count < (node.Max ?? int.MaxValue))
        {
            var index = each.Started;
            var child = DeterministicId.Of(instance.Id, $"element {index}", node.Id, current.Iteration);
            effects.Add(new StartChild(child, node.Id, node.Pipeline, each.Captures.With(node.Item, each.Elements[index]), null, null));
            each = each with { Started = index + 1, Running = each.Running.Add(index, child) };
        }
        Set(node.Id, current with { For = each });
        if (!each.Running.IsEmpty) return;
        if (each.Failure is { } failure) EndBadly(node.Id, "failed", "element_failed", failure);
        else Complete(node.Id, "done", ListsOf(node, each), null);
    }

    private void EndElement(ChildEnded ended, NodeState node)
    {
        var each = node.For!;
        if (node.Status != NodeStatus.Active || !each.Running.ContainsValue(ended.Child)) return;
        var index = each.Running.First(r => r.Value == ended.Child).Key;
        each = each with { Running = each.Running.Remove(index) };
        each = ended.Status == InstanceStatus.Finished
            ? each with { Results = each.Results.SetItem(index, ended.Result) }
            : each with { Failure = each.Failure ?? $"Element {index + 1} of {each.Elements.Length} of {ended.Node} was {ended.Status.ToString().ToLowerInvariant()}: {ended.Reason}" };
        Set(ended.Node, node with { For = each });
        Journal("returned", ended.Node, null, ("child", Value.Of(ended.Child.ToString())), ("index", Value.Of(index)), ("status", Value.Of(ended.Status.ToString().ToLowerInvariant())),
            ("left_by", Value.Of(ended.Exit)));
        if (ended.Exit is { } exit) EndByExit(ended.Node, exit);
        else StartElements((ForNode)definition.Find(ended.Node)!);
    }

    /// <summary>In the body of a <c>for</c>: the edge that leads out of it is the parent's to follow.</summary>
    private void LeaveFor(ExitNode exit)
    {
        Set(exit.Id, NodeAt(exit.Id) with { Status = NodeStatus.Done, Outcome = "done" });
        End(InstanceStatus.Finished, Value.Missing, null, exit: exit.Outcome);
    }

    /// <summary>One element leaves the whole <c>for</c>: the others are cancelled, and there are no lists.</summary>
    private void EndByExit(string id, string exit)
    {
        var each = NodeAt(id).For!;
        foreach (var child in each.Running.Values) effects.Add(new CancelChild(child, $"another element left by {exit}"));
        Set(id, NodeAt(id) with { For = each with { Running = each.Running.Clear() } });
        Complete(id, exit, Value.Missing, null);
    }

    /// <summary>Each step's outputs as lists, in the order of the elements.</summary>
    private static RecordValue ListsOf(ForNode node, ForState each)
    {
        var output = RecordValue.Empty;
        foreach (var step in node.Steps)
        {
            var results = each.Results.Values.Select(r => r.Member(step)).ToList();
            var fields = results.OfType<RecordValue>().SelectMany(r => r.Fields.Select(f => f.Key)).Distinct();
            output = output.With(step, new RecordValue(null, [.. fields.Select(f => KeyValuePair.Create<string, Value>(f, Value.List(results.Select(r => r.Member(f)))))]));
        }
        return output;
    }
}
