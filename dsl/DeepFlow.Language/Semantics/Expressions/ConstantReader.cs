using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>Reads values that must stand in the text as they are. Null where one does not; that has been told.</summary>
internal sealed class ConstantReader(ExpressionContext context)
{
    public int? Whole(ExpressionSyntax syntax, string what, int least, int most)
    {
        switch (Read(syntax, DslType.Int))
        {
            case IntValue { Value: var value } when value >= least && value <= most:
                return (int)value;
            case null:
                return null;
            default:
                context.Report(TypeProblems.NotAWholeNumber(context.At(syntax), what, least, most));
                return null;
        }
    }

    public TimeSpan? Duration(ExpressionSyntax syntax, string what)
    {
        switch (Read(syntax, DslType.Duration))
        {
            case DurationValue { Value: var value } when value > TimeSpan.Zero:
                return value;
            case null:
                return null;
            default:
                context.Report(TypeProblems.NotADuration(context.At(syntax), what));
                return null;
        }
    }

    /// <summary><c>10s..5m</c>; a single duration is both ends.</summary>
    public (TimeSpan From, TimeSpan To)? DurationRange(ExpressionSyntax syntax, string what)
    {
        if (syntax is not RangeSyntax range)
        {
            return Duration(syntax, what) is { } only ? (only, only) : null;
        }

        if (Duration(range.From, what) is not { } from || Duration(range.To, what) is not { } to)
        {
            return null;
        }

        if (from > to)
        {
            context.Report(TypeProblems.EmptyRange(context.At(syntax), DurationText.Format(from), DurationText.Format(to)));
        }

        return (from, to);
    }

    /// <summary>Processor cores: a number above zero. <c>500m</c>, as Kubernetes has it, would be a duration here.</summary>
    public double? Cores(ExpressionSyntax syntax)
    {
        var value = Read(syntax, DslType.Any);
        switch (value)
        {
            case IntValue { Value: > 0 and <= 4_096 } whole:
                return whole.Value;
            case FloatValue { Value: > 0 and <= 4_096 } real when syntax is not NumberSyntax { Text: [.., '%'] }:
                return real.Value;
            case null:
                return null;
            default:
                var cores = syntax is NumberSyntax { Text: [.. var digits, 'm'] } && int.TryParse(digits, out var thousandths)
                    ? thousandths / 1000.0
                    : (double?)null;
                context.Report(TypeProblems.NotCores(context.At(syntax), context.TextOf(syntax.Span), cores));
                return null;
        }
    }

    public ByteSize? Size(ExpressionSyntax syntax, string what)
    {
        switch (Read(syntax, DslType.Size))
        {
            case SizeValue { Value: { Bytes: > 0 } size }:
                return size;
            case null:
                return null;
            default:
                context.Report(TypeProblems.NotASize(context.At(syntax), what));
                return null;
        }
    }

    public string? Text(ExpressionSyntax syntax, string what)
    {
        if (syntax is TextSyntax { Plain: { Length: > 0 } text })
        {
            return text;
        }

        if (syntax is not MissingExpressionSyntax)
        {
            context.Report(TypeProblems.NotAPlainText(context.At(syntax), what));
        }

        return null;
    }

    // Null only after an error that has been told; what is no constant is missing.
    private Value? Read(ExpressionSyntax syntax, DslType hint)
    {
        if (syntax is MissingExpressionSyntax || (syntax is NumberSyntax number && Literals.Read(number.Text).Value is null))
        {
            new ExpressionBinder(context).BindLoosely(syntax, hint);
            return null;
        }

        return syntax is NumberSyntax or NegateSyntax && new ExpressionBinder(context).BindLoosely(syntax, hint).Value is Literal literal
            ? literal.Value
            : Value.Missing;
    }
}
