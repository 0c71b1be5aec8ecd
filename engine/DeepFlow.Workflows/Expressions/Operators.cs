using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Expressions;

/// <summary>The operators on two values. Operands of kinds that do not go together give missing, or false for a comparison.</summary>
public static class Operators
{
    public static Value Apply(BinaryOperator op, Value left, Value right) => op switch
    {
        BinaryOperator.Equal => Value.Of(AreEqual(left, right)),
        BinaryOperator.NotEqual => Value.Of(!AreEqual(left, right)),
        BinaryOperator.Less => Value.Of(Compare(left, right) is < 0),
        BinaryOperator.LessOrEqual => Value.Of(Compare(left, right) is <= 0),
        BinaryOperator.Greater => Value.Of(Compare(left, right) is > 0),
        BinaryOperator.GreaterOrEqual => Value.Of(Compare(left, right) is >= 0),
        BinaryOperator.In => Value.Of(Contains(right, left)),
        _ => Arithmetic(op, left, right),
    };

    /// <summary>1 and 1.0 are equal; otherwise values of different kinds are not.</summary>
    public static bool AreEqual(Value left, Value right) =>
        (left, right) is (IntValue or FloatValue, IntValue or FloatValue) ? Compare(left, right) == 0 : left.Equals(right);

    /// <summary>Null where the two have no order.</summary>
    public static int? Compare(Value left, Value right) => (left, right) switch
    {
        (IntValue a, IntValue b) => a.Value.CompareTo(b.Value),
        (IntValue or FloatValue, IntValue or FloatValue) => Number(left).CompareTo(Number(right)),
        (TextValue a, TextValue b) => string.CompareOrdinal(a.Value, b.Value),
        (DurationValue a, DurationValue b) => a.Value.CompareTo(b.Value),
        (SizeValue a, SizeValue b) => a.Value.CompareTo(b.Value),
        _ => null,
    };

    private static bool Contains(Value container, Value item) => container switch
    {
        ListValue list => list.Items.Any(i => AreEqual(i, item)),
        RangeValue range => Compare(range.Low, item) is <= 0 && Compare(item, range.High) is <= 0,
        TextValue text when item is TextValue part => text.Value.Contains(part.Value, StringComparison.Ordinal),
        RecordValue record when item is TextValue key => record.Fields.Any(f => f.Key == key.Value),
        _ => false,
    };

    private static Value Arithmetic(BinaryOperator op, Value left, Value right)
    {
        try
        {
            return (op, left, right) switch
            {
                (BinaryOperator.Add, TextValue a, TextValue b) when a.Value.Length + b.Value.Length <= Evaluator.LongestText => Value.Of(a.Value + b.Value),
                (BinaryOperator.Add, ListValue a, ListValue b) when a.Items.Length + b.Items.Length <= Evaluator.LongestList => Value.List(a.Items.Concat(b.Items)),
                (BinaryOperator.Divide, IntValue a, IntValue b) => b.Value == 0 ? Value.Missing : Value.Of((double)a.Value / b.Value),
                (_, IntValue a, IntValue b) => Value.Of(checked(op switch
                {
                    BinaryOperator.Add => a.Value + b.Value,
                    BinaryOperator.Subtract => a.Value - b.Value,
                    _ => a.Value * b.Value,
                })),
                (_, IntValue or FloatValue, IntValue or FloatValue) => Value.Of(Floating(op, Number(left), Number(right))),
                (BinaryOperator.Add, DurationValue a, DurationValue b) => Value.Of(a.Value + b.Value),
                (BinaryOperator.Subtract, DurationValue a, DurationValue b) => Value.Of(a.Value - b.Value),
                (BinaryOperator.Multiply, DurationValue a, IntValue or FloatValue) => Value.Of(a.Value * Number(right)),
                (BinaryOperator.Multiply, IntValue or FloatValue, DurationValue b) => Value.Of(b.Value * Number(left)),
                (BinaryOperator.Divide, DurationValue a, IntValue or FloatValue) when Number(right) != 0 => Value.Of(a.Value / Number(right)),
                (BinaryOperator.Divide, DurationValue a, DurationValue b) => Value.Of(a.Value / b.Value),
                (BinaryOperator.Add, SizeValue a, SizeValue b) => Value.Of(new ByteSize(checked(a.Value.Bytes + b.Value.Bytes))),
                (BinaryOperator.Subtract, SizeValue a, SizeValue b) => Value.Of(new ByteSize(checked(a.Value.Bytes - b.Value.Bytes))),
                (BinaryOperator.Multiply, SizeValue a, IntValue b) => Value.Of(new ByteSize(checked(a.Value.Bytes * b.Value))),
                (BinaryOperator.Divide, SizeValue a, SizeValue b) => Value.Of((double)a.Value.Bytes / b.Value.Bytes),
                _ => Value.Missing,
            };
        }
        catch (OverflowException)
        {
            return Value.Missing; // total: a sum too large for its kind is no sum
        }
    }

    private static double Floating(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        _ => a / b,
    };

    internal static double Number(Value value) => value switch
    {
        IntValue v => v.Value,
        FloatValue v => v.Value,
        _ => double.NaN,
    };
}
