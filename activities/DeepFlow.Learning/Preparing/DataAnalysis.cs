using System.Collections.Immutable;
using DeepFlow.Data.Reports;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Reports;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Preparing;

[Activity("data_analysis", Stage = Stage.Model, Role = "data_scientist",
    Summary = "Counts labels and describes the pixels of each, for people to look at before they build a model.")]
public sealed class DataAnalysis(DataReader reader) : Activity<DataAnalysis.Input, DataAnalysis.Output>
{
    private const int Levels = 256;

    public sealed record Input([property: DslType("dataset<D>"), About("What is described.")] DataHandle Data);

    public sealed record Output(
        [property: DslType("table"), About("For each label: items, their share, mean and standard deviation of their pixels.")] Table Statistics,
        [property: DslType("plot"), About("Items of each label.")] Plot Plot);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var items = await reader.LoadAsync(
            context.Project, input.Data.Commit, context.Cancellation, new Progress<double>(done => context.Progress(done * 0.7, "reading items")));
        if (items.Element != ElementType.Byte)
        {
            throw new ActivityFailureException("not_pictures", $"The items of {input.Data.Id} are no pictures of bytes.", retryable: false);
        }

        context.Progress(0.7, "counting");
        var names = items.LabelDisplays.Add("(no label)");
        var counts = new long[names.Length];
        var histograms = Enumerable.Range(0, names.Length).Select(_ => new long[Levels]).ToArray();
        for (var item = 0; item < items.Count; item++)
        {
            var label = items.Labels?[item] is >= 0 and var known ? known : names.Length - 1;
            counts[label]++;
            foreach (var pixel in items.Item(item))
            {
                histograms[label][pixel]++;
            }
        }

        var present = Enumerable.Range(0, names.Length).Where(label => counts[label] > 0 || label < names.Length - 1).ToList();
        var rows = present.Select(label => Row(names[label], counts[label], items.Count, histograms[label]))
            .Append(Row("all", items.Count, items.Count, [.. Enumerable.Range(0, Levels).Select(level => histograms.Sum(histogram => histogram[level]))]));
        var statistics = Table.Of($"Analysis of {input.Data.Id}", "label", "items", "share", "mean", "deviation") with { Rows = [.. rows] };
        var bars = Series.Of("items", present.Select((label, at) => ((double)at, (double)counts[label]))) with { Categories = [.. present.Select(label => names[label])] };
        return new Output(statistics, new Plot($"Labels of {input.Data.Id}", PlotKind.Bar, "label", "items", [bars]));
    }

    private static ImmutableArray<Value> Row(string name, long count, long total, long[] histogram)
    {
        var pixels = histogram.Sum();
        var mean = pixels == 0 ? 0 : histogram.Select((times, level) => (double)times * level).Sum() / pixels;
        var variance = pixels == 0 ? 0 : histogram.Select((times, level) => times * (level - mean) * (level - mean)).Sum() / pixels;
        return
        [
            Value.Of(name), Value.Of(count), Value.Of(total == 0 ? 0 : Math.Round((double)count / total, 4)),
            Value.Of(Math.Round(mean, 2)), Value.Of(Math.Round(Math.Sqrt(variance), 2)),
        ];
    }
}
