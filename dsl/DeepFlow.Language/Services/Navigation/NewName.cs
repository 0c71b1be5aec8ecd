using System.Text.RegularExpressions;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Navigation;

/// <summary>Whether something may be called that.</summary>
internal static partial class NewName
{
    /// <summary>Why it may not, as a sentence; null for a name.</summary>
    public static string? Problem(string name) =>
        !Name().IsMatch(name) ? $"`{name}` is no name: write letters, digits and `_`, and begin with a letter."
        : Lexemes.ItemsOf(new SourceText("", name), new TextSpan(0, name.Length)) is [{ Kind: LexemeKind.Reserved }] ? $"`{name}` is a word of the language; choose another name."
        : null;

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Name();
}
