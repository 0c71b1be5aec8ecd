using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Expressions;

/// <summary>
/// Evaluates expressions: pure and total. What cannot be computed (a member of nothing, a bad index, a division by zero)
/// is missing; a comparison with something missing is false; a text is cut at <see cref="LongestText"/> characters.
/// There are no loops, so the cost is bounded by the size of the expression and of the values it names.
/// </summary>
public static class Evaluator
{
    public const int LongestText = 1_000_000;

    /// <summary>The most elements of a list that an expression makes; more are missing. A variable that adds itself to itself in a loop ends here.</summary>
    public const int LongestList = 100_000;

    public static Value Evaluate(Expression expression, Scope scope) => expression switch
    {
        Literal e => e.Value,
        Name e => scope.Find(e.Identifier),
        Member e => Evaluate(e.Target, scope).Member(e.Field),
        Element e => ElementOf(Evaluate(e.Target, scope), Evaluate(e.Index, scope)),
        Call e => Functions.Apply(e.Function, [.. e.Arguments.Select(a => Evaluate(a, scope))]),
        Construct e => new RecordValue(e.Tag, FieldsOf(e.Fields, scope)),
        ListOf e => Value.List(e.Items.Select(i => Evaluate(i, scope))),
        RecordOf e => new RecordValue(null, FieldsOf(e.Fields, scope)),
        Interpolation e => TextOf(e, scope),
        Unary e => Negated(e.Operator, Evaluate(e.Operand, scope)),
        Binary e => BinaryOf(e, scope),
        Conditional e => IsTrue(e.Condition, scope) ? Evaluate(e.Then, scope) : Evaluate(e.Else, scope),
        RangeOf e => new RangeValue(Evaluate(e.Low, scope), Evaluate(e.High, scope)),
        Quote e => new QuoteValue(e.Body),
        ModelReference e => ModelOf(e, scope),
        DatasetReference e => scope.Bundle?.Datasets.TryGetValue(e.Dataset, out var dataset) == true ? ClrValues.From(dataset) : Value.Missing,
        FormReference e => scope.Bundle?.Forms.TryGetValue(e.Form, out var form) == true ? ClrValues.From(form) : Value.Missing,
        SecretReference e => Value.Tagged("secret", ("name", Value.Of(e.Secret))),
        _ => throw new InvalidOperationException($"No rule evaluates {expression.GetType().Name}."),
    };

    /// <summary>A condition holds only when it is true: a missing one does not.</summary>
    public static bool IsTrue(Expression condition, Scope scope) => Evaluate(condition, scope) is BoolValue { Value: true };

    private static ImmutableArray<KeyValuePair<string, Value>> FieldsOf(ImmutableArray<Field> fields, Scope scope) =>
        [.. fields.Select(f => KeyValuePair.Create(f.Name, Evaluate(f.Value, scope)))];

    private static Value ElementOf(Value target, Value index) => (target, index) switch
    {
        (ListValue list, IntValue at) when at.Value >= 0 && at.Value < list.Items.Length => list.Items[(int)at.Value],
        (RecordValue record, TextValue key) => record.Member(key.Value),
        _ => Value.Missing,
    };

    private static Value TextOf(Interpolation text, Scope scope)
    {
        var built = new StringBuilder();
        foreach (var part in text.Parts)
        {
            built.Append(Evaluate(part, scope).ToText());
            if (built.Length > LongestText) return Value.Of(built.ToString(0, LongestText));
        }
        return Value.Of(built.ToString());
    }

    private static Value ModelOf(ModelReference reference, Scope scope)
    {
        if (scope.Bundle?.Models.TryGetValue(reference.Model, out var definition) != true) return Value.Missing;
        return Value.Tagged("model_definition",
            ("definition", ValueJson.FromElement(JsonSerializer.SerializeToElement(definition, DeepFlowJson.Options))),
            ("arguments", new RecordValue(null, FieldsOf(reference.Arguments, scope))));
    }

    private static Value Negated(UnaryOperator op, Value operand) => (op, operand) switch
    {
        (UnaryOperator.Not, BoolValue v) => Value.Of(!v.Value),
        (UnaryOperator.Negate, IntValue v) => v.Value == long.MinValue ? Value.Missing : Value.Of(-v.Value),
        (UnaryOperator.Negate, FloatValue v) => Value.Of(-v.Value),
        (UnaryOperator.Negate, DurationValue v) => Value.Of(v.Value.Negate()),
        _ => Value.Missing,
    };

    private static Value BinaryOf(Binary e, Scope scope)
    {
        switch (e.Operator)
        {
            case BinaryOperator.And: return Value.Of(IsTrue(e.Left, scope) && IsTrue(e.Right, scope));
            case BinaryOperator.Or: return Value.Of(IsTrue(e.Left, scope) || IsTrue(e.Right, scope));
            case BinaryOperator.Coalesce:
                var first = Evaluate(e.Left, scope);
                return first.IsMissing ? Evaluate(e.Right, scope) : first;
            default: return Operators.Apply(e.Operator, Evaluate(e.Left, scope), Evaluate(e.Right, scope));
        }
    }
}
