using System.Text.Json;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

/// <summary>Something that pipelines watch has a new version: a branch of a data set, a source, a branch of the code.</summary>
/// <param name="Trigger">Which trigger it may fire: <c>data_changed</c> or <c>pushed</c>.</param>
/// <param name="Name">What changed: <c>fashion@main</c>, a source's JSON, a branch.</param>
/// <param name="Version">Which version it has now. The same version again is the same change: it fires nothing.</param>
/// <param name="Value">What a parameter that is bound to it shall hold from now on; missing: what it held.</param>
public sealed record Change(string Trigger, string Name, string Version, Value Value)
{
    public const string DataChanged = "data_changed";
    public const string Pushed = "pushed";

    /// <param name="handle">The new version, as steps hand it on.</param>
    public static Change OfData(string dataset, string branch, string commit, Value handle) => new(DataChanged, $"{dataset}@{branch}", commit, handle);

    /// <param name="commit">The branch's new tip.</param>
    public static Change OfCode(string branch, string commit) => new(Pushed, branch, commit, Value.Missing);

    /// <param name="source">The place where new data lies.</param>
    /// <param name="version">Tells one change from the next.</param>
    public static Change OfSource(RecordValue source, string version) => new(DataChanged, NameOf(source)!, version, Value.Missing);

    /// <summary>The name under which a parameter's value is watched; null where it cannot change, such as a version of data on no branch.</summary>
    public static string? NameOf(Value value) => value switch
    {
        RecordValue data when data.Member("dataset") is TextValue dataset => data.Member("branch") is TextValue branch ? $"{dataset.Value}@{branch.Value}" : null,
        RecordValue { Tag: not null } source => JsonSerializer.Serialize<Value>(source with { Fields = [.. source.Fields.Where(f => !f.Value.IsMissing).OrderBy(f => f.Key, StringComparer.Ordinal)] }, DeepFlowJson.Options),
        _ => null,
    };
}
