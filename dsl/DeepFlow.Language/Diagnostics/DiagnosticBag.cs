using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Diagnostics;

/// <summary>Collects what a stage finds; the same sentence at the same place counts once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _found = [];
    private readonly HashSet<(string Path, TextSpan Span, string Code)> _seen = [];

    public int ErrorCount { get; private set; }

    public bool HasErrors => ErrorCount > 0;

    public void Add(Diagnostic diagnostic)
    {
        if (_seen.Add((diagnostic.Place.Source.Path, diagnostic.Place.Span, diagnostic.Code)))
        {
            _found.Add(diagnostic);
            ErrorCount += diagnostic.Severity == Severity.Error ? 1 : 0;
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>By file, then by place.</summary>
    public IReadOnlyList<Diagnostic> ToSortedList() =>
    [
        .. _found
            .OrderBy(diagnostic => diagnostic.Place.Source.Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Place.Span.Start)
            .ThenBy(diagnostic => diagnostic.Code, StringComparer.Ordinal),
    ];
}
