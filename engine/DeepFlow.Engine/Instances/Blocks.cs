using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Instances;

/// <summary>Which nodes stand inside a parallel block, and in which of its branches.</summary>
public static class Blocks
{
    /// <summary>The nodes of one branch: reachable from its first without a feedback edge, and not also after the join, where an edge out of the block may lead.</summary>
    public static ImmutableHashSet<string> Branch(WorkflowDefinition definition, ForkNode fork, string branch)
    {
        var inside = ImmutableHashSet.CreateBuilder<string>();
        var after = Reachability.Forward(definition, fork.Join);
        var open = new Stack<string>(definition.Find(fork.Id, branch)?.To.Select(Reachability.Head) ?? []);
        while (open.TryPop(out var node))
        {
            if (after.Contains(node) || !inside.Add(node)) continue;
            foreach (var connection in definition.Connections)
                if (connection.From == node && !connection.Feedback) open.Push(Reachability.Head(connection.To[0]));
        }
        return inside.ToImmutable();
    }

    /// <summary>The branch of the join's block that a node stands in; of the fork itself, whose branch may be empty, the first that leads straight to the join.</summary>
    public static string BranchOf(WorkflowDefinition definition, JoinNode join, string node)
    {
        var fork = (ForkNode)definition.Find(join.Fork)!;
        return node == fork.Id
            ? fork.Branches.First(b => definition.Find(fork.Id, b)?.To[0] == join.Id)
            : fork.Branches.First(b => Branch(definition, fork, b).Contains(node));
    }

    /// <summary>The blocks around a node, each with the branch that the node is in.</summary>
    public static IEnumerable<(ForkNode Fork, string Branch)> Around(WorkflowDefinition definition, string node) =>
        from fork in definition.Nodes.OfType<ForkNode>()
        from branch in fork.Branches
        where Branch(definition, fork, branch).Contains(node)
        select (fork, branch);
}
