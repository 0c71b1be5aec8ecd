using System.Collections.Immutable;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Workflows.Definitions;

/// <summary>
/// A model as written: each layer is a <see cref="Construct"/> whose fields may name the hyperparameters.
/// <see cref="Models.ModelSpec.Resolve"/> turns it into layers.
/// </summary>
public sealed record ModelDefinition(string Name, ItemType Input)
{
    public string? Documentation { get; init; }
    public SourceSpan? Span { get; init; }
    public ImmutableArray<ParameterDefinition> Parameters { get; init; } = [];
    public ImmutableArray<Expression> Layers { get; init; } = [];
}
