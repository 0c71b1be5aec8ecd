using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Services.Navigation;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services;

/// <summary>A mend that is known for a finding.</summary>
/// <param name="Edits">All of them together, in one file or several.</param>
/// <param name="IsPreferred">It is the likeliest of the finding's mends.</param>
public sealed record CodeAction(string Title, Diagnostic Mends, IReadOnlyList<FileEdit> Edits, bool IsPreferred)
{
    internal static IReadOnlyList<CodeAction> At(LanguageSnapshot snapshot, string path, TextSpan span) =>
    [
        .. snapshot.Diagnostics(path)
            .Where(diagnostic => diagnostic.Place.Source.Path == path && diagnostic.Place.Span.Start <= span.End && span.Start <= diagnostic.Place.Span.End)
            .SelectMany(diagnostic => Known(diagnostic).Concat(OtherName.For(snapshot, diagnostic))),
    ];

    private static IEnumerable<CodeAction> Known(Diagnostic diagnostic) => diagnostic.Fixes.Select((fix, i) =>
        new CodeAction(fix.Title, diagnostic, [new FileEdit(new Place(diagnostic.Place.Source, fix.Span), fix.Replacement)], i == 0));
}
