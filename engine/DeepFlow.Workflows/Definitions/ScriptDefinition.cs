using System.Collections.Immutable;

namespace DeepFlow.Workflows.Definitions;

/// <summary>An activity that the user's own script carries out.</summary>
/// <param name="Script">The script's path, relative to the project, with forward slashes.</param>
/// <param name="Image">The container image that it runs in; null: the worker's own environment.</param>
public sealed record ScriptDefinition(string Name, string Script, string? Image)
{
    public string? Documentation { get; init; }
    public SourceSpan? Span { get; init; }
    public ImmutableArray<ParameterDefinition> Inputs { get; init; } = [];
    public ImmutableArray<ResultDefinition> Outputs { get; init; } = [];
    /// <summary>What holds for every step that calls it, unless the step says otherwise.</summary>
    public StepSettings Settings { get; init; } = StepSettings.None;
}
