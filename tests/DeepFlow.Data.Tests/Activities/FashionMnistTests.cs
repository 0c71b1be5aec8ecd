using System.Diagnostics;
using DeepFlow.Data.Cleaning;
using DeepFlow.Data.Ingesting;
using DeepFlow.Data.Labeling;
using DeepFlow.Data.Sources;
using DeepFlow.Data.Splitting;
using DeepFlow.Data.Validating;
using DeepFlow.Data.Versions;
using Xunit.Abstractions;

namespace DeepFlow.Data.Tests.Activities;

/// <summary>The data pipeline of Fashion-MNIST in its full size.</summary>
public sealed class FashionMnistTests(DataFixture room, ITestOutputHelper output) : IClassFixture<DataFixture>
{
    [FashionMnistFact]
    public async Task DataPipeline_FullSize_GivesLabelledTrainingData()
    {
        var source = new FashionMnistSource(FashionMnistFactAttribute.Folder);

        var ingested = await TimedAsync("ingest", () => room.RunAsync(new IngestData(room.Sources, room.Objects, room.Publisher), new(Fashion.Full, [source])));
        var split = await TimedAsync("split", () => room.RunAsync(new SplitData(room.Reader, room.Publisher), new(ingested.Data, Fashion.PartIs("train"))));
        var clean = await TimedAsync("clean", () => room.RunAsync(new CleanData(room.Reader, room.Publisher), new(split.First, Duplicates.Drop)));
        var valid = await TimedAsync("validate", () => room.RunAsync(new ValidateData(room.Reader, room.Publisher), new(clean.Data)));
        var labelled = await TimedAsync("labels", () => room.RunAsync(new ImportLabels(room.Reader, room.Publisher, room.Objects), new(valid.Data)));
        var items = await TimedAsync("load", () => room.Reader.LoadAsync("test", labelled.Data.Commit, default));

        output.WriteLine(string.Join("\n", split.Report.Rows.Concat(clean.Report.Rows).Concat(valid.Report.Rows).Select(row => string.Join(" | ", row))));
        (ingested.Data.Items, split.First.Items, split.Rest.Items).Should().Be((70_000, 60_000, 10_000));
        clean.Data.Items.Should().Be(60_000 - clean.Removed.Items);
        labelled.Count.Should().Be(items.Count).And.Be(valid.Data.Items);
        items.Items.Should().HaveCount(items.Count * 784);
        items.Labels!.Take(10).Should().Equal([9, 0, 0, 3, 0, 2, 7, 2, 5, 5], "the first labels of Fashion-MNIST are published");
        items.Labels!.GroupBy(label => label).Should().HaveCount(10).And.OnlyContain(group => group.Count() > 5_900);
        (await room.Database.ScalarAsync<long>("select count(*) from deepflow.label where commit_id = $1", labelled.Data.Commit)).Should().Be(items.Count);
    }

    private async Task<T> TimedAsync<T>(string step, Func<Task<T>> run)
    {
        var watch = Stopwatch.StartNew();
        var result = await run();
        output.WriteLine($"{step}: {watch.ElapsedMilliseconds} ms");
        return result;
    }
}
