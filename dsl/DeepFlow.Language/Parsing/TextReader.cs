using System.Text;
using Antlr4.Runtime;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>
/// Turns a text token into its pieces: escapes resolved, <c>${ }</c> parsed, and a text of many lines freed of the indentation
/// that all its lines share.
/// </summary>
internal sealed class TextReader(SourceText source, DiagnosticBag problems)
{
    // Strings within interpolations within strings: the lexer allows two levels, a text block any number.
    private const int DeepestString = 4;

    public TextSyntax Read(IToken token)
    {
        var span = Tokens.SpanOf(token);
        var (start, end) = Inside(token, span);
        if (token.Text[0] == '\'')
        {
            return new TextSyntax(start < end ? [Literal(source.Content[start..end], start, end)] : [], span);
        }

        return new TextSyntax(Pieces(start, end, token.Type == DeepFlowLexer.TEXT_BLOCK ? SharedIndent(start, end) : 0), span);
    }

    private static LiteralPieceSyntax Literal(string text, int start, int end) => new(text, TextSpan.Between(start, end));

    private (int Start, int End) Inside(IToken token, TextSpan span)
    {
        if (token.Type == DeepFlowLexer.TEXT_BLOCK)
        {
            var isWhole = token.Text.Length >= 6 && token.Text.EndsWith("\"\"\"", StringComparison.Ordinal);
            return WithoutOuterLines(span.Start + 3, isWhole ? span.End - 3 : span.End);
        }

        var isClosed = token.Text.Length > 1 && token.Text[^1] == token.Text[0];
        return (span.Start + 1, Math.Max(span.Start + 1, isClosed ? span.End - 1 : span.End));
    }

    // The line of the opening quotes and that of the closing ones are no part of the text when they hold nothing else.
    private (int Start, int End) WithoutOuterLines(int start, int end)
    {
        var text = source.Content;
        var first = start;
        while (first < end && text[first] is ' ' or '\t' or '\r')
        {
            first++;
        }

        start = first < end && text[first] == '\n' ? first + 1 : start;
        var last = end;
        while (last > start && text[last - 1] is ' ' or '\t')
        {
            last--;
        }

        if (last > start && text[last - 1] == '\n')
        {
            end = last - 1 > start && text[last - 2] == '\r' ? last - 2 : last - 1;
        }

        return (start, Math.Max(start, end));
    }

    private int SharedIndent(int start, int end)
    {
        var lines = source.Content[start..end].Split('\n').Where(line => line.Trim().Length > 0);
        return lines.Select(line => line.Length - line.TrimStart(' ', '\t').Length).DefaultIfEmpty(0).Min();
    }

    private List<TextPieceSyntax> Pieces(int start, int end, int indent)
    {
        var text = source.Content;
        var pieces = new List<TextPieceSyntax>();
        var literal = new StringBuilder();
        var literalStart = start;
        var i = SkipIndent(start, end, indent);
        while (i < end)
        {
            if (text[i] == '\\' && i + 1 < end)
            {
                literal.Append(Escape(i));
                i += 2;
            }
            else if (text[i] == '$' && i + 1 < end && text[i + 1] == '{')
            {
                var close = FindClose(i + 2, end, '}', 0);
                if (close < 0)
                {
                    problems.Add(SyntaxProblems.UnclosedInterpolation(new Place(source, new TextSpan(i, 2))));
                    literal.Append(text[i++]);
                    continue;
                }

                if (literal.Length > 0)
                {
                    pieces.Add(Literal(literal.ToString(), literalStart, i));
                    literal.Clear();
                }

                var inner = TextSpan.Between(i + 2, close);
                pieces.Add(new InterpolationSyntax(DocumentParser.ParseExpression(source, inner, problems), TextSpan.Between(i, close + 1)));
                i = literalStart = close + 1;
            }
            else
            {
                literal.Append(text[i]);
                i = text[i] == '\n' ? SkipIndent(i + 1, end, indent) : i + 1;
            }
        }

        if (literal.Length > 0)
        {
            pieces.Add(Literal(literal.ToString(), literalStart, end));
        }

        return pieces;
    }

    private int SkipIndent(int i, int end, int indent)
    {
        for (var left = indent; left > 0 && i < end && source.Content[i] is ' ' or '\t'; left--)
        {
            i++;
        }

        return i;
    }

    private string Escape(int at)
    {
        var escape = source.Content.Substring(at, 2);
        switch (escape[1])
        {
            case '"' or '\\' or '$':
                return escape[1..];
            case 'n':
                return "\n";
            case 't':
                return "\t";
            default:
                problems.Add(SyntaxProblems.UnknownEscape(new Place(source, new TextSpan(at, 2)), escape));
                return escape;
        }
    }

    /// <summary>The offset of the '}' or '"' that ends what begins at <paramref name="i"/>, or -1.</summary>
    private int FindClose(int i, int end, char close, int depth)
    {
        var braces = 0;
        while (i >= 0 && i < end && depth <= DeepestString)
        {
            var c = source.Content[i];
            if (c == close && braces == 0)
            {
                return i;
            }

            if (close == '}')
            {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                i = c == '"' ? After(FindClose(i + 1, end, '"', depth + 1)) : i + 1;
            }
            else if (c == '\\')
            {
                i += 2;
            }
            else
            {
                i = c == '$' && i + 1 < end && source.Content[i + 1] == '{' ? After(FindClose(i + 2, end, '}', depth + 1)) : i + 1;
            }
        }

        return -1;

        static int After(int found) => found < 0 ? -1 : found + 1;
    }
}
