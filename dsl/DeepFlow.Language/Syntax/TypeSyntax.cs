using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

/// <summary>A type as written on a parameter, a result or a field; <paramref name="Optional"/> is the <c>?</c> behind it.</summary>
public abstract record TypeSyntax(bool Optional, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>int</c>, <c>list&lt;float&gt;</c>, <c>dataset&lt;fashion&gt;</c></summary>
public sealed record NamedTypeSyntax(NameSyntax Name, IReadOnlyList<TypeSyntax> Arguments, bool Optional, TextSpan Span) : TypeSyntax(Optional, Span);

/// <summary><c>{ low, medium "Some people are affected", high }</c></summary>
public sealed record EnumTypeSyntax(IReadOnlyList<EnumMemberSyntax> Members, bool Optional, TextSpan Span) : TypeSyntax(Optional, Span);

/// <summary><c>record { width: int, drop: float }</c></summary>
public sealed record RecordTypeSyntax(IReadOnlyList<FieldTypeSyntax> Fields, bool Optional, TextSpan Span) : TypeSyntax(Optional, Span);

public sealed record FieldTypeSyntax(NameSyntax Name, TypeSyntax Type, TextSpan Span) : SyntaxNode(Span);

/// <summary>No type stands where one should; already reported.</summary>
public sealed record MissingTypeSyntax(TextSpan Span) : TypeSyntax(false, Span);
