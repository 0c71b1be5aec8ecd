using System.Collections.Immutable;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Rules;

/// <summary>Rules over a whole version: over the number of its <c>items</c> and the distribution of its <c>labels</c>.</summary>
internal static class WholeRules
{
    private const string Items = "items", Labels = "labels";

    public static ImmutableArray<string> Names { get; } = [Items, Labels];

    /// <summary>What the names stand for. Before a version is labelled, the labels that its source brought along speak for it.</summary>
    public static async Task<Scope> ScopeAsync(DataVersion version, int[] rows, CancellationToken cancellation)
    {
        var labels = await version.LabelsAsync(cancellation) ?? await version.SourceLabelsAsync(cancellation);
        var names = new Dictionary<string, Value>(StringComparer.Ordinal) { [Items] = new ItemsValue(rows.Length) };
        if (labels is not null)
        {
            names[Labels] = new LabelsValue(labels.CountOf(rows));
        }

        return Scope.Of(names);
    }

    public static ImmutableArray<Judgement> Judge(ImmutableArray<ExpectationDefinition> expectations, Scope scope) =>
        [.. expectations.Select(expectation => new Judgement(
            expectation, Evaluator.IsTrue(expectation.Condition, scope), FoundOf(expectation.Condition, scope)))];

    /// <summary>The measured side of a comparison: the one that does not stand fast.</summary>
    private static Value FoundOf(Expression condition, Scope scope) => condition switch
    {
        Binary { Left: var left } when !NamesIn.Of(left).IsEmpty => Evaluator.Evaluate(left, scope),
        Binary { Right: var right } => Evaluator.Evaluate(right, scope),
        _ => Evaluator.Evaluate(condition, scope),
    };

    /// <param name="Found">What was measured.</param>
    internal sealed record Judgement(ExpectationDefinition Expectation, bool Met, Value Found);
}
