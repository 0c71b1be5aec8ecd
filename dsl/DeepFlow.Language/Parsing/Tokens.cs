using Antlr4.Runtime;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>A file as tokens: what the parser sees, and beside it the comments.</summary>
/// <param name="Docs">The text of the <c>///</c> lines above the token that starts at an offset.</param>
internal sealed record Tokens(
    IReadOnlyList<CommonToken> Items,
    IReadOnlyList<CommentSyntax> Comments,
    string? FileDoc,
    IReadOnlyDictionary<int, string> Docs)
{
    /// <summary>Reads <paramref name="span"/> of the source; the tokens' offsets are those of the file.</summary>
    public static Tokens Read(SourceText source, TextSpan span, DiagnosticBag problems)
    {
        var lexer = new DeepFlowLexer(new AntlrInputStream(source.Slice(span)));
        lexer.RemoveErrorListeners();

        var texts = new TokenTexts(source);
        var items = new List<CommonToken>(span.Length / 4);
        var comments = new List<CommentSyntax>();
        var fileDoc = new List<string>();
        var docs = new Dictionary<int, string>();
        var pending = new List<string>();
        for (var token = (CommonToken)lexer.NextToken(); token.Type != TokenConstants.EOF; token = (CommonToken)lexer.NextToken())
        {
            token.StartIndex += span.Start;
            token.StopIndex += span.Start;
            token.Text = texts.Of(token); // the stream would look it up at the moved offsets
            switch (token.Type)
            {
                case DeepFlowLexer.FILE_DOC:
                    fileDoc.Add(token.Text[3..].Trim());
                    comments.Add(new CommentSyntax(token.Text, SpanOf(token)));
                    break;
                case DeepFlowLexer.DOC:
                    pending.Add(token.Text[3..].Trim());
                    comments.Add(new CommentSyntax(token.Text, SpanOf(token)));
                    break;
                case DeepFlowLexer.COMMENT:
                    comments.Add(new CommentSyntax(token.Text, SpanOf(token)));
                    break;
                case DeepFlowLexer.UNKNOWN:
                    ReportUnknown(source, token, items, problems);
                    break;
                default:
                    if (token.Type != DeepFlowLexer.NL && pending.Count > 0)
                    {
                        docs[token.StartIndex] = string.Join('\n', pending);
                        pending.Clear();
                    }

                    items.Add(token);
                    break;
            }
        }

        return new Tokens(WithLabelsAsNames(items), comments, fileDoc.Count > 0 ? string.Join('\n', fileDoc) : null, docs);
    }

    public static TextSpan SpanOf(IToken token) => TextSpan.Between(token.StartIndex, token.StopIndex + 1);

    /// <summary>A token that the text lacks, of no length, on the line of <paramref name="near"/>.</summary>
    public static CommonToken Made(int type, string text, int offset, IToken near) => new(type, text)
    {
        StartIndex = offset,
        StopIndex = offset - 1,
        Line = near.Line,
        Column = near.Column,
    };

    private static void ReportUnknown(SourceText source, CommonToken token, List<CommonToken> before, DiagnosticBag problems)
    {
        // A byte order mark at the start is how some editors say "UTF-8".
        if (token.StartIndex == 0 && token.Text == "\uFEFF")
        {
            return;
        }

        // Two halves of one character, or a word in another script, make one message.
        var start = token.StartIndex;
        var reachesBack = start > 0 && !char.IsAscii(source.Content[start - 1])
            && (before.Count == 0 || before[^1].StopIndex < start - 1);
        if (reachesBack)
        {
            return;
        }

        var end = start + 1;
        while (end < source.Content.Length && !char.IsAscii(source.Content[end]) && !char.IsAscii(source.Content[start]))
        {
            end++;
        }

        var span = TextSpan.Between(start, end);
        problems.Add(SyntaxProblems.UnknownCharacter(new Place(source, span), source.Slice(span)));
    }

    // Reserved words are free before ':' and after '.', so that a label or a field may be called anything.
    private static List<CommonToken> WithLabelsAsNames(List<CommonToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var isWord = tokens[i].Type is >= DeepFlowLexer.STEP and <= DeepFlowLexer.MISSING;
            var isLabel = (i + 1 < tokens.Count && tokens[i + 1].Type == DeepFlowLexer.COLON)
                || (i > 0 && tokens[i - 1].Type == DeepFlowLexer.DOT);
            if (isWord && isLabel)
            {
                tokens[i].Type = DeepFlowLexer.NAME;
            }
        }

        return tokens;
    }
}
