using DeepFlow.Data.Reports;
using DeepFlow.Data.Rules;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Splitting;

[Activity("split_data", Stage = Stage.Data, Role = "data_engineer",
    Summary = "Splits data in two, by a condition or by a share; the same way each time.")]
public sealed class SplitData(DataReader reader, DataPublisher publisher) : Activity<SplitData.Input, SplitData.Output>
{
    public sealed record Input(
        [property: DslType("dataset<D>"), About("What is split.")] DataHandle Data,
        [property: DslType("predicate<item>?"), About("Items for which this holds go to the first part.")] Value? Where = null,
        [property: DslType("percent?"), About("The share of the items that goes to the first part.")] double? First = null,
        [property: About("Another seed gives another split by share.")] long Seed = 0);

    public sealed record Output(
        [property: DslType("dataset<D>"), About("The items of the first part.")] DataHandle First,
        [property: DslType("dataset<D>"), About("All others.")] DataHandle Rest,
        [property: DslType("table"), About("Sizes, and how many exact duplicates lie on both sides.")] Table Report);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var version = await reader.OpenAsync(context.Project, input.Data.Commit, context.Cancellation);
        context.Progress(0.1, "reading ids");
        var rows = await version.RowsAsync(context.Cancellation);
        var ids = await version.IdsAsync(context.Cancellation);
        var (split, how) = (input.Where, input.First) switch
        {
            (QuoteValue { Expression: var condition }, null) => (await ByConditionAsync(version, rows, ids, condition, context), "by its condition"),
            (null or MissingValue, double share and > 0 and < 1) => (Split.ByShare(rows, ids, share, input.Seed), $"{share:0.####} by seed {input.Seed}"),
            (null or MissingValue, double share) => throw Bad($"The share {share} of the first part must lie between 0% and 100%."),
            _ => throw Bad("Say how to split: either \"where\" with a condition, or \"first\" with a share."),
        };
        context.Progress(0.8, $"{split.First.Length:N0} and {split.Rest.Length:N0} items");
        var first = await PublishAsync("first", split.First);
        var rest = await PublishAsync("rest", split.Rest);
        return new Output(first, rest, ReportOf(version.Manifest.Dataset.Name, split));

        async Task<DataHandle> PublishAsync(string output, int[] part) => await publisher.PublishAsync(
            context, "split_data", output, await version.SelectAsync(part, context.Cancellation), $"{output} part, split {how}", [input.Data]);
    }

    private static async Task<Split> ByConditionAsync(DataVersion version, int[] rows, ItemId[] ids, Expression condition, ActivityContext context)
    {
        var broken = await new ItemRules(version, [condition])
            .FirstBrokenAsync(rows, done => context.Progress(0.1 + (0.7 * done), "judging items"), context.Cancellation);
        var holds = rows.Where((_, i) => broken[i] < 0).ToHashSet();
        return Split.ByCondition(rows, ids, holds.Contains);
    }

    private static Table ReportOf(string dataset, Split split) =>
        Table.Of($"Split of {dataset}", "part", "items")
            .With(Value.Of("first"), Value.Of(split.First.Length))
            .With(Value.Of("rest"), Value.Of(split.Rest.Length))
            .With(Value.Of("exact duplicates on both sides"), Value.Of(split.Straddling));

    private static ActivityFailureException Bad(string message) => new("bad_input", message, retryable: false);
}
