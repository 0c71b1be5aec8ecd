using Antlr4.Runtime;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Parsing;

/// <summary>
/// Hands the parser a declaration whose brackets always pair. Where the writer's do not, statement heads and indentation
/// tell where the missing ones belong, so that one forgotten bracket costs one message.
/// </summary>
internal static class Brackets
{
    private const int DeepestNesting = 64;

    // The open expressions' tokens together: bounds the recursion of every later stage.
    private const int LongestExpression = 1_000;

    public static bool IsOpen(IToken token) => token.Type is DeepFlowLexer.LPAREN or DeepFlowLexer.LBRACKET or DeepFlowLexer.LBRACE;

    public static bool IsClose(IToken token) => token.Type is DeepFlowLexer.RPAREN or DeepFlowLexer.RBRACKET or DeepFlowLexer.RBRACE;

    public static int CloserOf(int open) => open switch
    {
        DeepFlowLexer.LPAREN => DeepFlowLexer.RPAREN,
        DeepFlowLexer.LBRACKET => DeepFlowLexer.RBRACKET,
        _ => DeepFlowLexer.RBRACE,
    };

    public static IReadOnlyList<CommonToken> Pair(SourceText source, IReadOnlyList<CommonToken> tokens, DiagnosticBag problems) =>
        IsPaired(tokens) ? tokens : new Mending(source, problems).Run(tokens);

    /// <summary>The first token too deep or too far into one expression to be worth reading on, or null.</summary>
    public static IToken? FindTooDeep(IReadOnlyList<CommonToken> tokens)
    {
        var counts = new Stack<int>([0]);
        var total = 0;
        foreach (var token in tokens)
        {
            if (IsClose(token) && counts.Count > 1)
            {
                total -= counts.Pop();
            }
            else if (token.Type is DeepFlowLexer.COMMA or DeepFlowLexer.NL)
            {
                total -= counts.Pop();
                counts.Push(0);
            }
            else
            {
                total++;
                counts.Push(counts.Pop() + 1);
                if (IsOpen(token))
                {
                    counts.Push(0);
                }
            }

            if (counts.Count > DeepestNesting || total > LongestExpression)
            {
                return token;
            }
        }

        return null;
    }

    public static bool IsPaired(IReadOnlyList<CommonToken> tokens)
    {
        var open = new Stack<int>();
        foreach (var token in tokens)
        {
            if (IsOpen(token))
            {
                open.Push(token.Type);
            }
            else if (IsClose(token) && (!open.TryPop(out var opener) || CloserOf(opener) != token.Type))
            {
                return false;
            }
        }

        return open.Count == 0;
    }

    private sealed class Mending(SourceText source, DiagnosticBag problems)
    {
        private readonly List<CommonToken> _result = [];
        private readonly List<(int Column, int End)> _lines = [];
        private readonly Stack<(CommonToken Token, int Indent)> _open = new();

        public IReadOnlyList<CommonToken> Run(IReadOnlyList<CommonToken> tokens)
        {
            var indent = 0;
            var atLineStart = true;
            var startedLine = false;
            for (var i = 0; i < tokens.Count; i++)
            {
                var token = tokens[i];
                if (token.Type == DeepFlowLexer.ARROW || OpensBody(tokens, i))
                {
                    CloseRound();
                }

                if (token.Type == DeepFlowLexer.NL)
                {
                    if (!atLineStart)
                    {
                        _lines[^1] = _lines[^1] with { End = _result.Count };
                    }

                    atLineStart = true;
                    _result.Add(token);
                    continue;
                }

                if (atLineStart)
                {
                    _lines.Add((token.Column, _result.Count));
                    indent = token.Column;
                    CloseWhatThisLineEnds(token);
                }

                var startsLine = (atLineStart || startedLine) && IsClose(token);
                startedLine = startsLine;
                atLineStart = false;
                if (IsOpen(token))
                {
                    _open.Push((token, indent));
                }
                else if (IsClose(token) && !Close(token, startsLine ? indent : null))
                {
                    continue;
                }

                _result.Add(token);
            }

            while (_open.Count > 0)
            {
                CloseTop();
            }

            return _result;
        }

        // A line that begins a declaration and ends with `{` opens the declaration's body, whatever is open in it.
        private bool OpensBody(IReadOnlyList<CommonToken> tokens, int i) =>
            tokens[i].Type == DeepFlowLexer.LBRACE
            && _open.Count > 0 && _open.All(open => open.Token.Line == tokens[i].Line)
            && i + 1 < tokens.Count && tokens[i + 1].Type == DeepFlowLexer.NL
            && tokens.First(token => token.Type != DeepFlowLexer.NL) is var first
            && Declarations.IsHead(first) && first.Line == tokens[i].Line;

        // No `->` stands in them.
        private void CloseRound()
        {
            while (_open.Count > 0 && _open.Peek().Token.Type != DeepFlowLexer.LBRACE)
            {
                CloseTop();
            }
        }

        private void CloseWhatThisLineEnds(CommonToken first)
        {
            while (_open.Count > 0)
            {
                var (opener, indent) = _open.Peek();
                var isRound = opener.Type != DeepFlowLexer.LBRACE;
                var outdented = IsClose(first) ? first.Column < indent
                    : first.Column <= indent + (first.Type == DeepFlowLexer.LBRACE && isRound ? 1 : 0);
                if (!outdented && !(isRound && IsStatementHead(first)))
                {
                    return;
                }

                CloseTop();
                JoinToBefore(first);
            }
        }

        // `) {` without its `)`: the `{` still belongs to what has just been closed.
        private void JoinToBefore(CommonToken first)
        {
            while (first.Type == DeepFlowLexer.LBRACE && _result.Count > 0 && _result[^1].Type == DeepFlowLexer.NL)
            {
                _result.RemoveAt(_result.Count - 1);
            }
        }

        /// <param name="indent">The line's, where the token is among the closing brackets that begin it.</param>
        private bool Close(CommonToken token, int? indent)
        {
            if (!_open.Any(open => Closes(token, indent, open)))
            {
                problems.Add(SyntaxProblems.StrayBracket(new Place(source, Tokens.SpanOf(token)), token.Text));
                return token.Type == DeepFlowLexer.RBRACE && indent is { } column && OpenBefore(column);
            }

            while (!Closes(token, indent, _open.Peek()))
            {
                CloseTop();
            }

            _open.Pop();
            return true;
        }

        // A `}` that begins a line ends what the last line indented alike began, if deeper lines stand between.
        private bool OpenBefore(int column)
        {
            var between = _lines.Count - 2;
            while (between >= 0 && _lines[between].Column > column)
            {
                between--;
            }

            if (between < 0 || between == _lines.Count - 2 || _lines[between].Column != column)
            {
                return false;
            }

            var end = _lines[between].End;
            if (end < 1 || end > _result.Count)
            {
                return false; // nothing of that line was kept
            }

            _result.Insert(end, Tokens.Made(DeepFlowLexer.LBRACE, "{", _result[end - 1].StopIndex + 1, _result[end - 1]));
            return true;
        }

        // A bracket belongs to one opened in its own line, or, beginning a line, to one whose line is indented alike.
        private bool Closes(CommonToken token, int? indent, (CommonToken Token, int Indent) open) =>
            CloserOf(open.Token.Type) == token.Type
            && (open.Token.Line == token.Line || (indent is { } begins ? begins == open.Indent : open == _open.Peek()));

        private void CloseTop()
        {
            var (opener, _) = _open.Pop();
            var type = CloserOf(opener.Type);
            var text = type == DeepFlowLexer.RPAREN ? ")" : type == DeepFlowLexer.RBRACKET ? "]" : "}";
            problems.Add(SyntaxProblems.UnclosedBracket(new Place(source, Tokens.SpanOf(opener)), opener.Text, text));

            // Before the line breaks, where the writer would have put it.
            var at = _result.Count;
            while (at > 0 && _result[at - 1].Type == DeepFlowLexer.NL)
            {
                at--;
            }

            var before = _result[at - 1];
            _result.Insert(at, Tokens.Made(type, text, before.StopIndex + 1, before));
        }

        // `if` and `not` may begin a line inside brackets; these may not.
        private static bool IsStatementHead(IToken token) => token.Type
            is DeepFlowLexer.STEP or DeepFlowLexer.PARALLEL or DeepFlowLexer.BRANCH or DeepFlowLexer.FOR or DeepFlowLexer.VAR
            or DeepFlowLexer.SET or DeepFlowLexer.RETURN or DeepFlowLexer.STOP or DeepFlowLexer.FAIL or DeepFlowLexer.ON;
    }
}
