using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

/// <summary>What stands at the top of a file. <paramref name="Doc"/> is the text of the <c>///</c> lines above it.</summary>
public abstract record DeclarationSyntax(NameSyntax Name, string? Doc, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>use "data.dlflow"</c>; the declaration's name is the path.</summary>
public sealed record UseSyntax(NameSyntax Path, TextSpan Span) : DeclarationSyntax(Path, null, Span);

public sealed record PipelineSyntax(
    NameSyntax Name,
    string? Doc,
    IReadOnlyList<ParameterSyntax> Parameters,
    IReadOnlyList<ResultSyntax> Results,
    BlockSyntax Body,
    TextSpan Span)
    : DeclarationSyntax(Name, Doc, Span);

public sealed record ParameterSyntax(NameSyntax Name, TypeSyntax Type, ExpressionSyntax? Default, TextSpan Span) : SyntaxNode(Span);

public sealed record ResultSyntax(NameSyntax Name, TypeSyntax Type, TextSpan Span) : SyntaxNode(Span);

public sealed record FormSyntax(NameSyntax Name, string? Doc, IReadOnlyList<FormFieldSyntax> Fields, TextSpan Span)
    : DeclarationSyntax(Name, Doc, Span);

public sealed record FormFieldSyntax(
    NameSyntax Name, TypeSyntax Type, ExpressionSyntax? Default, string? Label, ExpressionSyntax? Bounds, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>activity name(...) -> (...) { script "..." }</c>: an activity that is a script.</summary>
public sealed record ActivitySyntax(
    NameSyntax Name,
    string? Doc,
    IReadOnlyList<ParameterSyntax> Parameters,
    IReadOnlyList<ResultSyntax> Results,
    string? Script,
    TextSpan ScriptSpan,
    string? Image,
    IReadOnlyList<SettingSyntax> Settings,
    TextSpan Span)
    : DeclarationSyntax(Name, Doc, Span);
