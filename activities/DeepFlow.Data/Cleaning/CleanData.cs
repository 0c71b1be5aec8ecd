using DeepFlow.Data.Reports;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Cleaning;

[Activity("clean_data", Stage = Stage.Data, Role = "data_engineer",
    Summary = "Finds exact duplicates, and drops all but the first of each if told to.")]
public sealed class CleanData(DataReader reader, DataPublisher publisher) : Activity<CleanData.Input, CleanData.Output>
{
    private const string Reason = "exact duplicate";

    public sealed record Input(
        [property: DslType("dataset<D>"), About("What is cleaned.")] DataHandle Data,
        [property: About("What becomes of further copies of an item.")] Duplicates Duplicates = Duplicates.Keep);

    public sealed record Output(
        [property: DslType("dataset<D>"), About("What is left.")] DataHandle Data,
        [property: DslType("dataset<D>"), About("What was dropped.")] DataHandle Removed,
        [property: DslType("table"), About("What was found.")] Table Report);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var version = await reader.OpenAsync(context.Project, input.Data.Commit, context.Cancellation);
        context.Progress(0.1, "looking for exact duplicates");
        var rows = await version.RowsAsync(context.Cancellation);
        var labels = await version.LabelsAsync(context.Cancellation) ?? await version.SourceLabelsAsync(context.Cancellation);
        var found = ExactDuplicates.Find(rows, await version.IdsAsync(context.Cancellation), labels);
        var (kept, removed) = input.Duplicates == Duplicates.Drop ? (found.Distinct, found.Copies) : (rows, []);
        context.Progress(0.8, $"{found.Copies.Length:N0} exact duplicates");

        var data = await publisher.PublishAsync(
            context, "clean_data", "data", await version.SetAsideAsync(kept, [(Reason, removed)], context.Cancellation),
            $"{removed.Length} exact duplicates dropped", [input.Data]);
        var dropped = await publisher.PublishAsync(
            context, "clean_data", "removed", await version.SelectAsync(removed, context.Cancellation), "the exact duplicates that were dropped", [input.Data]);
        return new Output(data, dropped, Table.Of($"Cleaning of {version.Manifest.Dataset.Name}", "check", "items")
            .With(Value.Of("received"), Value.Of(rows.Length))
            .With(Value.Of("exact duplicates"), Value.Of(found.Copies.Length))
            .With(Value.Of("of them labelled otherwise than the first copy"), Value.Of(found.Contradicting))
            .With(Value.Of("dropped"), Value.Of(removed.Length))
            .With(Value.Of("kept"), Value.Of(kept.Length)));
    }
}

/// <summary>What becomes of further copies of an item.</summary>
public enum Duplicates
{
    Keep,
    Drop,
}
