using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Data.Sources;

/// <summary>Opens sources and hands their items over in batches, always in the same order.</summary>
public sealed class SourceReader(FashionMnistFiles fashion)
{
    /// <summary>Reads one source as items of <paramref name="dataset"/>; files are opened as the batches are taken.</summary>
    /// <exception cref="ActivityFailureException">The source is missing, damaged or altered, or does not fit the data set; the message says what to do.</exception>
    public async Task<IEnumerable<SourceBatch>> OpenAsync(
        DataSource source, DatasetDefinition dataset, Action<double, string> progress, CancellationToken cancellation)
    {
        if (dataset.Item is not ImageItem image)
        {
            throw new ActivityFailureException(
                "source_mismatch", $"The data set {dataset.Name} declares items that are no images; {source} holds images.", retryable: false);
        }

        var folder = source switch
        {
            FolderSource given => given.Path,
            FashionMnistSource given => await fashion.LocateAsync(given.Directory, progress, cancellation),
            _ => throw new InvalidOperationException($"No reader for {source.GetType().Name}."),
        };
        return IdxFolder.Read(folder, image, dataset.Labels.Length);
    }
}
