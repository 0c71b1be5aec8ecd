using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>
/// Gives expressions their meaning, led by the type that is expected: it supplies the members of an enumeration, the constructors
/// of a family, models, data sets and the names of a rule. After an error the result is a missing value of any type, so that one
/// mistake is told once.
/// </summary>
internal sealed class ExpressionBinder(ExpressionContext context)
{
    private readonly DiagnosticBag _problems = context.Problems;

    /// <summary>Binds a value that must be of the expected type.</summary>
    public Bound Bind(ExpressionSyntax syntax, DslType expected)
    {
        var bound = BindLoosely(syntax, expected);
        if (IsSecret(bound.Type) && !IsSecret(expected) && !context.InText)
        {
            _problems.Add(TypeProblems.SecretOutOfPlace(context.At(syntax), context.TextOf(syntax.Span)));
            return Failed(syntax);
        }

        if (bound.MayLack is { } step && bound.Type is OptionalType)
        {
            if (expected is not OptionalType)
            {
                _problems.Add(FlowProblems.MayNotHaveRun(context.At(bound.Span), context.TextOf(bound.Span), step));
                return Failed(syntax);
            }
        }
        else if (!TypeRules.Accepts(expected, bound.Type))
        {
            var isQuoted = TypeRules.Present(expected) is EnumType enumeration
                && syntax is TextSyntax { Plain: { } text } && enumeration.Members.Contains(text);
            _problems.Add(isQuoted
                ? TypeProblems.QuotedMember(context.At(syntax), ((TextSyntax)syntax).Plain!)
                : bound.Type is OptionalType && TypeRules.Accepts(expected, TypeRules.Present(bound.Type))
                ? TypeProblems.MayBeMissing(context.At(syntax), context.TextOf(syntax.Span), bound.Type.ToString())
                : TypeProblems.WrongType(context.At(syntax), expected.ToString(), bound.Type.ToString()));
            return Failed(syntax);
        }

        return bound;
    }

    /// <summary>Binds a value whose type is only a hint: operands, and what may be of any type.</summary>
    public Bound BindLoosely(ExpressionSyntax syntax, DslType expected)
    {
        var bound = TypeRules.Present(expected) switch
        {
            PredicateType predicate => new RuleBinder(context).Bind(syntax, predicate),
            RulesType rules => new RuleBinder(context).Bind(syntax, rules),
            var type => BindValue(syntax, type),
        };
        context.Symbols.Facts.Typed(context.At(syntax), expected, bound.Type);
        return bound;
    }

    private Bound BindValue(ExpressionSyntax syntax, DslType expected) => syntax switch
    {
        NumberSyntax number => BindNumber(number),
        TextSyntax text => BindText(text),
        BoolSyntax boolean => new Bound(new Literal(Value.Of(boolean.Value)), DslType.Bool, syntax.Span),
        MissingValueSyntax => new Bound(new Literal(Value.Missing), new OptionalType(DslType.Any), syntax.Span),
        NameExpressionSyntax name => new NameBinder(context, this).Bind(name, expected),
        CallSyntax call => new CallBinder(context, this).Bind(call, expected),
        MemberSyntax member => new MemberBinder(context, this).Bind(member),
        IndexSyntax index => BindIndex(index),
        NegateSyntax negate => BindNegate(negate),
        NotSyntax not => new Bound(new Unary(UnaryOperator.Not, BindCondition(not.Operand).Value), DslType.Bool, syntax.Span),
        BinarySyntax binary => new OperatorBinder(context, this).Bind(binary, expected),
        RangeSyntax range => BindRange(range, expected),
        ChoiceSyntax choice => BindChoice(choice, expected),
        ListSyntax list => BindList(list, expected),
        RecordSyntax record => BindRecord(record, expected),
        _ => Failed(syntax),
    };

    /// <summary>A condition: true or false; one that is missing does not hold.</summary>
    public Bound BindCondition(ExpressionSyntax syntax)
    {
        var bound = BindLoosely(syntax, DslType.Bool);
        if (!TypeRules.Accepts(DslType.Bool, TypeRules.Present(bound.Type)))
        {
            _problems.Add(TypeProblems.WrongType(context.At(syntax), "bool", bound.Type.ToString()));
        }

        return bound with { Type = DslType.Bool, MayLack = null };
    }

    /// <summary>Notes, for editors, that a name stands for the symbol.</summary>
    public void Refer(SymbolInfo symbol, SyntaxNode name) => context.Refer(symbol, name);

    public static Bound Failed(ExpressionSyntax syntax) => new(new Literal(Value.Missing), DslType.Any, syntax.Span);

    private static bool IsSecret(DslType type) => TypeRules.Present(type) is NamedType { Name: "secret" };

    private Bound BindNumber(NumberSyntax number)
    {
        var (value, type, meant) = Literals.Read(number.Text);
        if (value is null)
        {
            _problems.Add(TypeProblems.UnknownUnit(context.At(number), number.Text, Literals.UnitOf(number.Text), meant));
            return Failed(number);
        }

        return new Bound(new Literal(value), type, number.Span);
    }

    private Bound BindText(TextSyntax text)
    {
        if (text.Plain is { } plain)
        {
            return new Bound(new Literal(Value.Of(plain)), DslType.String, text.Span);
        }

        var parts = text.Pieces.Select(piece => piece switch
        {
            InterpolationSyntax interpolation => BindInterpolation(interpolation),
            LiteralPieceSyntax literal => new Literal(Value.Of(literal.Text)),
            _ => throw new InvalidOperationException($"No rule binds {piece.GetType().Name}."),
        });
        return new Bound(new Interpolation([.. parts]), DslType.String, text.Span);
    }

    private Expression BindInterpolation(InterpolationSyntax interpolation)
    {
        var bound = new ExpressionBinder(context with { InText = true }).Bind(interpolation.Value, DslType.Any);
        if (IsSecret(bound.Type) && bound.Value is not SecretReference)
        {
            _problems.Add(TypeProblems.SecretInText(context.At(interpolation.Value)));
        }

        return bound.Value;
    }

    private Bound BindIndex(IndexSyntax index)
    {
        var target = BindLoosely(index.Target, DslType.Any);
        var type = TypeRules.Present(target.Type);
        if (type is not (ListType or RecordType or MapType) && !TypeRules.IsAny(type))
        {
            _problems.Add(TypeProblems.NotAList(context.At(index.Target), target.Type.ToString()));
            return Failed(index);
        }

        var key = Bind(index.Index, type is ListType ? DslType.Int : DslType.Any);
        var element = type switch
        {
            ListType list => TypeRules.Optional(list.Item),
            MapType map => TypeRules.Optional(map.Item),
            _ => DslType.Any,
        };
        return new Bound(new Element(target.Value, key.Value), element, index.Span, target.MayLack);
    }

    private Bound BindNegate(NegateSyntax negate)
    {
        var operand = BindLoosely(negate.Operand, DslType.Float);
        var type = TypeRules.Present(operand.Type);
        if (!TypeRules.IsNumber(type) && type != DslType.Duration && !TypeRules.IsAny(type))
        {
            _problems.Add(TypeProblems.OperatorDoesNotFit(context.At(negate), "-", operand.Type.ToString(), null));
            return Failed(negate);
        }

        // -1 is a number like 1, so that it can be checked against a range.
        var value = new Unary(UnaryOperator.Negate, operand.Value);
        return operand with
        {
            Value = operand.Value is Literal ? new Literal(Evaluator.Evaluate(value, Scope.Empty)) : value,
            Span = negate.Span,
        };
    }

    private Bound BindRange(RangeSyntax range, DslType expected)
    {
        var item = expected is RangeType hint ? hint.Item : DslType.Any;
        var low = Bind(range.From, item);
        var high = Bind(range.To, item);
        if (!TypeRules.Ordered(low.Type, high.Type))
        {
            _problems.Add(TypeProblems.OperatorDoesNotFit(context.At(range), "..", low.Type.ToString(), high.Type.ToString()));
            return Failed(range);
        }

        if (low.Value is Literal from && high.Value is Literal to && Operators.Compare(from.Value, to.Value) > 0)
        {
            _problems.Add(TypeProblems.EmptyRange(context.At(range), from.Value.ToText(), to.Value.ToText()));
        }

        return new Bound(new RangeOf(low.Value, high.Value), new RangeType(TypeRules.Common(low.Type, high.Type)), range.Span);
    }

    private Bound BindChoice(ChoiceSyntax choice, DslType expected)
    {
        var condition = BindCondition(choice.Condition);
        var then = BindLoosely(choice.Then, expected);
        var otherwise = BindLoosely(choice.Otherwise, expected);
        return new Bound(
            new Conditional(condition.Value, then.Value, otherwise.Value),
            TypeRules.Common(then.Type, otherwise.Type),
            choice.Span,
            then.MayLack ?? otherwise.MayLack);
    }

    private Bound BindList(ListSyntax list, DslType expected)
    {
        var item = expected is ListType hint ? hint.Item : DslType.Any;
        var items = list.Items.Select(syntax => Bind(syntax, item)).ToList();
        var type = items.Count == 0 ? item : items.Select(bound => bound.Type).Aggregate(TypeRules.Common);
        return new Bound(new ListOf([.. items.Select(bound => bound.Value)]), new ListType(type), list.Span);
    }

    private Bound BindRecord(RecordSyntax record, DslType expected)
    {
        var fields = ImmutableArray.CreateBuilder<Field>();
        var types = ImmutableArray.CreateBuilder<RecordField>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in record.Entries.Where(entry => entry.Name is { IsMissing: false }))
        {
            var name = entry.Name!;
            if (!seen.Add(name.Text))
            {
                _problems.Add(NameProblems.DuplicateName(context.At(name), name.Text, "a field of this record"));
                continue;
            }

            var hint = expected switch
            {
                MapType map => map.Item,
                RecordType type => type.Find(name.Text),
                _ => DslType.Any,
            };
            if (hint is null)
            {
                var known = ((RecordType)expected).Fields.Select(field => field.Name).ToList();
                _problems.Add(NameProblems.UnknownField(context.At(name), name.Text, expected.ToString(), known));
            }

            var value = Bind(entry.Value, hint ?? DslType.Any);
            fields.Add(new Field(name.Text, value.Value));
            types.Add(new RecordField(name.Text, value.Type));
        }

        return new Bound(new RecordOf(fields.ToImmutable()), new RecordType(types.ToImmutable()), record.Span);
    }
}
