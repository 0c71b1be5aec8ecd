using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

public abstract record ExpressionSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>A number with whatever letters touch it: <c>80%</c>, <c>2h30m</c>, <c>512Mi</c>, <c>1e-4</c>. What the letters mean is the binder's to say.</summary>
public sealed record NumberSyntax(string Text, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A text: its pieces in order. A raw or plain text has one literal piece, or none when empty.</summary>
public sealed record TextSyntax(IReadOnlyList<TextPieceSyntax> Pieces, TextSpan Span) : ExpressionSyntax(Span)
{
    /// <summary>The text itself where nothing is interpolated, else null.</summary>
    public string? Plain => Pieces.All(piece => piece is LiteralPieceSyntax)
        ? string.Concat(Pieces.Cast<LiteralPieceSyntax>().Select(piece => piece.Text))
        : null;
}

public abstract record TextPieceSyntax(TextSpan Span) : SyntaxNode(Span);

public sealed record LiteralPieceSyntax(string Text, TextSpan Span) : TextPieceSyntax(Span);

/// <summary><c>${ expression }</c></summary>
public sealed record InterpolationSyntax(ExpressionSyntax Value, TextSpan Span) : TextPieceSyntax(Span);

public sealed record BoolSyntax(bool Value, TextSpan Span) : ExpressionSyntax(Span);

public sealed record MissingValueSyntax(TextSpan Span) : ExpressionSyntax(Span);

public sealed record NameExpressionSyntax(NameSyntax Name, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>name(arguments)</c>: a function, a constructor or a model with hyperparameters.</summary>
public sealed record CallSyntax(NameSyntax Name, ArgumentsSyntax Arguments, TextSpan Span) : ExpressionSyntax(Span);

public sealed record MemberSyntax(ExpressionSyntax Target, NameSyntax Name, TextSpan Span) : ExpressionSyntax(Span);

public sealed record IndexSyntax(ExpressionSyntax Target, ExpressionSyntax Index, TextSpan Span) : ExpressionSyntax(Span);

public sealed record NegateSyntax(ExpressionSyntax Operand, TextSpan Span) : ExpressionSyntax(Span);

public sealed record NotSyntax(ExpressionSyntax Operand, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><paramref name="Operator"/> is as written: <c>+ - * / ?? &lt; &lt;= &gt; &gt;= == != in and or</c>.</summary>
public sealed record BinarySyntax(string Operator, ExpressionSyntax Left, ExpressionSyntax Right, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>32..256</c>, both ends included.</summary>
public sealed record RangeSyntax(ExpressionSyntax From, ExpressionSyntax To, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>if a then b else c</c></summary>
public sealed record ChoiceSyntax(ExpressionSyntax Condition, ExpressionSyntax Then, ExpressionSyntax Otherwise, TextSpan Span) : ExpressionSyntax(Span);

public sealed record ListSyntax(IReadOnlyList<ExpressionSyntax> Items, TextSpan Span) : ExpressionSyntax(Span);

public sealed record RecordSyntax(IReadOnlyList<ArgumentSyntax> Entries, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>No value stands where one should; already reported.</summary>
public sealed record MissingExpressionSyntax(TextSpan Span) : ExpressionSyntax(Span);

public sealed record ArgumentsSyntax(IReadOnlyList<ArgumentSyntax> Items, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>name: value</c>, or a value by its place where the name is null.</summary>
public sealed record ArgumentSyntax(NameSyntax? Name, ExpressionSyntax Value, TextSpan Span) : SyntaxNode(Span);
