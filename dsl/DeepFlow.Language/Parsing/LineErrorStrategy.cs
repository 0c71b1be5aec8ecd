using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using DeepFlow.Language.Parsing.Generated;

namespace DeepFlow.Language.Parsing;

/// <summary>
/// Recovers within the line: a newline, a closing bracket or a statement's first word is never deleted,
/// and a bracket that is skipped is skipped with all that it holds.
/// </summary>
internal sealed class LineErrorStrategy(SyntaxErrors errors) : DefaultErrorStrategy
{
    protected override void ReportNoViableAlternative(Parser recognizer, NoViableAltException e) =>
        errors.Report(recognizer, e.OffendingToken, e.StartToken);

    protected override void ReportInputMismatch(Parser recognizer, InputMismatchException e) =>
        errors.Report(recognizer, e.OffendingToken, e.OffendingToken);

    protected override void ReportUnwantedToken(Parser recognizer)
    {
        if (!InErrorRecoveryMode(recognizer))
        {
            BeginErrorCondition(recognizer);
            errors.Report(recognizer, recognizer.CurrentToken, recognizer.CurrentToken);
        }
    }

    protected override void ReportMissingToken(Parser recognizer) => ReportUnwantedToken(recognizer);

    protected override IToken? SingleTokenDeletion(Parser recognizer) =>
        MayBeDeleted(recognizer.CurrentToken) ? base.SingleTokenDeletion(recognizer) : null;

    protected override void ConsumeUntil(Parser recognizer, IntervalSet set)
    {
        while (!set.Contains(recognizer.CurrentToken.Type) && !EndsTheSkip(recognizer.CurrentToken))
        {
            var depth = 0;
            do
            {
                depth += Brackets.IsOpen(recognizer.CurrentToken) ? 1 : Brackets.IsClose(recognizer.CurrentToken) ? -1 : 0;
                recognizer.Consume();
            }
            while (depth > 0 && recognizer.CurrentToken.Type != TokenConstants.EOF);
        }
    }

    private static bool EndsTheSkip(IToken token) =>
        token.Type is TokenConstants.EOF or DeepFlowLexer.NL || Brackets.IsClose(token);

    private static bool MayBeDeleted(IToken token) =>
        !EndsTheSkip(token) && token.Type is < DeepFlowLexer.STEP or > DeepFlowLexer.ON;
}
