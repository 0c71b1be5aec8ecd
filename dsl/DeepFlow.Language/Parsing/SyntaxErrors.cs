using Antlr4.Runtime;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Parsing;

/// <summary>Says what is wrong by where it stands, not by the parser's list of tokens that would have fitted.</summary>
internal sealed class SyntaxErrors(SourceText source, DiagnosticBag problems, IReadOnlySet<int> linesWithMendedBrackets)
{
    /// <summary>A token for which the rule that is being read has no place.</summary>
    public void Report(Parser parser, IToken offending) => Add(offending, place => Explain(parser, place, offending));

    /// <summary>What stands in a block of lines where no line begins, or behind the end of one.</summary>
    public void ReportGarbage(Parser parser, IToken offending, bool beginsLine) => Add(offending, place => offending.Type == DeepFlowLexer.ASSIGN
        ? SyntaxProblems.EqualsToCompare(place)
        : SyntaxProblems.Unexpected(place, Found(offending), (beginsLine ? LineOf(parser.RuleContext.RuleIndex) : null) ?? "A new line or `;`"));

    private void Add(IToken offending, Func<Place, Diagnostic> explain)
    {
        // A mended bracket has been told; what follows from it in the same line would only be noise.
        if (!linesWithMendedBrackets.Contains(offending.Line))
        {
            problems.Add(explain(new Place(source, SpanOf(offending))));
        }
    }

    private Diagnostic Explain(Parser parser, Place place, IToken offending)
    {
        var rule = parser.RuleContext?.RuleIndex ?? -1;
        var start = (parser.RuleContext as ParserRuleContext)?.Start ?? offending;
        var isWord = offending.Type is >= DeepFlowLexer.STEP and <= DeepFlowLexer.MISSING;
        switch (rule)
        {
            case DeepFlowParser.RULE_declaration or DeepFlowParser.RULE_declarationUnit when offending.Type != DeepFlowLexer.RBRACE:
                var first = rule == DeepFlowParser.RULE_declarationUnit ? FirstSolid(parser, offending) : start;
                return SyntaxProblems.NotADeclaration(new Place(source, SpanOf(first)), Found(first));
            case DeepFlowParser.RULE_statement when start.Type == DeepFlowLexer.NAME:
                return SyntaxProblems.Unexpected(new Place(source, SpanOf(start)), Found(start), LineOf(rule)!);
            case DeepFlowParser.RULE_name when isWord:
                return SyntaxProblems.ReservedName(place, offending.Text);
            case not DeepFlowParser.RULE_statement when offending.Type == DeepFlowLexer.ASSIGN:
                return SyntaxProblems.EqualsToCompare(place);
            default:
                var line = start == offending ? LineOf(rule) : null;
                return SyntaxProblems.Unexpected(place, Found(offending), line ?? PartOf(rule) ?? Expected(parser));
        }
    }

    private static IToken FirstSolid(Parser parser, IToken token)
    {
        var stream = (ITokenStream)parser.InputStream;
        return token.Type == DeepFlowLexer.NL && token == parser.CurrentToken ? stream.LT(2) : token;
    }

    private static string? PartOf(int rule) => rule switch
    {
        DeepFlowParser.RULE_expr or DeepFlowParser.RULE_primary => "A value",
        DeepFlowParser.RULE_type or DeepFlowParser.RULE_typeHead => "A type",
        DeepFlowParser.RULE_name or DeepFlowParser.RULE_anyName => "A name",
        _ => null,
    };

    private static string? LineOf(int rule) => rule switch
    {
        DeepFlowParser.RULE_statement or DeepFlowParser.RULE_block =>
            "A statement (`step`, `if`, `parallel`, `for`, `var`, `set`, `return`, `stop`, `fail`, or a trigger `on`)",
        DeepFlowParser.RULE_setting or DeepFlowParser.RULE_settings =>
            "A setting (`by`, `needs`, `prefers`, `retry`, `timeout`, `cache`, `checkpoint`, `when`, `due`, `approvals`, `hide`, `on`)",
        DeepFlowParser.RULE_datasetMember or DeepFlowParser.RULE_datasetDeclaration => "`item`, `label`, `field` or `expect`",
        DeepFlowParser.RULE_modelMember or DeepFlowParser.RULE_modelBody => "`input`, `block`, `residual` or a layer such as `linear(10)`",
        DeepFlowParser.RULE_activityMember or DeepFlowParser.RULE_activityDeclaration => "`script`, `image` or a setting",
        DeepFlowParser.RULE_formField or DeepFlowParser.RULE_formDeclaration => "A field such as `goal: text`",
        _ => null,
    };

    private static string Expected(Parser parser)
    {
        var expected = parser.GetExpectedTokens().ToArray();
        if (expected.Contains(DeepFlowLexer.NUMBER))
        {
            return "A value";
        }

        if (expected.Contains(DeepFlowLexer.NAME) && expected.Length > 8)
        {
            return "A name";
        }

        // Operators may always follow a value: naming them all would hide what is meant.
        var telling = expected.Where(type => !IsOperator(type)).ToArray();
        var named = (telling.Length is > 0 and <= 5 ? telling : expected.Take(5)).Select(Describe).ToList();
        return named.Count switch
        {
            0 => "Nothing more",
            1 => named[0],
            _ => $"{string.Join(", ", named[..^1])} or {named[^1]}",
        };
    }

    private static bool IsOperator(int type) => type
        is >= DeepFlowLexer.EQ and <= DeepFlowLexer.GT or >= DeepFlowLexer.PLUS and <= DeepFlowLexer.DIVIDE
        or DeepFlowLexer.RANGE or DeepFlowLexer.DOT or DeepFlowLexer.COALESCE or DeepFlowLexer.LBRACKET
        or DeepFlowLexer.AND or DeepFlowLexer.OR or DeepFlowLexer.IN;

    private static string Describe(int type) => type switch
    {
        TokenConstants.EOF => "the end",
        DeepFlowLexer.NL => "a new line",
        DeepFlowLexer.NAME => "a name",
        DeepFlowLexer.STRING or DeepFlowLexer.RAW_STRING or DeepFlowLexer.TEXT_BLOCK => "a text in quotes",
        _ => $"`{DeepFlowParser.DefaultVocabulary.GetLiteralName(type)?.Trim('\'') ?? DeepFlowParser.DefaultVocabulary.GetSymbolicName(type)}`",
    };

    private static string Found(IToken token) => token.Type switch
    {
        TokenConstants.EOF => "the end",
        DeepFlowLexer.NL => token.Text == ";" ? "`;`" : "the end of the line",
        _ => $"`{token.Text}`",
    };

    private TextSpan SpanOf(IToken token) => token.Type switch
    {
        TokenConstants.EOF => new TextSpan(Math.Min(token.StartIndex, source.Content.Length), 0),
        DeepFlowLexer.NL => new TextSpan(token.StartIndex, 0),
        _ => Tokens.SpanOf(token),
    };
}
