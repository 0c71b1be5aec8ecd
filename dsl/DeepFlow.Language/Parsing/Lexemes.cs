using Antlr4.Runtime;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>A file as the formatter and edits see it: every word, sign, newline and comment, and where its text cannot be relied on.</summary>
/// <param name="Items">In the order of the text.</param>
/// <param name="PieceStarts">Where declarations begin.</param>
/// <param name="BrokenPieces">Declarations whose brackets do not pair.</param>
/// <param name="Problems">Where else the text is no program.</param>
internal sealed record Lexemes(
    DocumentSyntax Document,
    IReadOnlyList<Lexeme> Items,
    IReadOnlySet<int> PieceStarts,
    IReadOnlyList<TextSpan> BrokenPieces,
    IReadOnlyList<TextSpan> Problems)
{
    public static Lexemes Read(SourceText source)
    {
        var parsed = ParsedFile.Parse(source);
        var tokens = Tokens.Read(source, new TextSpan(0, source.Content.Length), new DiagnosticBag());
        var pieces = Declarations.Split(tokens.Items).Select(WithoutOuterNewlines).Where(piece => piece.Count > 0).ToList();
        return new Lexemes(
            parsed.Document,
            [.. tokens.Items.Select(Read).Concat(tokens.Comments.Select(Read)).OrderBy(item => item.Span.Start)],
            pieces.Select(piece => piece[0].StartIndex).ToHashSet(),
            [.. pieces.Where(piece => !Brackets.IsPaired(piece) || Brackets.FindTooDeep(piece) is not null).Select(SpanOf)],
            [.. parsed.Problems.Select(problem => problem.Place.Span)]);
    }

    /// <summary>What a text means to the parser, and its comments: two texts with the same marks are the same program.</summary>
    public static IEnumerable<string> Marks(SourceText source)
    {
        var tokens = Tokens.Read(source, new TextSpan(0, source.Content.Length), new DiagnosticBag());
        return Declarations.Split(tokens.Items)
            .SelectMany(piece => Newlines.Keep(source, piece, new DiagnosticBag()))
            .Select(token => token.Type == DeepFlowLexer.NL ? "\n" : token.Text)
            .Concat(tokens.Comments.Select(comment => comment.Text.TrimEnd()));
    }

    /// <summary>The words and signs of a stretch alone, comments included: what an editor needs at every keystroke.</summary>
    public static IReadOnlyList<Lexeme> ItemsOf(SourceText source, TextSpan span)
    {
        var tokens = Tokens.Read(source, span, new DiagnosticBag());
        return [.. tokens.Items.Select(Read).Concat(tokens.Comments.Select(Read)).OrderBy(item => item.Span.Start)];
    }

    /// <summary>The words of the language that may be names.</summary>
    public static IReadOnlySet<string> ContextualWords { get; } = Enumerable.Range(DeepFlowLexer.USE, DeepFlowLexer.RECORD - DeepFlowLexer.USE + 1)
        .Select(type => DeepFlowLexer.DefaultVocabulary.GetLiteralName(type).Trim('\''))
        .ToHashSet(StringComparer.Ordinal);

    private static Lexeme Read(CommonToken token) =>
        new(KindOf(token), token.Text, Tokens.SpanOf(token), Newlines.GoesOnAfter(token), Newlines.GoesOnBefore(token));

    private static Lexeme Read(CommentSyntax comment) => new(LexemeKind.Comment, comment.Text, comment.Span);

    private static IReadOnlyList<CommonToken> WithoutOuterNewlines(IReadOnlyList<CommonToken> piece) =>
        [.. piece.SkipWhile(token => token.Type == DeepFlowLexer.NL).Reverse().SkipWhile(token => token.Type == DeepFlowLexer.NL).Reverse()];

    private static TextSpan SpanOf(IReadOnlyList<CommonToken> piece) => Tokens.SpanOf(piece[0]).To(Tokens.SpanOf(piece[^1]));

    private static LexemeKind KindOf(IToken token) => token.Type switch
    {
        DeepFlowLexer.NL => LexemeKind.NewLine,
        DeepFlowLexer.NUMBER => LexemeKind.Number,
        DeepFlowLexer.STRING or DeepFlowLexer.RAW_STRING or DeepFlowLexer.TEXT_BLOCK or DeepFlowLexer.UNCLOSED => LexemeKind.Text,
        DeepFlowLexer.NAME or (>= DeepFlowLexer.USE and <= DeepFlowLexer.RECORD) => LexemeKind.Word,
        >= DeepFlowLexer.STEP and <= DeepFlowLexer.MISSING => LexemeKind.Reserved,
        _ when Brackets.IsOpen(token) => LexemeKind.Open,
        _ when Brackets.IsClose(token) => LexemeKind.Close,
        _ => LexemeKind.Sign,
    };
}
