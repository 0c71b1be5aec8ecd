using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

public sealed record ModelSyntax(
    NameSyntax Name, string? Doc, IReadOnlyList<ParameterSyntax> Parameters, IReadOnlyList<ModelMemberSyntax> Members, TextSpan Span)
    : DeclarationSyntax(Name, Doc, Span);

public abstract record ModelMemberSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>input image(1, 28, 28)</c></summary>
public sealed record InputSyntax(NameSyntax Kind, ArgumentsSyntax? Arguments, TextSpan Span) : ModelMemberSyntax(Span);

/// <summary><c>linear(hidden)</c></summary>
public sealed record LayerSyntax(NameSyntax Name, ArgumentsSyntax Arguments, TextSpan Span) : ModelMemberSyntax(Span);

/// <summary><c>block head { ... }</c>, or <c>residual { ... }</c> where the name is null.</summary>
public sealed record LayerGroupSyntax(NameSyntax? Name, IReadOnlyList<ModelMemberSyntax> Members, TextSpan Span) : ModelMemberSyntax(Span);
