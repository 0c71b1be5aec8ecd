using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

/// <summary>What the text says, before anything has a meaning. Nodes are immutable; a broken text gives nodes too, with missing parts.</summary>
public abstract record SyntaxNode(TextSpan Span);

/// <summary>A name as written. A name that the text lacks is empty, so that no one takes it for a wrong name.</summary>
public sealed record NameSyntax(string Text, TextSpan Span) : SyntaxNode(Span)
{
    public bool IsMissing => Text.Length == 0;
}

/// <summary>A comment, kept for the formatter and for edits; <c>///</c> and <c>//!</c> are documentation as well.</summary>
public sealed record CommentSyntax(string Text, TextSpan Span) : SyntaxNode(Span);
