using Antlr4.Runtime;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>The door of this folder: text in, syntax out. Whatever the text, there is a document; what is wrong is told beside it.</summary>
internal static class DocumentParser
{
    // In characters: the declarations of a larger text are read on all processors.
    private const int WorthSharing = 100_000;

    /// <param name="before">An earlier text of the file: the declarations that are still the same are not read again.</param>
    public static ParsedFile Parse(SourceText source, ParsedFile? before = null)
    {
        var problems = new DiagnosticBag();
        var tokens = Tokens.Read(source, new TextSpan(0, source.Content.Length), problems);
        var pieces = Declarations.Split(tokens.Items).Where(piece => piece.Count > 0).ToList();
        var read = new Piece[pieces.Count];
        if (source.Content.Length < WorthSharing)
        {
            for (var i = 0; i < pieces.Count; i++)
            {
                read[i] = ReadPiece(source, tokens, pieces[i], before);
            }
        }
        else
        {
            Parallel.For(0, pieces.Count, i => read[i] = ReadPiece(source, tokens, pieces[i], before));
        }

        var known = new Dictionary<DeclarationText, ParsedDeclaration>();
        foreach (var piece in read)
        {
            problems.AddRange(piece.Problems);
            if (piece is { Declaration: { } declaration, Problems: [] })
            {
                known[piece.Text] = declaration;
            }
        }

        var declarations = read.Select(piece => piece.Declaration).OfType<ParsedDeclaration>().ToList();
        var document = new DocumentSyntax(source, tokens.FileDoc, [.. declarations.Select(declaration => declaration.Syntax)], tokens.Comments);
        return new ParsedFile(document, problems.ToSortedList(), known, [.. declarations.Select(declaration => declaration.Origin)]);
    }

    /// <summary>Reads one expression that stands inside a text.</summary>
    public static ExpressionSyntax ParseExpression(SourceText source, TextSpan span, DiagnosticBag problems)
    {
        var tokens = Tokens.Read(source, span, problems);
        return Prepare(source, tokens.Items, problems) is { } parser
            ? new ExpressionReader(source, problems).Read(parser.expressionUnit().expr(), span.Start)
            : new MissingExpressionSyntax(span);
    }

    private static Piece ReadPiece(SourceText source, Tokens tokens, IReadOnlyList<CommonToken> piece, ParsedFile? before)
    {
        var start = piece[0].StartIndex;
        var text = new DeclarationText(
            source.Slice(TextSpan.Between(start, piece[^1].StopIndex + 1)), piece[0].Column, tokens.Docs.GetValueOrDefault(start));
        if (before?.Known.TryGetValue(text, out var known) == true)
        {
            return new Piece(text, known.At(start), []);
        }

        var problems = new DiagnosticBag();
        var declaration = Prepare(source, piece, problems) is { } parser
            ? new DeclarationReader(source, tokens.Docs, problems).Read(parser.declarationUnit().declaration())
            : null;
        return new Piece(text, declaration is null ? null : new ParsedDeclaration(start, declaration, declaration), problems.ToSortedList());
    }

    private static DeepFlowParser? Prepare(SourceText source, IReadOnlyList<CommonToken> tokens, DiagnosticBag problems)
    {
        if (Brackets.FindTooDeep(tokens) is { } deep)
        {
            problems.Add(SyntaxProblems.TooDeep(new Place(source, Tokens.SpanOf(deep))));
            return null;
        }

        var brackets = new DiagnosticBag();
        var paired = Brackets.Pair(source, tokens, brackets);
        var mended = brackets.ToSortedList();
        problems.AddRange(mended);

        var kept = Newlines.Keep(source, paired, problems);
        if (kept.Count == 0)
        {
            return null;
        }

        foreach (var token in kept)
        {
            ReportUnclosedText(source, token, problems);
        }

        var quietLines = mended.Select(problem => problem.Place.Start.Line).ToHashSet();
        var end = Tokens.Made(TokenConstants.EOF, "", kept[^1].StopIndex + 1, kept[^1]);
        var stream = new CommonTokenStream(new ListTokenSource([.. kept, end]));
        var parser = new DeepFlowParser(stream) { ErrorHandler = new LineErrorStrategy(new SyntaxErrors(source, problems, quietLines)) };
        parser.RemoveErrorListeners();
        return parser;
    }

    // The parser takes it for the text that it was meant to be.
    private static void ReportUnclosedText(SourceText source, CommonToken token, DiagnosticBag problems)
    {
        const string Block = "\"\"\"";
        if (token.Type == DeepFlowLexer.UNCLOSED)
        {
            problems.Add(SyntaxProblems.UnclosedText(new Place(source, Tokens.SpanOf(token)), token.Text[..1]));
            token.Type = DeepFlowLexer.STRING;
        }
        else if (token.Type == DeepFlowLexer.TEXT_BLOCK && !(token.Text.Length >= 6 && token.Text.EndsWith(Block, StringComparison.Ordinal)))
        {
            problems.Add(SyntaxProblems.UnclosedText(new Place(source, new TextSpan(token.StartIndex, 3)), Block));
        }
    }

    private sealed record Piece(DeclarationText Text, ParsedDeclaration? Declaration, IReadOnlyList<Diagnostic> Problems);
}
