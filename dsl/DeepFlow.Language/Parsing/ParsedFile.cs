using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>A file's syntax and what its parser had to say: as long as the text is the same, so are they.</summary>
/// <param name="Known">The declarations in which nothing was wrong, for the next text of the file.</param>
/// <param name="Origins">For each declaration of the document the tree as which it was first read: where that is the same, nothing in it has changed.</param>
internal sealed record ParsedFile(
    DocumentSyntax Document,
    IReadOnlyList<Diagnostic> Problems,
    IReadOnlyDictionary<DeclarationText, ParsedDeclaration> Known,
    IReadOnlyList<DeclarationSyntax> Origins)
{
    public static ParsedFile Parse(SourceText source, ParsedFile? before = null) => DocumentParser.Parse(source, before);
}
