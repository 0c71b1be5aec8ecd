using Antlr4.Runtime;
using DeepFlow.Language.Parsing.Generated;

namespace DeepFlow.Language.Parsing;

/// <summary>
/// Cuts a file's tokens into one piece per declaration, so that a broken declaration cannot spoil its neighbours.
/// A piece begins at a declaration's word in column 0, wherever the brackets stand, or at a line's start outside all brackets.
/// </summary>
internal static class Declarations
{
    public static IEnumerable<IReadOnlyList<CommonToken>> Split(IReadOnlyList<CommonToken> tokens)
    {
        var piece = new List<CommonToken>();
        var depth = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var atLineStart = i == 0 || tokens[i - 1].Type == DeepFlowLexer.NL;
            if (atLineStart && (depth <= 0 || tokens[i].Column == 0) && IsHead(tokens, i))
            {
                yield return piece;
                piece = [];
                depth = 0;
            }

            piece.Add(tokens[i]);
            depth += Brackets.IsOpen(tokens[i]) ? 1 : Brackets.IsClose(tokens[i]) ? -1 : 0;
        }

        yield return piece;
    }

    public static bool IsHead(IToken token) => token.Type is >= DeepFlowLexer.USE and <= DeepFlowLexer.ACTIVITY;

    // `model: x` at a line's start is an argument and `model(...)` a layer; a declaration's word is followed by a name, `use` by a text.
    private static bool IsHead(IReadOnlyList<CommonToken> tokens, int i) =>
        IsHead(tokens[i]) && (i + 1 >= tokens.Count || (tokens[i].Type == DeepFlowLexer.USE
            ? tokens[i + 1].Type is DeepFlowLexer.STRING or DeepFlowLexer.UNCLOSED or DeepFlowLexer.NL
            : tokens[i] is { Type: DeepFlowLexer.PIPELINE, Column: 0 } && tokens[i + 1].Type == DeepFlowLexer.LPAREN
            || tokens[i + 1].Type is DeepFlowLexer.NAME or DeepFlowLexer.NL or DeepFlowLexer.LBRACE
                or (>= DeepFlowLexer.STEP and <= DeepFlowLexer.RECORD)));
}
