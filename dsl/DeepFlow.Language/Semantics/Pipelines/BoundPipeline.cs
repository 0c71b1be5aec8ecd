using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>A pipeline with a meaning, or the body of a <c>for</c>: its graph, and for each node of it what a run does there.</summary>
internal sealed record BoundPipeline(FlowRegion Region, FlowGraph Graph, IReadOnlyList<Node> Nodes)
{
    public IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    public IReadOnlyList<ResultDefinition> Results { get; init; } = [];

    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    public IReadOnlyList<TriggerDefinition> Triggers { get; init; } = [];

    public ConcurrencyDefinition? Concurrency { get; init; }

    /// <summary>The bodies of its <c>for</c>s.</summary>
    public IReadOnlyList<BoundPipeline> Bodies { get; init; } = [];

    /// <summary>This one and all bodies inside.</summary>
    public IEnumerable<BoundPipeline> All => Bodies.SelectMany(body => body.All).Prepend(this);
}
