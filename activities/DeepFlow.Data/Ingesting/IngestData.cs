using System.Collections.Immutable;
using DeepFlow.Data.Reports;
using DeepFlow.Data.Sources;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Ingesting;

[Activity("ingest_data", Stage = Stage.Data, Role = "data_engineer",
    Summary = "Loads all items of the sources, gives each an id, and stores them.")]
public sealed class IngestData(SourceReader sources, ObjectStore objects, DataPublisher publisher) : Activity<IngestData.Input, IngestData.Output>
{
    public sealed record Input(
        [property: DslType("dataset_type<D>"), About("What the items are.")] DatasetDefinition Of,
        [property: DslType("list<source>"), About("Where they come from.")] ImmutableArray<DataSource> Sources);

    public sealed record Output(
        [property: DslType("dataset<D>"), About("All items, in the order of the sources.")] DataHandle Data,
        [property: DslType("table"), About("How many items each source gave.")] Table Report);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        if (input.Sources.IsDefaultOrEmpty)
        {
            throw new ActivityFailureException("bad_input", $"No source is named for the data set {input.Of.Name}.", retryable: false);
        }

        // Without what only says where it was written: moving a declaration within its file makes no other data.
        var dataset = input.Of with { Span = null, Documentation = null };
        var manifest = new DataManifest(dataset, 0);
        var writer = new ChunkWriter(objects, manifest.ItemSize, [.. dataset.Labels.Select(label => label.Name)]);
        var report = Table.Of($"Ingestion of {dataset.Name}", "source", "items");
        for (var i = 0; i < input.Sources.Length; i++)
        {
            var before = writer.Items;
            await IngestAsync(input.Sources[i], dataset, writer, new Share(context, (double)i / input.Sources.Length, 1.0 / input.Sources.Length));
            report = report.With(Value.Of(input.Sources[i].ToString()), Value.Of(writer.Items - before));
        }

        if (writer.Items == 0)
        {
            throw new ActivityFailureException("source_empty", $"The sources of {dataset.Name} hold no items.", retryable: false);
        }

        var complete = manifest with { Chunks = await writer.FinishAsync(context.Cancellation), Count = writer.Items };
        var data = await publisher.PublishAsync(
            context, "ingest_data", "data", complete, $"{writer.Items} items from {string.Join(", ", input.Sources)}", sources: []);
        return new Output(data, report);
    }

    private async Task IngestAsync(DataSource source, DatasetDefinition dataset, ChunkWriter writer, Share share)
    {
        var cancellation = share.Context.Cancellation;
        // Finding and verifying takes about a third of the time.
        var batches = await sources.OpenAsync(source, dataset, (done, text) => share.Report(done / 3, text), cancellation);
        foreach (var batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            await writer.AddAsync(batch with { Fields = Declared(dataset, batch.Fields, source) }, cancellation);
            share.Report((1 + (2 * batch.Done)) / 3, $"{writer.Items:N0} items of {source}");
        }
    }

    private static ImmutableSortedDictionary<string, string> Declared(
        DatasetDefinition dataset, ImmutableSortedDictionary<string, string> given, DataSource source)
    {
        var absent = dataset.Fields.FirstOrDefault(field => !given.ContainsKey(field.Name));
        return absent is null
            ? given.RemoveRange(given.Keys.Where(name => dataset.Fields.All(field => field.Name != name)))
            : throw new ActivityFailureException(
                "source_mismatch",
                $"The data set {dataset.Name} declares the field {absent.Name}, which {source} does not have; it has {string.Join(", ", given.Keys)}.",
                retryable: false);
    }

    /// <summary>A source's part of the step's progress.</summary>
    private sealed record Share(ActivityContext Context, double From, double Width)
    {
        public void Report(double done, string text) => Context.Progress(From + (Width * Math.Clamp(done, 0, 1)), text);
    }
}
