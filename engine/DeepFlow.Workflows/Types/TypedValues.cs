using System.Globalization;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Types;

/// <summary>Whether a value is one of a type, where it comes from outside the compiler: typed by a person, sent by a program.</summary>
public static class TypedValues
{
    /// <summary>A whole number is also a <c>float</c>; of a handle or constructor only the shape is known here.</summary>
    public static bool Fits(Value value, DslType type) => type switch
    {
        OptionalType optional => value.IsMissing || Fits(value, optional.Item),
        NamedType named => FitsNamed(value, named.Name),
        ListType list => value is ListValue items && items.Items.All(i => Fits(i, list.Item)),
        RangeType range => value is RangeValue ends && Fits(ends.Low, range.Item) && Fits(ends.High, range.Item),
        EnumType members => value is TextValue text && members.Members.Contains(text.Value),
        RecordType record => value is RecordValue fields && fields.Fields.All(f => record.Find(f.Key) is not null) && record.Fields.All(f => Fits(fields.Member(f.Name), f.Type)),
        MapType map => value is RecordValue entries && entries.Fields.All(f => Fits(f.Value, map.Item)),
        DatasetType dataset => value is RecordValue handle && (dataset.IsVariable || handle.Member("dataset") is TextValue of && of.Value == dataset.Name),
        PredicateType => value is QuoteValue,
        _ => value is RecordValue,
    };

    /// <summary>What a value of the type is, in words: "a whole number".</summary>
    public static string Describe(DslType type) => type switch
    {
        OptionalType optional => $"{Describe(optional.Item)}, or nothing",
        NamedType { Name: "int" } => "a whole number",
        NamedType { Name: "float" } => "a number",
        NamedType { Name: "bool" } => "true or false",
        NamedType { Name: "string" or "text" } => "a text",
        NamedType { Name: "duration" } => "a duration such as 2h30m",
        NamedType { Name: "size" } => "a size such as 512Mi",
        NamedType { Name: "percent" } => "a percentage such as 80%",
        NamedType { Name: "date" } => "a date such as 2026-01-31",
        ListType list => $"a list, each of it {Describe(list.Item)}",
        EnumType members => $"one of {string.Join(", ", members.Members)}",
        RecordType record => $"a record of {string.Join(", ", record.Fields.Select(f => f.Name))}",
        DatasetType dataset => $"a version of the data set {dataset.Name}",
        _ => $"a value of the type {type}",
    };

    private static bool FitsNamed(Value value, string name) => name switch
    {
        "any" => true,
        "int" => value is IntValue,
        "float" or "percent" => value is IntValue or FloatValue,
        "bool" => value is BoolValue,
        "string" or "text" => value is TextValue,
        "duration" => value is DurationValue,
        "size" => value is SizeValue,
        "date" => value is TextValue text && DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => value is RecordValue,
    };
}
