using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>What is the same wherever it stands: a declaration's text, the column where it begins, and the documentation above it.</summary>
internal readonly record struct DeclarationText(string Text, int Column, string? Doc);

/// <summary>
/// A declaration of a text in which nothing was wrong, with the offset where it stood. The same text means the same tree, at another
/// place; messages may speak of lines, so one that has any is read again.
/// </summary>
/// <param name="Origin">The tree as which it was first read: where that is the same, nothing in it has changed.</param>
internal readonly record struct ParsedDeclaration(int Start, DeclarationSyntax Syntax, DeclarationSyntax Origin)
{
    public ParsedDeclaration At(int start) =>
        start == Start ? this : new ParsedDeclaration(start, (DeclarationSyntax)Syntax.Moved(Start, start - Start), Origin);
}
