using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>Operators on two values. A comparison with something missing does not hold, so its operands may be missing.</summary>
internal sealed class OperatorBinder(ExpressionContext context, ExpressionBinder binder)
{
    public Bound Bind(BinarySyntax syntax, DslType expected) => syntax.Operator switch
    {
        "and" => Logic(syntax, BinaryOperator.And),
        "or" => Logic(syntax, BinaryOperator.Or),
        "??" => Coalesce(syntax, expected),
        "==" => Comparison(syntax, BinaryOperator.Equal, ordered: false),
        "!=" => Comparison(syntax, BinaryOperator.NotEqual, ordered: false),
        "<" => Comparison(syntax, BinaryOperator.Less, ordered: true),
        "<=" => Comparison(syntax, BinaryOperator.LessOrEqual, ordered: true),
        ">" => Comparison(syntax, BinaryOperator.Greater, ordered: true),
        ">=" => Comparison(syntax, BinaryOperator.GreaterOrEqual, ordered: true),
        "in" => In(syntax),
        "+" => Arithmetic(syntax, BinaryOperator.Add),
        "-" => Arithmetic(syntax, BinaryOperator.Subtract),
        "*" => Arithmetic(syntax, BinaryOperator.Multiply),
        "/" => Arithmetic(syntax, BinaryOperator.Divide),
        _ => ExpressionBinder.Failed(syntax),
    };

    private Bound Logic(BinarySyntax syntax, BinaryOperator op) => new(
        new Binary(op, binder.BindCondition(syntax.Left).Value, binder.BindCondition(syntax.Right).Value), DslType.Bool, syntax.Span);

    private Bound Coalesce(BinarySyntax syntax, DslType expected)
    {
        var left = binder.BindLoosely(syntax.Left, expected);
        var right = binder.BindLoosely(syntax.Right, expected);
        if (left.Type is not OptionalType && !TypeRules.IsAny(left.Type))
        {
            context.Report(Advice.NeverMissing(context.At(syntax.Left), context.TextOf(syntax.Left.Span)));
        }

        var type = TypeRules.Common(TypeRules.Present(left.Type), right.Type);
        return new Bound(new Binary(BinaryOperator.Coalesce, left.Value, right.Value), type, syntax.Span, right.MayLack);
    }

    private Bound Comparison(BinarySyntax syntax, BinaryOperator op, bool ordered)
    {
        if (syntax.Left is BinarySyntax { Operator: "<" or "<=" or ">" or ">=" or "==" or "!=" })
        {
            context.Report(TypeProblems.ChainedComparison(context.At(syntax)));
            return ExpressionBinder.Failed(syntax) with { Type = DslType.Bool };
        }

        // Whichever side has a type of its own supplies the other's names: `stage == production`.
        var rightLeads = syntax.Left is NameExpressionSyntax name && !context.Locals.Contains(name.Name.Text);
        var first = binder.BindLoosely(rightLeads ? syntax.Right : syntax.Left, DslType.Any);
        var second = binder.BindLoosely(rightLeads ? syntax.Left : syntax.Right, first.Type);
        var (left, right) = rightLeads ? (second, first) : (first, second);
        if (!(ordered ? TypeRules.Ordered(left.Type, right.Type) : TypeRules.Comparable(left.Type, right.Type)))
        {
            context.Report(TypeProblems.OperatorDoesNotFit(context.At(syntax), syntax.Operator, left.Type.ToString(), right.Type.ToString()));
        }

        return new Bound(new Binary(op, left.Value, right.Value), DslType.Bool, syntax.Span);
    }

    private Bound In(BinarySyntax syntax)
    {
        var left = binder.BindLoosely(syntax.Left, DslType.Any);
        var right = binder.BindLoosely(syntax.Right, new ListType(TypeRules.Present(left.Type)));
        var fits = TypeRules.Present(right.Type) switch
        {
            ListType list => TypeRules.Comparable(left.Type, list.Item),
            RangeType range => TypeRules.Ordered(left.Type, range.Item),
            RecordType or MapType => TypeRules.IsText(TypeRules.Present(left.Type)),
            var other => TypeRules.IsAny(other) || (TypeRules.IsText(other) && TypeRules.IsText(TypeRules.Present(left.Type))),
        };
        if (!fits)
        {
            context.Report(TypeProblems.OperatorDoesNotFit(context.At(syntax), "in", left.Type.ToString(), right.Type.ToString()));
        }

        return new Bound(new Binary(BinaryOperator.In, left.Value, right.Value), DslType.Bool, syntax.Span);
    }

    private Bound Arithmetic(BinarySyntax syntax, BinaryOperator op)
    {
        var left = binder.BindLoosely(syntax.Left, DslType.Any);
        var right = binder.BindLoosely(syntax.Right, DslType.Any);
        if (Result(op, TypeRules.Present(left.Type), TypeRules.Present(right.Type)) is not { } type)
        {
            context.Report(TypeProblems.OperatorDoesNotFit(context.At(syntax), syntax.Operator, left.Type.ToString(), right.Type.ToString()));
            return ExpressionBinder.Failed(syntax);
        }

        var mayBeMissing = left.Type is OptionalType || right.Type is OptionalType;
        return new Bound(
            new Binary(op, left.Value, right.Value), mayBeMissing ? TypeRules.Optional(type) : type, syntax.Span, left.MayLack ?? right.MayLack);
    }

    // The cases of Operators.Apply, by type.
    private static DslType? Result(BinaryOperator op, DslType left, DslType right) => (op, left, right) switch
    {
        _ when TypeRules.IsAny(left) || TypeRules.IsAny(right) => DslType.Any,
        (BinaryOperator.Divide, _, _) when TypeRules.IsNumber(left) && TypeRules.IsNumber(right) => DslType.Float,
        _ when left == DslType.Int && right == DslType.Int => DslType.Int,
        _ when TypeRules.IsNumber(left) && TypeRules.IsNumber(right) => DslType.Float,
        (BinaryOperator.Add, _, _) when TypeRules.IsText(left) && TypeRules.IsText(right) => DslType.String,
        (BinaryOperator.Add, ListType a, ListType b) => new ListType(TypeRules.Common(a.Item, b.Item)),
        (BinaryOperator.Divide, NamedType { Name: "duration" or "size" }, _) when left == right => DslType.Float,
        (BinaryOperator.Add or BinaryOperator.Subtract, NamedType { Name: "duration" or "size" }, _) when left == right => left,
        (BinaryOperator.Multiply or BinaryOperator.Divide, NamedType { Name: "duration" }, _) when TypeRules.IsNumber(right) => left,
        (BinaryOperator.Multiply, _, NamedType { Name: "duration" }) when TypeRules.IsNumber(left) => right,
        (BinaryOperator.Multiply, NamedType { Name: "size" }, NamedType { Name: "int" }) => left,
        _ => null,
    };
}
