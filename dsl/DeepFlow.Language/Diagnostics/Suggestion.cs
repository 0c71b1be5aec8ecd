using DeepFlow.Language.Sources;
using DeepFlow.Workflows;

namespace DeepFlow.Language.Diagnostics;

/// <summary>Asks whether a near name was meant.</summary>
internal static class Suggestion
{
    /// <summary>" Did you mean `x`?" or, without a near name, what there is: " There is `a`, `b` and `c`." or nothing.</summary>
    public static string Sentence(string written, IReadOnlyCollection<string> candidates) =>
        NearName.Of(written, candidates) is { } near ? $" Did you mean `{near}`?"
        : candidates.Count is > 0 and <= 12 ? $" There {(candidates.Count == 1 ? "is" : "are")} {Names(candidates)}."
        : "";

    public static IReadOnlyList<CodeFix> Fixes(TextSpan span, string written, IEnumerable<string> candidates) =>
        NearName.Of(written, candidates) is { } near ? [new CodeFix($"Change to `{near}`", span, near)] : [];

    /// <summary>`a`, `b` and `c`</summary>
    public static string Names(IEnumerable<string> names)
    {
        var quoted = names.Select(name => $"`{name}`").ToList();
        return quoted.Count <= 1 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }
}
