using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics;

/// <summary>The files that were asked for and all that they use, each once, by path.</summary>
internal sealed record Program(IReadOnlyList<ProgramFile> Files);

/// <summary>A file and what its <c>use</c> lines led to.</summary>
/// <param name="Origins">For each declaration the tree as which it was first read; see <see cref="Parsing.ParsedFile"/>.</param>
internal sealed record ProgramFile(DocumentSyntax Document, IReadOnlyList<DeclarationSyntax> Origins, IReadOnlyList<UsedFile> Uses)
{
    public string Path => Document.Source.Path;

    public Place At(SyntaxNode node) => new(Document.Source, node.Span);

    public Place At(TextSpan span) => new(Document.Source, span);

    /// <summary>A place in the form that a definition holds.</summary>
    public SourceSpan SpanOf(SyntaxNode node)
    {
        var (start, end) = (At(node).Start, At(node).End);
        return new SourceSpan(Path, start.Line, start.Column, end.Line, end.Column);
    }
}

internal sealed record UsedFile(UseSyntax Syntax, string Path);
