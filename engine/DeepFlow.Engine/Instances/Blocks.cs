using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Instances;

/// <summary>Which nodes stand inside a parallel block, and in which of its branches.</summary>
public static class Blocks
{
    /// <summary>The branch of the join's block that a node stands in.</summary>
    public static string BranchOf(WorkflowDefinition definition, JoinNode join, string node) =>
        Fork(definition, join).Branches.First(b => b.Nodes.Contains(node)).Name;

    /// <summary>The blocks around a node, the outermost first, each with the branch that the node is in.</summary>
    public static IEnumerable<(ForkNode Fork, Branch Branch)> Around(WorkflowDefinition definition, string node) =>
        from fork in definition.Nodes.OfType<ForkNode>()
        from branch in fork.Branches
        where branch.Nodes.Contains(node)
        select (fork, branch);

    /// <summary>Whether two nodes stand in different branches of a block, and may so be under way at once.</summary>
    public static bool AreBeside(WorkflowDefinition definition, string one, string other) =>
        Around(definition, one).Any(b => b.Fork.Branches.Any(branch => branch != b.Branch && branch.Nodes.Contains(other)));

    /// <summary>
    /// What begins beside a node that is entered: of each block around it, the outermost first, the branches that have neither arrived
    /// nor are under way; none of a block that goes on with the first, once one has arrived.
    /// </summary>
    /// <param name="arrived">The branches that have arrived at the end of a block around the node.</param>
    public static ImmutableArray<(ForkNode Fork, ImmutableArray<Branch> Branches)> BegunBeside(
        WorkflowDefinition definition, string node, Func<ForkNode, Branch, ImmutableSortedSet<string>> arrived, Func<string, bool> isUnderWay) =>
    [
        .. from block in Around(definition, node)
           let there = arrived(block.Fork, block.Branch)
           let won = block.Fork.Any && !there.IsEmpty
           select (block.Fork, block.Fork.Branches.RemoveAll(b => won || b == block.Branch || there.Contains(b.Name) || b.Nodes.Any(isUnderWay))),
    ];

    public static ForkNode Fork(WorkflowDefinition definition, JoinNode join) => (ForkNode)definition.Find(join.Fork)!;
}
