using System.Collections.Immutable;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Networks;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Preparing;

/// <summary>A version of a data set, ready to learn from or to be judged on.</summary>
/// <param name="Scale">How it was prepared; pixels onto 0..1 where nobody prepared it.</param>
/// <param name="Labels">In the order of the classes.</param>
internal sealed record LearningData(LabelledTensors Tensors, PixelScale Scale, ImageItem Item, ImmutableArray<LabelDefinition> Labels) : IDisposable
{
    /// <exception cref="ActivityFailureException"><c>not_labeled</c>, <c>not_pictures</c>, <c>no_items</c>, or what the reader fails with.</exception>
    public static async Task<LearningData> ReadAsync(DataReader reader, string project, DataHandle data, CancellationToken cancellation)
    {
        var manifest = (await reader.OpenAsync(project, data.Commit, cancellation)).Manifest;
        if (manifest is not { Dataset.Item: ImageItem item, Element: ElementType.Byte })
        {
            throw Failure("not_pictures", $"The items of {data.Id} are no pictures of bytes, which is what these layers learn from.");
        }

        var loaded = await reader.LoadAsync(project, data.Commit, cancellation);
        if (loaded.Count == 0)
        {
            throw Failure("no_items", $"{data.Id} has no items.");
        }

        var unlabelled = loaded.Labels?.Count(label => label < 0) ?? loaded.Count;
        if (unlabelled > 0)
        {
            throw Failure("not_labeled", $"{unlabelled:N0} of the {loaded.Count:N0} items of {data.Id} have no label. Label or import_labels first.");
        }

        return new LearningData(
            new LabelledTensors(loaded.Content, loaded.Items, loaded.Labels!, Shape.Of(item)!),
            Transformation.Of(manifest)?.Pixels ?? PixelScale.Unit, item, manifest.Dataset.Labels);
    }

    public void Dispose() => Tensors.Dispose();

    private static ActivityFailureException Failure(string code, string message) => new(code, message, retryable: false);
}
