using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>A pipeline with a meaning: its graph, and for each node of it what a run does there.</summary>
internal sealed record BoundPipeline(PipelineSymbol Symbol, FlowGraph Graph, IReadOnlyList<Node> Nodes)
{
    public IReadOnlyList<TriggerDefinition> Triggers { get; init; } = [];

    public ConcurrencyDefinition? Concurrency { get; init; }
}
