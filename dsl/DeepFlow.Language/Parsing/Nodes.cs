using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>Reads what every node of the parse tree has, where recovery may have left any part of it out.</summary>
internal static class Nodes
{
    public static TextSpan Span(this ParserRuleContext node)
    {
        if (node.Start is not { } start)
        {
            return default;
        }

        var end = node.Stop is { } stop && stop.StopIndex + 1 > start.StartIndex ? stop.StopIndex + 1 : start.StartIndex;
        return TextSpan.Between(start.StartIndex, end);
    }

    /// <summary>The name, or an empty one at <paramref name="otherwise"/> where the text has none.</summary>
    public static NameSyntax Read(this DeepFlowParser.NameContext? name, int otherwise) => ReadWord(name, otherwise);

    public static NameSyntax Read(this DeepFlowParser.AnyNameContext? name, int otherwise) =>
        name?.name() is { } plain ? ReadWord(plain, otherwise) : ReadWord(name, otherwise);

    public static bool IsPresent(this ITerminalNode? token) => token is not null and not IErrorNode && token.Symbol.TokenIndex >= 0;

    private static NameSyntax ReadWord(ParserRuleContext? node, int otherwise) =>
        node is { ChildCount: 1 } && node.GetChild(0) is ITerminalNode token and not IErrorNode && token.Symbol.TokenIndex >= 0
            ? new NameSyntax(token.Symbol.Text, Tokens.SpanOf(token.Symbol))
            : new NameSyntax("", new TextSpan(node?.Start?.StartIndex ?? otherwise, 0));
}
