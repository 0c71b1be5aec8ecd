using DeepFlow.Workflows.Types;

namespace DeepFlow.Server.Api.Sources;

internal enum TypeKind { Int, Float, Bool, String, Text, Duration, Size, Percent, Date, Any, Enum, List, Map, Range, Record, Rules, Predicate, Dataset, DatasetType, FieldsOf, Model, ModelDefinition, Source, Artifact, Metrics, Table, Plot, Secret, Named }

/// <summary>A type of the language, taken apart so that a form can be drawn from it.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Optional">The value may be missing.</param>
/// <param name="Name">Of a named type, where it is a family of the catalog its constructors are the choices; of a data set, a form or what the rules are over.</param>
/// <param name="Members">The choices of an enumeration.</param>
/// <param name="Item">What a list, map or range is of.</param>
/// <param name="Fields">A record's fields, or the names that rules may use.</param>
internal sealed record TypeView(
    TypeKind Kind, string Text, bool Optional, string? Name = null, IReadOnlyList<string>? Members = null, TypeView? Item = null, IReadOnlyList<TypeField>? Fields = null)
{
    public static TypeView Of(DslType type) => type switch
    {
        OptionalType optional => Of(optional.Item) with { Optional = true, Text = type.ToString() },
        EnumType choice => Plain(TypeKind.Enum, type) with { Members = choice.Members },
        ListType list => Plain(TypeKind.List, type) with { Item = Of(list.Item) },
        MapType map => Plain(TypeKind.Map, type) with { Item = Of(map.Item) },
        RangeType range => Plain(TypeKind.Range, type) with { Item = Of(range.Item) },
        RecordType record => Plain(TypeKind.Record, type) with { Fields = FieldsOf(record.Fields) },
        RulesType rules => Plain(TypeKind.Rules, type) with { Fields = FieldsOf(rules.Names) },
        PredicateType predicate => Plain(TypeKind.Predicate, type) with { Name = predicate.Over },
        DatasetType data => Plain(TypeKind.Dataset, type) with { Name = data.Name },
        DatasetDeclarationType data => Plain(TypeKind.DatasetType, type) with { Name = data.Name },
        FieldsOfType fields => Plain(TypeKind.FieldsOf, type) with { Name = fields.Input },
        NamedType named when Kinds.TryGetValue(named.Name, out var kind) => Plain(kind, type),
        _ => Plain(TypeKind.Named, type) with { Name = type.ToString() },
    };

    private static readonly Dictionary<string, TypeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["int"] = TypeKind.Int, ["float"] = TypeKind.Float, ["bool"] = TypeKind.Bool, ["string"] = TypeKind.String, ["text"] = TypeKind.Text,
        ["duration"] = TypeKind.Duration, ["size"] = TypeKind.Size, ["percent"] = TypeKind.Percent, ["date"] = TypeKind.Date, ["any"] = TypeKind.Any,
        ["model"] = TypeKind.Model, ["model_definition"] = TypeKind.ModelDefinition, ["source"] = TypeKind.Source, ["artifact"] = TypeKind.Artifact,
        ["metrics"] = TypeKind.Metrics, ["table"] = TypeKind.Table, ["plot"] = TypeKind.Plot, ["secret"] = TypeKind.Secret,
    };

    private static TypeView Plain(TypeKind kind, DslType type) => new(kind, type.ToString(), false);

    private static List<TypeField> FieldsOf(IEnumerable<RecordField> fields) => [.. fields.Select(field => new TypeField(field.Name, Of(field.Type)))];
}

internal sealed record TypeField(string Name, TypeView Type);
