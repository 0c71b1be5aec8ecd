using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Deployment.Packaging;

/// <summary>What a package serves.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Id">The model version's id: <c>fashion@3</c>.</param>
/// <param name="Input">What one item is.</param>
/// <param name="Labels">In the order of the model's classes.</param>
public sealed record PackageManifest(string Name, int Version, string Id, ImageItem Input, ImmutableArray<LabelDefinition> Labels)
{
    public int Format { get; init; } = 1;
}
