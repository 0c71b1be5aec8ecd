using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Types;

/// <summary>Which type may stand where which is expected.</summary>
internal static class TypeRules
{
    public static bool IsAny(DslType type) => type is NamedType { Name: "any" };

    /// <summary>The type without its <c>?</c>.</summary>
    public static DslType Present(DslType type) => type is OptionalType optional ? Present(optional.Item) : type;

    public static DslType Optional(DslType type) => type is OptionalType || IsAny(type) ? type : new OptionalType(type);

    public static bool IsNumber(DslType type) => type is NamedType { Name: "int" or "float" or "percent" };

    public static bool IsText(DslType type) => type is NamedType { Name: "string" or "text" };

    /// <summary>Whether a value of <paramref name="actual"/> may stand where <paramref name="expected"/> is asked for.</summary>
    public static bool Accepts(DslType expected, DslType actual) => (expected, actual) switch
    {
        _ when IsAny(expected) || IsAny(actual) || expected == actual => true,
        (OptionalType e, _) => Accepts(e.Item, Present(actual)),
        (_, OptionalType) => false,
        (NamedType { Name: "float" or "percent" }, _) => IsNumber(actual),
        (NamedType { Name: "string" or "text" }, _) => IsText(actual) || actual is EnumType,
        (DatasetType { IsVariable: true }, DatasetType) => true,
        (ListType e, ListType a) => Accepts(e.Item, a.Item),
        (RangeType e, RangeType a) => Accepts(e.Item, a.Item),
        (EnumType e, EnumType a) => a.Members.All(member => e.Members.Contains(member)),
        (MapType e, RecordType a) => a.Fields.All(field => Accepts(e.Item, field.Type)),
        (MapType e, MapType a) => Accepts(e.Item, a.Item),
        (RecordType e, RecordType a) => e.Fields.All(field => a.Find(field.Name) is { } type ? Accepts(field.Type, type) : field.Type is OptionalType),
        _ => false,
    };

    /// <summary>A type that takes both; <c>any</c> where none but that does.</summary>
    public static DslType Common(DslType a, DslType b) =>
        Accepts(a, b) ? a
        : Accepts(b, a) ? b
        : a is OptionalType || b is OptionalType ? Optional(Common(Present(a), Present(b)))
        : IsNumber(a) && IsNumber(b) ? DslType.Float
        : DslType.Any;

    /// <summary>Whether two values may be compared for being equal.</summary>
    public static bool Comparable(DslType a, DslType b)
    {
        a = Present(a);
        b = Present(b);
        return Accepts(a, b) || Accepts(b, a) || (IsNumber(a) && IsNumber(b));
    }

    /// <summary>Whether two values have an order.</summary>
    public static bool Ordered(DslType a, DslType b)
    {
        a = Present(a);
        b = Present(b);
        return IsAny(a) || IsAny(b)
            || (IsNumber(a) && IsNumber(b))
            || (IsText(a) && IsText(b))
            || (a == b && a is NamedType { Name: "duration" or "size" or "date" });
    }
}
