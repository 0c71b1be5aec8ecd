using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>A pipeline as boxes and arrows, in the order written; expressions are not looked at yet.</summary>
internal sealed record FlowGraph(IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowEdge> Edges, IReadOnlyList<FlowEntry> Entries)
{
    public static class Outcomes
    {
        public const string Done = "done";
        public const string Failed = "failed";
        public const string Timeout = "timeout";
        public const string Skipped = "skipped";
        public const string True = "true";
        public const string False = "false";
    }
}

/// <param name="Id">The step's name, or <c>if#1</c>, <c>return#1</c>, <c>fail#1</c> by position.</param>
/// <param name="Syntax">Null for the end that nobody wrote.</param>
internal sealed record FlowNode(string Id, int Index, StatementSyntax? Syntax)
{
    public StepSymbol? Step { get; init; }

    public Pin? Pin { get; init; }
}

/// <summary>An outcome of a node and where it leads; the paths begin with nodes of this graph.</summary>
internal sealed record FlowEdge(FlowNode From, string Outcome, IReadOnlyList<FlowTarget> Targets)
{
    public bool Feedback { get; init; }

    public int? Max { get; init; }

    public FlowTarget? Then { get; init; }

    public string? Label { get; init; }

    /// <summary>Where it is written; the node itself for a connection that goes on to the next statement.</summary>
    public TextSpan Span { get; init; }

    public IEnumerable<FlowTarget> AllTargets => Then is null ? Targets : Targets.Append(Then);
}

/// <param name="Path">The node's id, or with further names a step inside the pipeline that the node calls.</param>
internal sealed record FlowTarget(FlowNode Node, string Path);

/// <summary>Where a run may begin: the first node, or the step of a trigger.</summary>
internal sealed record FlowEntry(FlowNode Node);
