using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Navigation;

/// <summary>From a name to its declaration, and to what means the same in every file of the project.</summary>
internal static class References
{
    public static Place? Definition(LanguageSnapshot snapshot, string path, int offset)
    {
        if (snapshot.Find(path) is not { } file)
        {
            return null;
        }

        var use = file.Document.Declarations.OfType<UseSyntax>().FirstOrDefault(each => each.Path.Span.Start <= offset && offset <= each.Path.Span.End);
        return use is null
            ? snapshot.ReferenceAt(path, offset)?.Symbol.Declaration
            : VisibleDeclarations.PathOf(snapshot, file, use) is { } used ? snapshot.Find(used)?.At(default) : null;
    }

    /// <summary>The declaration first, then by file and place.</summary>
    public static IEnumerable<SymbolReference> To(LanguageSnapshot snapshot, SymbolInfo symbol)
    {
        // A program that does not name it in the file itself may do so in what it uses; that is a file of the project too.
        var home = symbol.Declaration?.Source.Path;
        return snapshot.AllPaths
            .Where(path => snapshot.Find(path)?.Source.Content.Contains(symbol.Name, StringComparison.Ordinal) == true)
            .SelectMany(path => snapshot.Compile(path).Model.ReferencesTo(symbol))
            .Where(reference => reference.Symbol.Declaration?.Source.Path == home)
            .DistinctBy(reference => (reference.Place.Source.Path, reference.Place.Span))
            .OrderBy(reference => reference.IsDeclaration ? 0 : 1)
            .ThenBy(reference => reference.Place.Source.Path, StringComparer.Ordinal)
            .ThenBy(reference => reference.Place.Span.Start);
    }
}
