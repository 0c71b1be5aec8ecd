using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Objects;
using Npgsql;

namespace DeepFlow.Data.Versions;

/// <summary>Reads versions of data sets by their commits: the door for training and evaluation.</summary>
public sealed class DataReader(NpgsqlDataSource database, ObjectStore objects)
{
    /// <summary>The commit of that id.</summary>
    /// <exception cref="ActivityFailureException"><c>no_commit</c>: there is none.</exception>
    public Task<DataCommit> FindAsync(string project, string commit, CancellationToken cancellation) =>
        DataCommits.FindAsync(database, project, commit, cancellation);

    /// <summary>Opens a version without reading its items.</summary>
    /// <exception cref="ActivityFailureException"><c>no_commit</c>: there is none.</exception>
    public async Task<DataVersion> OpenAsync(string project, string commit, CancellationToken cancellation)
    {
        var found = await FindAsync(project, commit, cancellation);
        return await DataVersion.OpenAsync(objects, found.Manifest, cancellation);
    }

    /// <summary>Reads all items of a version into memory, with their labels.</summary>
    /// <param name="progress">Told the share read, 0..1.</param>
    /// <exception cref="ActivityFailureException"><c>no_commit</c>; <c>too_large</c>: the items do not fit into one array (2 GiB).</exception>
    public async Task<LoadedItems> LoadAsync(
        string project, string commit, CancellationToken cancellation, IProgress<double>? progress = null)
    {
        var found = await FindAsync(project, commit, cancellation);
        var version = await DataVersion.OpenAsync(objects, found.Manifest, cancellation);
        var manifest = version.Manifest;
        if ((long)manifest.Count * manifest.ItemSize > Array.MaxLength)
        {
            throw new ActivityFailureException(
                "too_large", $"The {manifest.Count:N0} items of {manifest.Dataset.Name} do not fit into one piece of memory (2 GiB). Split the data.", retryable: false);
        }

        var rows = await version.RowsAsync(cancellation);
        var ids = await version.IdsAsync(cancellation);
        var labels = await version.LabelsAsync(cancellation);
        return new LoadedItems
        {
            Count = manifest.Count,
            Items = await ItemsAsync(version, rows, progress, cancellation),
            ItemSize = manifest.ItemSize,
            Element = manifest.Element,
            Shape = manifest.Dataset.Item is ImageItem image ? [image.Channels, image.Height, image.Width] : [manifest.Elements],
            Labels = labels is null ? null : Array.ConvertAll(rows, row => labels.Codes[row]),
            LabelNames = [.. manifest.Dataset.Labels.Select(label => label.Name)],
            LabelDisplays = [.. manifest.Dataset.Labels.Select(label => label.Display ?? label.Name)],
            Ids = Array.ConvertAll(rows, row => ids[row]),
            Content = found.Manifest,
        };
    }

    private static async Task<byte[]> ItemsAsync(DataVersion version, int[] rows, IProgress<double>? progress, CancellationToken cancellation)
    {
        var size = version.Manifest.ItemSize;
        var items = GC.AllocateUninitializedArray<byte>(rows.Length * size);
        var done = 0;
        await foreach (var (firstRow, bytes, selected) in version.ChunksAsync(rows, cancellation))
        {
            foreach (var row in selected)
            {
                bytes.AsSpan((row - firstRow) * size, size).CopyTo(items.AsSpan(done++ * size));
            }

            progress?.Report((double)done / rows.Length);
        }

        return items;
    }
}
