using System.Collections.Immutable;
using DeepFlow.Data.Reports;
using DeepFlow.Data.Rules;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Validating;

[Activity("validate_data", Stage = Stage.Data, Role = "data_engineer",
    Summary = "Judges data by what its data set expects: items that fall short are set aside, with the reason.")]
public sealed class ValidateData(DataReader reader, DataPublisher publisher) : Activity<ValidateData.Input, ValidateData.Output>
{
    public sealed record Input([property: DslType("dataset<D>"), About("What is judged.")] DataHandle Data);

    public sealed record Output(
        [property: DslType("dataset<D>"), About("The items that meet every expectation.")] DataHandle Data,
        [property: DslType("dataset<D>"), About("The items that were set aside.")] DataHandle Rejected,
        [property: DslType("table"), About("Each expectation, and what came of it.")] Table Report);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var version = await reader.OpenAsync(context.Project, input.Data.Commit, context.Cancellation);
        var dataset = version.Manifest.Dataset;
        var (whole, single) = Part(dataset.Expectations);
        var rows = await version.RowsAsync(context.Cancellation);
        var broken = await new ItemRules(version, [.. single.Select(expectation => expectation.Condition)])
            .FirstBrokenAsync(rows, done => context.Progress(0.8 * done, "judging items"), context.Cancellation);
        var kept = rows.Where((_, i) => broken[i] < 0).ToArray();
        var aside = single.Select((expectation, n) => (Reason: expectation.Name, Rows: rows.Where((_, i) => broken[i] == n).ToArray())).ToArray();

        context.Progress(0.8, $"{rows.Length - kept.Length:N0} items set aside");
        var judged = WholeRules.Judge(whole, await WholeRules.ScopeAsync(version, kept, context.Cancellation));
        foreach (var warning in judged.Where(rule => rule is { Met: false, Expectation.Otherwise: not Otherwise.Fail }))
        {
            context.Log($"{dataset.Name} does not meet \"{warning.Expectation.Name}\" ({warning.Found}); going on, as the data set says.");
        }

        if (judged.Where(rule => rule is { Met: false, Expectation.Otherwise: Otherwise.Fail }).ToArray() is { Length: > 0 } failed)
        {
            throw new ActivityFailureException(
                "expectation_failed",
                $"{dataset.Name} does not meet {string.Join(", ", failed.Select(rule => $"\"{rule.Expectation.Name}\" ({rule.Found})"))}: "
                + $"{kept.Length:N0} of {rows.Length:N0} items are valid. Collect more or better data.",
                retryable: false);
        }

        var data = await publisher.PublishAsync(
            context, "validate_data", "data", await version.SetAsideAsync(kept, aside, context.Cancellation),
            $"{rows.Length - kept.Length} items set aside", [input.Data]);
        var rejected = await publisher.PublishAsync(
            context, "validate_data", "rejected", await RejectedAsync(version, aside, context.Cancellation), "the items that were set aside", [input.Data]);
        return new Output(data, rejected, ReportOf(dataset, rows.Length, aside, judged));
    }

    /// <summary>A rule that names <c>items</c> or <c>labels</c> judges the whole, any other each item.</summary>
    private static (ImmutableArray<ExpectationDefinition> Whole, ImmutableArray<ExpectationDefinition> Single) Part(
        ImmutableArray<ExpectationDefinition> expectations)
    {
        var whole = expectations.Where(expectation => NamesIn.Of(expectation.Condition).Overlaps(WholeRules.Names)).ToImmutableArray();
        return (whole, [.. expectations.Except(whole)]);
    }

    private static async Task<DataManifest> RejectedAsync(DataVersion version, (string Reason, int[] Rows)[] aside, CancellationToken cancellation)
    {
        var rows = aside.SelectMany(group => group.Rows).Order().ToArray();
        return await version.SetAsideAsync(rows, aside, cancellation);
    }

    private static Table ReportOf(
        DatasetDefinition dataset, int received, (string Reason, int[] Rows)[] aside, ImmutableArray<WholeRules.Judgement> judged)
    {
        var report = Table.Of($"Validation of {dataset.Name}", "expectation", "result", "found")
            .With(Value.Of("items"), Value.Of("received"), Value.Of(received));
        foreach (var (reason, rows) in aside)
        {
            report = report.With(Value.Of(reason), Value.Of(rows.Length == 0 ? "met by all" : "set aside"), Value.Of(rows.Length));
        }

        foreach (var rule in judged)
        {
            report = report.With(Value.Of(rule.Expectation.Name), Value.Of(rule.Met ? "met" : "warning"), rule.Found);
        }

        return report;
    }
}
