using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using static DeepFlow.Language.Parsing.Generated.DeepFlowParser;

namespace DeepFlow.Language.Parsing;

/// <summary>Parse tree to syntax, for expressions and arguments.</summary>
internal sealed class ExpressionReader(SourceText source, DiagnosticBag problems)
{
    private readonly TextReader _texts = new(source, problems);

    /// <summary>The expression; a missing one at <paramref name="otherwise"/> where recovery left none.</summary>
    public ExpressionSyntax Read(ExprContext? expr, int otherwise)
    {
        if (expr is null)
        {
            return new MissingExpressionSyntax(new TextSpan(otherwise, 0));
        }

        var span = expr.Span();
        return expr switch
        {
            PrimaryExprContext primary => ReadPrimary(primary.primary(), span),
            MemberExprContext member => new MemberSyntax(Read(member.expr(), span.Start), member.name().Read(span.End), span),
            IndexExprContext index => new IndexSyntax(Read(index.expr(0), span.Start), Read(index.expr(1), span.End), span),
            NegateExprContext negate => new NegateSyntax(Read(negate.expr(), span.End), span),
            NotExprContext not => new NotSyntax(Read(not.expr(), span.End), span),
            RangeExprContext range => new RangeSyntax(Read(range.expr(0), span.Start), Read(range.expr(1), span.End), span),
            BinaryExprContext binary => new BinarySyntax(binary.op?.Text ?? "", Read(binary.expr(0), span.Start), Read(binary.expr(1), span.End), span),
            ChoiceExprContext choice => new ChoiceSyntax(
                Read(choice.expr(0), span.Start), Read(choice.expr(1), span.End), Read(choice.expr(2), span.End), span),
            _ => new MissingExpressionSyntax(span),
        };
    }

    public ExpressionSyntax? ReadOptional(ExprContext? expr) => expr is null ? null : Read(expr, 0);

    /// <summary>The arguments; none at <paramref name="otherwise"/> where recovery left no brackets.</summary>
    public ArgumentsSyntax ReadArguments(ArgumentsContext? arguments, int otherwise) => arguments is null
        ? new ArgumentsSyntax([], new TextSpan(otherwise, 0))
        : new ArgumentsSyntax([.. arguments.argument().Where(HasContent).Select(ReadArgument)], arguments.Span());

    /// <summary>The text of a string token that may hold no interpolation (a path, a label).</summary>
    public string? ReadPlain(ITerminalNode? token) => token.IsPresent() ? _texts.Read(token!.Symbol).Plain : null;

    // Recovery may leave a rule that matched nothing.
    private static bool HasContent(ParserRuleContext node) => node.ChildCount > 0;

    private ArgumentSyntax ReadArgument(ArgumentContext argument)
    {
        var span = argument.Span();
        return new ArgumentSyntax(argument.name()?.Read(span.Start), Read(argument.expr(), span.End), span);
    }

    private ExpressionSyntax ReadPrimary(PrimaryContext? primary, TextSpan span) => primary switch
    {
        NumberPrimaryContext number when number.NUMBER().IsPresent() => new NumberSyntax(number.NUMBER().GetText(), span),
        TextPrimaryContext text when text.GetChild(0) is ITerminalNode token && token.IsPresent() => _texts.Read(token.Symbol),
        BoolPrimaryContext boolean => new BoolSyntax(boolean.TRUE() is not null, span),
        MissingPrimaryContext => new MissingValueSyntax(span),
        NamePrimaryContext name => ReadName(name, span),
        GroupPrimaryContext group => Read(group.expr(), span.Start),
        ListPrimaryContext list => new ListSyntax([.. list.expr().Select(item => Read(item, span.Start))], span),
        RecordPrimaryContext record => new RecordSyntax([.. record.entry().Where(HasContent).Select(ReadEntry)], span),
        _ => new MissingExpressionSyntax(span),
    };

    private ExpressionSyntax ReadName(NamePrimaryContext primary, TextSpan span)
    {
        var name = primary.name().Read(span.Start);
        return primary.arguments() is { } arguments
            ? new CallSyntax(name, ReadArguments(arguments, span.End), span)
            : name.IsMissing ? new MissingExpressionSyntax(span) : new NameExpressionSyntax(name, span);
    }

    private ArgumentSyntax ReadEntry(EntryContext entry)
    {
        var span = entry.Span();
        return new ArgumentSyntax(entry.name().Read(span.Start), Read(entry.expr(), span.End), span);
    }
}
