using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services.Navigation;

/// <summary>The edits of a rename, or why there are none.</summary>
/// <param name="Refusal">A sentence for the person who asked; null where the edits may be made.</param>
public sealed record RenameResult(IReadOnlyList<FileEdit> Edits, string? Refusal);

/// <summary>Replaces a stretch of a file.</summary>
public sealed record FileEdit(Place Place, string Replacement);

/// <summary>Gives what a name means another name, in every file that means it: for editors and for edits of the picture alike.</summary>
internal static class Renaming
{
    /// <param name="program">What is known where the name stands: what else is called so.</param>
    /// <param name="references">All places of the project that mean the symbol.</param>
    public static RenameResult Rename(SemanticModel program, SymbolReference? reference, Func<SymbolInfo, IEnumerable<SymbolReference>> references, string newName)
    {
        if (reference?.Symbol is not { } symbol)
        {
            return Refuse("There is no name here.");
        }

        if (symbol.Declaration is null)
        {
            return Refuse($"`{symbol.Name}` is not declared in this project, so it keeps its name.");
        }

        if (NewName.Problem(newName) is { } problem)
        {
            return Refuse(problem);
        }

        return Clash(program, symbol, newName) is { } taken
            ? Refuse($"`{newName}` is taken at {taken}; choose another name.")
            : new RenameResult([.. references(symbol).Select(each => each.Place).Distinct().Select(place => new FileEdit(place, newName))], null);
    }

    // What has the name already among the things that share the symbol's names.
    private static Place? Clash(SemanticModel program, SymbolInfo symbol, string newName) => program.Symbols
        .Where(other => other.Name == newName && other.Owner == symbol.Owner && other.Declaration is not null)
        .Where(other => (other.Kind == SymbolKind.Result) == (symbol.Kind == SymbolKind.Result))
        .Select(other => other.Declaration)
        .FirstOrDefault();

    private static RenameResult Refuse(string reason) => new([], reason);
}
