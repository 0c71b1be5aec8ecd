using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DeepFlow.Learning.Reports;

/// <summary>A value of the type <c>metrics</c>: named numbers about one thing, <c>{"$":"metrics","title":…,"values":{"accuracy":0.89}}</c>.</summary>
public sealed record MetricValues(string Title, ImmutableSortedDictionary<string, double> Values)
{
    [JsonPropertyName("$"), JsonPropertyOrder(-1)]
    public string Tag => "metrics";

    /// <summary>Numbers that are none (a loss that diverged) are left out: JSON cannot hold them.</summary>
    public static MetricValues Of(string title, params IEnumerable<(string Name, double Value)> values) =>
        new(title, values.Where(value => double.IsFinite(value.Value))
            .ToImmutableSortedDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));
}
