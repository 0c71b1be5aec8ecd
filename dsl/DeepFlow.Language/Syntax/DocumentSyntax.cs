using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

/// <summary>One file: its <c>//!</c> documentation, its declarations in the order written, and every comment.</summary>
public sealed record DocumentSyntax(
    SourceText Source,
    string? Doc,
    IReadOnlyList<DeclarationSyntax> Declarations,
    IReadOnlyList<CommentSyntax> Comments)
    : SyntaxNode(new TextSpan(0, Source.Content.Length));
