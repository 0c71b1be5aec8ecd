using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Navigation;

/// <summary>
/// Where a parameter, a variable or an item of a <c>for</c> is called like a name that the type supplies, it gets another one. That is
/// no edit of one place: whoever names it changes too, and so do the callers of a parameter. Where both could be meant, the type's name stays.
/// </summary>
internal static class OtherName
{
    private static readonly string Code = ProblemCatalogue.CodeOf(nameof(NameProblems.Ambiguous));

    public static IEnumerable<CodeAction> For(LanguageSnapshot snapshot, Diagnostic finding)
    {
        var (source, span) = finding.Place;
        if (finding.Code != Code || snapshot.Find(source.Path) is not { } file)
        {
            yield break;
        }

        var symbols = snapshot.Compile(source.Path).Model.Symbols;
        var name = source.Slice(span);
        var pipeline = file.Document.Declarations.OfType<PipelineSyntax>().FirstOrDefault(each => each.Span.Start <= span.Start && span.End <= each.Span.End);
        if (symbols.FirstOrDefault(symbol => Hides(symbol, name) && symbol.Owner == pipeline?.Name.Text)?.Declaration is not { } declared)
        {
            yield break;
        }

        var newName = Enumerable.Range(1, int.MaxValue).Select(number => $"{name}_{number}").First(free => symbols.All(symbol => symbol.Name != free));
        if (snapshot.Rename(declared.Source.Path, declared.Span.Start, newName) is { Refusal: null, Edits: { Count: > 0 } edits })
        {
            yield return new CodeAction($"Rename the `{name}` of this pipeline to `{newName}`", finding, edits, IsPreferred: true);
        }
    }

    private static bool Hides(SymbolInfo symbol, string name) =>
        symbol.Name == name && symbol.Kind is SymbolKind.Parameter or SymbolKind.Variable or SymbolKind.Item;
}
