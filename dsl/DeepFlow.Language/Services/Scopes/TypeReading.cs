using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Scopes;

/// <summary>A type as written, taken at its word: whether its names exist is the compiler's to say.</summary>
internal static class TypeReading
{
    public static DslType Of(TypeSyntax syntax)
    {
        DslType type = syntax switch
        {
            NamedTypeSyntax { Name.Text: "list", Arguments: [var item] } => new ListType(Of(item)),
            NamedTypeSyntax { Name.Text: "range", Arguments: [var item] } => new RangeType(Of(item)),
            NamedTypeSyntax { Name.Text: "dataset", Arguments: [NamedTypeSyntax name] } => new DatasetType(name.Name.Text),
            NamedTypeSyntax { Name.IsMissing: false } named => new NamedType(named.Name.Text),
            EnumTypeSyntax enumeration => new EnumType([.. enumeration.Members.Select(member => member.Name.Text)]),
            RecordTypeSyntax record => new RecordType([.. record.Fields.Select(field => new RecordField(field.Name.Text, Of(field.Type)))]),
            _ => DslType.Any,
        };
        return syntax.Optional ? TypeRules.Optional(type) : type;
    }
}
