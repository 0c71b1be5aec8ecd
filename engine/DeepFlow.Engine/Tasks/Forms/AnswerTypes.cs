using System.Globalization;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks.Forms;

/// <summary>
/// Reads an answer as a value of its field's type. JSON has no word for durations, sizes, percentages and dates, so those may
/// also come as texts, as people write them: <c>50ms</c>, <c>512Mi</c>, <c>90%</c>, <c>2026-01-31</c>.
/// </summary>
internal static class AnswerTypes
{
    public static (Value Value, FieldProblem? Problem) Read(DslType type, Value given, string place) => type switch
    {
        OptionalType optional => Read(optional.Item, given, place),
        ListType list => ReadList(list, given, place),
        RangeType range when given is RangeValue ends => ReadRange(range, ends, place),
        EnumType members => given is TextValue text && members.Members.Contains(text.Value)
            ? (given, null)
            : Refuse(place, given, type, "not_a_choice"),
        NamedType named => ReadScalar(named.Name, given) is { } value ? (value, null) : Refuse(place, given, type, "wrong_type"),
        RangeType => Refuse(place, given, type, "wrong_type"),
        _ => (given, null), // handles and records are what an earlier step made; a form hands them on
    };

    /// <summary>The type as a person would ask for it.</summary>
    public static string Describe(DslType type) => type switch
    {
        OptionalType optional => Describe(optional.Item),
        EnumType members => string.Join(", ", members.Members),
        ListType list => $"a list of {Describe(list.Item)}",
        RangeType range => $"a range of {Describe(range.Item)}",
        NamedType { Name: "bool" } => "true or false",
        NamedType { Name: "int" } => "a whole number",
        NamedType { Name: "float" } => "a number",
        NamedType { Name: "percent" } => "a percentage such as 90% or 0.9",
        NamedType { Name: "duration" } => "a duration such as 2h30m",
        NamedType { Name: "size" } => "a size such as 512Mi",
        NamedType { Name: "date" } => "a date such as 2026-01-31",
        NamedType { Name: "string" or "text" } => "a text",
        _ => type.ToString(),
    };

    /// <summary>A value of the type as people write it.</summary>
    public static string Text(DslType type, Value value) => (type, value) switch
    {
        (OptionalType optional, _) => Text(optional.Item, value),
        (NamedType { Name: "percent" }, FloatValue share) => (share.Value * 100).ToString("0.####", CultureInfo.InvariantCulture) + "%",
        (NamedType { Name: "percent" }, IntValue share) => (share.Value * 100).ToString(CultureInfo.InvariantCulture) + "%",
        _ => SearchWords.Shorten(value.ToText(), 100),
    };

    private static Value? ReadScalar(string type, Value given) => (type, given) switch
    {
        ("bool", BoolValue) => given,
        ("int", IntValue) => given,
        ("int", FloatValue number) when double.IsInteger(number.Value) && Math.Abs(number.Value) < 1L << 53 => Value.Of((long)number.Value),
        ("float" or "percent", FloatValue) => given,
        ("float" or "percent", IntValue number) => Value.Of((double)number.Value),
        ("percent", TextValue { Value: [.. var digits, '%'] }) when double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && double.IsFinite(percent) => Value.Of(percent / 100),
        ("string" or "text", TextValue) => given,
        ("duration", DurationValue) => given,
        ("duration", TextValue text) when DurationText.TryParse(text.Value, out var duration) => Value.Of(duration),
        ("size", SizeValue) => given,
        ("size", IntValue { Value: >= 0 } bytes) => Value.Of(new ByteSize(bytes.Value)),
        ("size", TextValue text) when ByteSize.TryParse(text.Value, out var size) => Value.Of(size),
        ("date", TextValue text) when DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => given,
        ("bool" or "int" or "float" or "percent" or "string" or "text" or "duration" or "size" or "date", _) => null,
        _ => given,
    };

    private static (Value, FieldProblem?) ReadList(ListType list, Value given, string place)
    {
        if (given is not ListValue items) return Refuse(place, given, list, "wrong_type");
        var read = items.Items.Select((item, at) => Read(list.Item, item, $"{place}[{at}]")).ToList();
        return read.Select(r => r.Problem).FirstOrDefault(p => p is not null) is { } problem ? (given, problem) : (Value.List(read.Select(r => r.Value)), null);
    }

    private static (Value, FieldProblem?) ReadRange(RangeType range, RangeValue ends, string place)
    {
        var (low, problem) = Read(range.Item, ends.Low, place);
        if (problem is not null) return (ends, problem);
        (var high, problem) = Read(range.Item, ends.High, place);
        return problem is null ? (new RangeValue(low, high), null) : (ends, problem);
    }

    private static (Value, FieldProblem?) Refuse(string place, Value given, DslType type, string code) =>
        (given, new(place, code, $"{place} cannot be \"{SearchWords.Shorten(given.ToText(), 60)}\"; it must be {(type is EnumType ? "one of " : "")}{Describe(type)}.", Describe(type)));
}
