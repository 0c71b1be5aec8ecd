using Antlr4.Runtime;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Parsing;

/// <summary>
/// Keeps the newlines that separate and drops the others, so that every block of the grammar reads <c>{ (x (NL x)*)? }</c>:
/// dropped are those inside <c>( )</c> and <c>[ ]</c>, behind an operator, a comma or an opening bracket, and before
/// <c>. | -> ?? and or else }</c>; several in a row are one. A <c>;</c> is a newline that may stand in a line.
/// </summary>
internal static class Newlines
{
    public static IReadOnlyList<CommonToken> Keep(SourceText source, IReadOnlyList<CommonToken> tokens, DiagnosticBag problems)
    {
        var kept = new List<CommonToken>(tokens.Count);
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Type == DeepFlowLexer.NL)
            {
                var insideRound = open.TryPeek(out var bracket) && bracket != DeepFlowLexer.LBRACE && token.Text != ";";
                if (!insideRound && kept.Count > 0 && !GoesOnAfter(kept[^1]) && !GoesOnBefore(NextSolid(tokens, i)))
                {
                    kept.Add(token);
                }

                continue;
            }

            if (LacksNewline(token, kept))
            {
                problems.Add(SyntaxProblems.Unexpected(new Place(source, Tokens.SpanOf(token)), $"`{token.Text}`", "A new line or `;`"));
                kept.Add(Tokens.Made(DeepFlowLexer.NL, "\n", token.StartIndex, token));
            }

            if (Brackets.IsOpen(token))
            {
                open.Push(token.Type);
            }
            else if (Brackets.IsClose(token))
            {
                open.TryPop(out _);
            }

            kept.Add(token);
        }

        return kept;
    }

    // These words begin a statement wherever they stand, save as labels.
    private static bool LacksNewline(IToken token, List<CommonToken> kept) =>
        token.Type is DeepFlowLexer.STEP or DeepFlowLexer.PARALLEL or DeepFlowLexer.BRANCH or DeepFlowLexer.VAR or DeepFlowLexer.SET
            or DeepFlowLexer.RETURN or DeepFlowLexer.STOP
        && kept.Count > 0 && (Brackets.IsClose(kept[^1]) || kept[^1].Type is DeepFlowLexer.NAME or DeepFlowLexer.NUMBER or DeepFlowLexer.STRING);

    // `>` is not among them: at a line's end it closes a type.
    public static bool GoesOnAfter(IToken token) => token.Type
        is DeepFlowLexer.NL or DeepFlowLexer.LBRACE or DeepFlowLexer.LPAREN or DeepFlowLexer.LBRACKET
        or DeepFlowLexer.COMMA or DeepFlowLexer.COLON or DeepFlowLexer.ASSIGN or DeepFlowLexer.ARROW or DeepFlowLexer.PIPE
        or DeepFlowLexer.PLUS or DeepFlowLexer.MINUS or DeepFlowLexer.TIMES or DeepFlowLexer.DIVIDE
        or DeepFlowLexer.EQ or DeepFlowLexer.NE or DeepFlowLexer.LT or DeepFlowLexer.LE or DeepFlowLexer.GE
        or DeepFlowLexer.RANGE or DeepFlowLexer.DOT or DeepFlowLexer.COALESCE
        or DeepFlowLexer.AND or DeepFlowLexer.OR or DeepFlowLexer.NOT or DeepFlowLexer.IN;

    public static bool GoesOnBefore(IToken? token) => token is null || token.Type
        is DeepFlowLexer.DOT or DeepFlowLexer.PIPE or DeepFlowLexer.ARROW or DeepFlowLexer.COALESCE
        or DeepFlowLexer.AND or DeepFlowLexer.OR or DeepFlowLexer.ELSE or DeepFlowLexer.RBRACE;

    private static IToken? NextSolid(IReadOnlyList<CommonToken> tokens, int i)
    {
        while (i < tokens.Count && tokens[i].Type == DeepFlowLexer.NL)
        {
            i++;
        }

        return i < tokens.Count ? tokens[i] : null;
    }
}
