using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>A file's syntax and what its parser had to say: as long as the text is the same, so are they.</summary>
/// <param name="Known">The declarations in which nothing was wrong, for the next text of the file.</param>
internal sealed record ParsedFile(
    DocumentSyntax Document, IReadOnlyList<Diagnostic> Problems, IReadOnlyDictionary<DeclarationText, ParsedDeclaration> Known)
{
    public static ParsedFile Parse(SourceText source, ParsedFile? before = null) => DocumentParser.Parse(source, before);
}
