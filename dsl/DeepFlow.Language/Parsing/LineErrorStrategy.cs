using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using Antlr4.Runtime.Tree;
using DeepFlow.Language.Parsing.Generated;

namespace DeepFlow.Language.Parsing;

/// <summary>
/// Recovers within the line: a newline, a bracket or a statement's first word is never deleted,
/// and a bracket that is skipped is skipped with all that it holds.
/// </summary>
internal sealed class LineErrorStrategy(SyntaxErrors errors) : DefaultErrorStrategy
{
    /// <summary>
    /// In a block of lines, what follows a line's end is skipped up to the next line, and a first line that is none is skipped whole;
    /// the inherited way would give up the block.
    /// </summary>
    public override void Sync(Parser recognizer)
    {
        if (!InErrorRecoveryMode(recognizer) && IsHeadOfBody(recognizer.RuleContext)
            && !recognizer.GetExpectedTokens().Contains(recognizer.CurrentToken.Type))
        {
            errors.Report(recognizer, recognizer.CurrentToken);
            BeginErrorCondition(recognizer);
            ConsumeUntil(recognizer, new IntervalSet(DeepFlowLexer.LBRACE));
            return;
        }

        var garbageInBlock = !InErrorRecoveryMode(recognizer) && HoldsLines(recognizer.RuleContext)
            && !recognizer.GetExpectedTokens().Contains(recognizer.CurrentToken.Type);
        if (!garbageInBlock)
        {
            base.Sync(recognizer);
            return;
        }

        var isFirstLine = recognizer.RuleContext.GetChild(recognizer.RuleContext.ChildCount - 1) is ITerminalNode;
        errors.ReportGarbage(recognizer, recognizer.CurrentToken, isFirstLine);
        BeginErrorCondition(recognizer);
        ConsumeUntil(recognizer, new IntervalSet(DeepFlowLexer.NL, DeepFlowLexer.RBRACE));
        if (isFirstLine && recognizer.CurrentToken.Type == DeepFlowLexer.NL)
        {
            recognizer.Consume();
            EndErrorCondition(recognizer);
            Sync(recognizer);
        }
    }

    /// <summary>A rule that fails inside brackets which it opened skips to their end, whatever stands there.</summary>
    public override void Recover(Parser recognizer, RecognitionException e)
    {
        var stream = (ITokenStream)recognizer.InputStream;
        var depth = 0;
        for (var i = recognizer.RuleContext is ParserRuleContext { Start: { } start } ? start.TokenIndex : stream.Index; i < stream.Index; i++)
        {
            depth += Step(stream.Get(i));
        }

        while (depth > 0 && recognizer.CurrentToken.Type != TokenConstants.EOF)
        {
            depth += Step(recognizer.CurrentToken);
            recognizer.Consume();
        }

        base.Recover(recognizer, e);
    }

    protected override void ReportNoViableAlternative(Parser recognizer, NoViableAltException e) =>
        errors.Report(recognizer, e.OffendingToken);

    protected override void ReportInputMismatch(Parser recognizer, InputMismatchException e) =>
        errors.Report(recognizer, e.OffendingToken);

    protected override void ReportUnwantedToken(Parser recognizer)
    {
        if (!InErrorRecoveryMode(recognizer))
        {
            BeginErrorCondition(recognizer);
            errors.Report(recognizer, recognizer.CurrentToken);
        }
    }

    protected override void ReportMissingToken(Parser recognizer) => ReportUnwantedToken(recognizer);

    protected override IToken? SingleTokenDeletion(Parser recognizer) =>
        MayBeDeleted(recognizer.CurrentToken) ? base.SingleTokenDeletion(recognizer) : null;

    // Brackets pair by now, so one put in would take its partner from another; and a line that begins with no word of
    // the language is told as a whole.
    protected override bool SingleTokenInsertion(Parser recognizer)
    {
        var expected = GetExpectedTokens(recognizer);
        return !expected.Contains(DeepFlowLexer.LPAREN) && !expected.Contains(DeepFlowLexer.LBRACE) && !expected.Contains(DeepFlowLexer.LBRACKET)
            && recognizer.RuleContext is not DeepFlowParser.WordlessStepContext
            && base.SingleTokenInsertion(recognizer);
    }

    // Tokens that the bracket pass puts in have no stream of their own, which the inherited way of making one needs.
    protected override IToken GetMissingSymbol(Parser recognizer) =>
        Tokens.Made(GetExpectedTokens(recognizer).MinElement, "", recognizer.CurrentToken.StartIndex, recognizer.CurrentToken);

    protected override void ConsumeUntil(Parser recognizer, IntervalSet set)
    {
        while (!set.Contains(recognizer.CurrentToken.Type) && !EndsTheSkip(recognizer.CurrentToken))
        {
            var depth = 0;
            do
            {
                depth += Step(recognizer.CurrentToken);
                recognizer.Consume();
            }
            while (depth > 0 && recognizer.CurrentToken.Type != TokenConstants.EOF);
        }
    }

    private static int Step(IToken token) => Brackets.IsOpen(token) ? 1 : Brackets.IsClose(token) ? -1 : 0;

    // What is wrong between a declaration's word and its `{` costs no more than that.
    private static bool IsHeadOfBody(RuleContext rule) =>
        rule is DeepFlowParser.PipelineDeclarationContext or DeepFlowParser.ActivityDeclarationContext or DeepFlowParser.ModelDeclarationContext
        && ((ParserRuleContext)rule).GetToken(DeepFlowLexer.LBRACE, 0) is null;

    private static bool HoldsLines(RuleContext rule) =>
        rule is DeepFlowParser.BlockContext or DeepFlowParser.SettingsContext or DeepFlowParser.ModelBodyContext
            or DeepFlowParser.DatasetDeclarationContext or DeepFlowParser.FormDeclarationContext or DeepFlowParser.ActivityDeclarationContext
        && ((ParserRuleContext)rule).GetToken(DeepFlowLexer.LBRACE, 0) is not null;

    // Brackets pair by now, so a closing one that no open rule waits for belongs to what is being skipped.
    private static bool EndsTheSkip(IToken token) => token.Type is TokenConstants.EOF or DeepFlowLexer.NL;

    private static bool MayBeDeleted(IToken token) =>
        !EndsTheSkip(token) && !Brackets.IsOpen(token) && !Brackets.IsClose(token)
        && token.Type is < DeepFlowLexer.STEP or > DeepFlowLexer.ON;
}
