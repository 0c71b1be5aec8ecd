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

    public static ForkNode Fork(WorkflowDefinition definition, JoinNode join) => (ForkNode)definition.Find(join.Fork)!;
}
