using System.Text.RegularExpressions;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Navigation;

/// <summary>The edits of a rename, or why there are none.</summary>
/// <param name="Refusal">A sentence for the person who asked; null where the edits may be made.</param>
public sealed record RenameResult(IReadOnlyList<FileEdit> Edits, string? Refusal);

/// <summary>Replaces a stretch of a file.</summary>
public sealed record FileEdit(Place Place, string Replacement);

/// <summary>Gives what a name means another name, in every file that means it.</summary>
internal static partial class Renaming
{
    public static RenameResult Rename(LanguageSnapshot snapshot, SymbolReference? reference, string newName)
    {
        if (reference?.Symbol is not { } symbol)
        {
            return Refuse("There is no name here.");
        }

        if (symbol.Declaration is null)
        {
            return Refuse($"`{symbol.Name}` is not declared in this project, so it keeps its name.");
        }

        if (!Name().IsMatch(newName))
        {
            return Refuse($"`{newName}` is no name: write letters, digits and `_`, beginning with a letter.");
        }

        if (Lexemes.ItemsOf(new SourceText("", newName), new TextSpan(0, newName.Length)) is [{ Kind: LexemeKind.Reserved }])
        {
            return Refuse($"`{newName}` is a word of the language; choose another name.");
        }

        return Clash(snapshot, reference, newName) is { } taken
            ? Refuse($"`{newName}` is taken at {taken}; choose another name.")
            : new RenameResult([.. References.To(snapshot, symbol).Select(each => new FileEdit(each.Place, newName))], null);
    }

    // What has the name already among the things that share the symbol's names.
    private static Place? Clash(LanguageSnapshot snapshot, SymbolReference reference, string newName) => snapshot.Compile(reference.Place.Source.Path).Model.Symbols
        .Where(other => other.Name == newName && other.Owner == reference.Symbol.Owner && other.Declaration is not null)
        .Where(other => (other.Kind == SymbolKind.Result) == (reference.Symbol.Kind == SymbolKind.Result))
        .Select(other => other.Declaration)
        .FirstOrDefault();

    private static RenameResult Refuse(string reason) => new([], reason);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Name();
}
