using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// A pipeline, or the body of a <c>for</c>, as boxes and arrows, in the order written; expressions are not looked at yet.
/// </summary>
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
/// <param name="Syntax">Null for the end that nobody wrote and for what a statement needs behind it.</param>
internal sealed record FlowNode(string Id, int Index, StatementSyntax? Syntax)
{
    public StepSymbol? Step { get; init; }

    public Pin? Pin { get; init; }

    /// <summary>Of a <c>parallel</c>: where its branches meet again.</summary>
    public ForkShape? Fork { get; init; }

    /// <summary>Where the branches of this <c>parallel</c> meet again.</summary>
    public FlowNode? JoinOf { get; init; }

    /// <summary>Of a <c>for</c>: the steps in its body, which is a graph of its own.</summary>
    public LoopShape? Loop { get; init; }

    /// <summary>Where a body is left for the pipeline around it: the outcome of the whole.</summary>
    public string? Exit { get; init; }

    /// <summary>The steps whose outputs are there once the flow has passed.</summary>
    public IReadOnlyList<StepSymbol> Provides => Step is not null ? [Step] : Loop?.Steps ?? [];
}

internal sealed record ForkShape(IReadOnlyList<string> Branches, string Join, bool Any)
{
    /// <summary>The nodes of each branch, in the same order; known once they have been laid out.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Inside { get; set; } = [];
}

/// <param name="Name">Of the pipeline to which the body is compiled: <c>news_model.for#1</c>.</param>
internal sealed record LoopShape(string Name, IReadOnlyList<StepSymbol> Steps);

/// <summary>An outcome of a node and where it leads; the paths begin with nodes of this graph.</summary>
internal sealed record FlowEdge(FlowNode From, string Outcome, IReadOnlyList<FlowTarget> Targets)
{
    public bool Feedback { get; init; }

    public int? Max { get; init; }

    public FlowTarget? Then { get; init; }

    public string? Label { get; init; }

    /// <summary>Where it is written; the node itself for a connection that goes on to the next statement.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Into a join: the branch that arrives by it.</summary>
    public string? Branch { get; init; }

    public IEnumerable<FlowTarget> AllTargets => Then is null ? Targets : Targets.Append(Then);
}

/// <param name="Path">The node's id, or with further names a step inside the pipeline that the node calls.</param>
internal sealed record FlowTarget(FlowNode Node, string Path);

/// <summary>Where a run may begin: the first node, or the step of a trigger.</summary>
internal sealed record FlowEntry(FlowNode Node);

/// <summary>What a graph is laid out from: a pipeline's statements, or those of a <c>for</c> in it.</summary>
/// <param name="Name">Of the definition that it becomes.</param>
/// <param name="Loop">Null for the pipeline itself.</param>
internal sealed record FlowRegion(PipelineSymbol Pipeline, BlockSyntax Body, string Name, ForSyntax? Loop)
{
    public static FlowRegion Of(PipelineSymbol pipeline) => new(pipeline, pipeline.Declaration.Body, pipeline.Name, null);

    /// <summary>Whether the step stands in this region, in a body inside it too.</summary>
    public bool Holds(StepSymbol step) => Loop is null || step.Blocks.Any(block => ReferenceEquals(block, Loop));
}
