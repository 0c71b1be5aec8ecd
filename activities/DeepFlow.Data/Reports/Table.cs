using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Reports;

/// <summary>A value of the type <c>table</c>, as reports are shown to people: <c>{"$":"table","title":…,"columns":[…],"rows":[[…]]}</c>.</summary>
public sealed record Table(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<Value>> Rows)
{
    [JsonPropertyName("$"), JsonPropertyOrder(-1)]
    public string Tag => "table";

    public static Table Of(string title, params ReadOnlySpan<string> columns) => new(title, [.. columns], []);

    public Table With(params ReadOnlySpan<Value> row) => this with { Rows = Rows.Add([.. row]) };
}
