using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Expressions;

/// <summary>A pure function of the language: its parameters' types, its result, and what it does.</summary>
public sealed record FunctionSignature(string Name, ImmutableArray<string> Parameters, string Result, string Summary);

/// <summary>The pure functions of the language.</summary>
public static class Functions
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    public static ImmutableArray<FunctionSignature> All { get; } =
    [
        new("abs", ["float"], "float", "The number without its sign."),
        new("ceil", ["float"], "int", "The number rounded up."),
        new("comparison", ["any", "any"], "any", "Two things side by side, for people to compare."),
        new("count", ["any"], "int", "How many elements a list has, or items a data set."),
        new("floor", ["float"], "int", "The number rounded down."),
        new("length", ["any"], "int", "How many characters a text has, or elements a list."),
        new("lower", ["string"], "string", "The text in lower case."),
        new("matches", ["string", "string"], "bool", "Whether the regular expression matches somewhere in the text."),
        new("max", ["any"], "any", "The largest element of a list, or the largest part of an item."),
        new("mean", ["any"], "float", "The mean of a list of numbers."),
        new("min", ["any"], "any", "The smallest element of a list, or the smallest part of an item."),
        new("round", ["float"], "int", "The nearest whole number, halves to even."),
        new("share", ["any"], "list<float>", "Each distinct element's share of a list; for labels, each label's share of the items."),
        new("spread", ["list<float>"], "float", "The largest minus the smallest."),
        new("sum", ["list<float>"], "float", "The sum of a list of numbers."),
        new("upper", ["string"], "string", "The text in upper case."),
    ];

    public static FunctionSignature? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    public static Value Apply(string function, ImmutableArray<Value> arguments)
    {
        if (arguments is [NativeValue native]) return native.Apply(function);
        return (function, arguments) switch
        {
            ("abs", [IntValue v]) => v.Value == long.MinValue ? Value.Missing : Value.Of(Math.Abs(v.Value)),
            ("abs", [FloatValue v]) => Value.Of(Math.Abs(v.Value)),
            ("ceil", [IntValue or FloatValue]) => Whole(Math.Ceiling(Operators.Number(arguments[0]))),
            ("floor", [IntValue or FloatValue]) => Whole(Math.Floor(Operators.Number(arguments[0]))),
            ("round", [IntValue or FloatValue]) => Whole(Math.Round(Operators.Number(arguments[0]))),
            ("comparison", [var left, var right]) => Value.Tagged("comparison", ("left", left), ("right", right)),
            ("count" or "length", [ListValue list]) => Value.Of(list.Items.Length),
            ("count", [RecordValue record]) => record.Member("items"),
            ("length", [TextValue text]) => Value.Of(text.Value.Length),
            ("lower", [TextValue text]) => Value.Of(text.Value.ToLowerInvariant()),
            ("upper", [TextValue text]) => Value.Of(text.Value.ToUpperInvariant()),
            ("matches", [TextValue text, TextValue pattern]) => Matches(text.Value, pattern.Value),
            ("max", [ListValue list]) => Extreme(list, -1),
            ("min", [ListValue list]) => Extreme(list, 1),
            ("sum", [ListValue list]) => Value.Of(list.Items.Sum(Operators.Number)),
            ("mean", [ListValue { Items.Length: > 0 } list]) => Value.Of(list.Items.Average(Operators.Number)),
            ("spread", [ListValue list]) => Operators.Apply(BinaryOperator.Subtract, Extreme(list, -1), Extreme(list, 1)),
            ("share", [ListValue list]) => Value.List(list.Items.GroupBy(i => i).Select(g => Value.Of((double)g.Count() / list.Items.Length))),
            _ => Value.Missing,
        };
    }

    private static Value Whole(double number) => Math.Abs(number) < 9e18 ? Value.Of((long)number) : Value.Missing;

    private static Value Extreme(ListValue list, int sign)
    {
        var best = list.Items.IsEmpty ? Value.Missing : list.Items[0];
        foreach (var item in list.Items)
            if (Operators.Compare(item, best) * sign < 0) best = item;
        return best;
    }

    /// <summary>Linear in the text by the non-backtracking engine; a pattern that it cannot run matches nothing.</summary>
    private static Value Matches(string text, string pattern)
    {
        try { return Value.Of(Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch)); }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException) { return Value.Missing; }
    }
}
