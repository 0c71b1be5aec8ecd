using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using static DeepFlow.Language.Parsing.Generated.DeepFlowParser;

namespace DeepFlow.Language.Parsing;

/// <summary>Parse tree to syntax, for types.</summary>
internal sealed class TypeReader(ExpressionReader expressions)
{
    public TypeSyntax Read(TypeContext? type, int otherwise)
    {
        if (type?.typeHead() is not { } head)
        {
            return new MissingTypeSyntax(new TextSpan(otherwise, 0));
        }

        var span = type.Span();
        var optional = type.QUESTION() is not null;
        return head switch
        {
            NamedTypeContext named when !named.name().Read(span.Start).IsMissing =>
                new NamedTypeSyntax(named.name().Read(span.Start), [.. named.type().Select(argument => Read(argument, span.End))], optional, span),
            EnumTypeContext enumeration => new EnumTypeSyntax(ReadMembers(enumeration.enumeration()), optional, span),
            RecordTypeContext record => new RecordTypeSyntax(
                [.. record.fieldType().Select(field => new FieldTypeSyntax(
                    field.name().Read(field.Span().Start), Read(field.type(), field.Span().End), field.Span()))],
                optional,
                span),
            _ => new MissingTypeSyntax(span),
        };
    }

    public IReadOnlyList<EnumMemberSyntax> ReadMembers(EnumerationContext? enumeration) =>
    [
        .. (enumeration?.enumMember() ?? []).Select(member => new EnumMemberSyntax(
            member.anyName().Read(member.Span().Start), expressions.ReadPlain(member.STRING()), member.Span())),
    ];
}
