using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Labeling;

[Activity("import_labels", Stage = Stage.Data, Role = "data_labeler",
    Summary = "Takes over the labels that the source brought along, for items that nobody has labelled yet.")]
public sealed class ImportLabels(DataReader reader, DataPublisher publisher, ObjectStore objects) : Activity<ImportLabels.Input, ImportLabels.Output>
{
    private const string Labeler = "source";

    public sealed record Input([property: DslType("dataset<D>"), About("What is labelled.")] DataHandle Data);

    public sealed record Output(
        [property: DslType("dataset<D>"), About("The data with its labels.")] DataHandle Data,
        [property: About("How many labels were taken over.")] int Count);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var cancellation = context.Cancellation;
        var version = await reader.OpenAsync(context.Project, input.Data.Commit, cancellation);
        var dataset = version.Manifest.Dataset.Name;
        var offered = await version.SourceLabelsAsync(cancellation)
            ?? throw new ActivityFailureException("no_labels", $"The source of {dataset} brought no labels along. Have people label the items.", retryable: false);
        context.Progress(0.2, "reading labels");
        var rows = await version.RowsAsync(cancellation);
        var (labels, imported) = Merge(await version.LabelsAsync(cancellation), offered, rows);

        var manifest = version.Manifest with { Labels = await labels.WriteAsync(objects, cancellation) };
        var data = await publisher.PublishAsync(context, "import_labels", "data", manifest, $"{imported.Length} labels from the source", [input.Data]);
        var ids = await version.IdsAsync(cancellation);
        context.Publish((transaction, stop) => LabelRows.CopyAsync(
            transaction, new LabelRows.Origin(context.Project, dataset, Labeler, data.Commit, context.JobId),
            imported.Select(row => (ids[row], labels[row]!)), stop));
        context.Progress(1, $"{imported.Length:N0} labels");
        return new Output(data, imported.Length);
    }

    /// <summary>What people said stays; rows outside the version stay unlabelled, for they are none of its items.</summary>
    private static (TextColumn Labels, int[] Imported) Merge(TextColumn? given, TextColumn offered, int[] rows)
    {
        var codes = new int[offered.Count];
        Array.Fill(codes, TextColumn.None);
        given?.Codes.CopyTo(codes, 0);
        var imported = Array.FindAll(rows, row => codes[row] == TextColumn.None && offered.Codes[row] != TextColumn.None);
        foreach (var row in imported)
        {
            codes[row] = offered.Codes[row];
        }

        return (new TextColumn(offered.Values, codes), imported);
    }
}
