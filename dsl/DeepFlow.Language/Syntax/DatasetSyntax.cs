using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

public sealed record DatasetSyntax(NameSyntax Name, string? Doc, IReadOnlyList<DatasetMemberSyntax> Members, TextSpan Span)
    : DeclarationSyntax(Name, Doc, Span);

public abstract record DatasetMemberSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>item image(1, 28, 28)</c></summary>
public sealed record ItemSyntax(NameSyntax Kind, ArgumentsSyntax? Arguments, TextSpan Span) : DatasetMemberSyntax(Span);

/// <summary><c>label { tshirt "T-shirt/top", trouser }</c></summary>
public sealed record LabelsSyntax(IReadOnlyList<EnumMemberSyntax> Members, TextSpan Span) : DatasetMemberSyntax(Span);

/// <summary><c>field email: string, masked for data_scientist</c>; masked for no one named means for everyone.</summary>
public sealed record FieldSyntax(NameSyntax Name, TypeSyntax Type, bool Masked, IReadOnlyList<NameSyntax> MaskedFor, TextSpan Span)
    : DatasetMemberSyntax(Span);

/// <summary><c>expect enough: count(items) >= 5_000, else fail</c></summary>
public sealed record ExpectSyntax(NameSyntax Name, ExpressionSyntax Condition, NameSyntax? Otherwise, TextSpan Span) : DatasetMemberSyntax(Span);

/// <summary>A label, or a member of an enum type, with the text that people read.</summary>
public sealed record EnumMemberSyntax(NameSyntax Name, string? Label, TextSpan Span) : SyntaxNode(Span);
