using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

public sealed record BlockSyntax(IReadOnlyList<StatementSyntax> Statements, TextSpan Span) : SyntaxNode(Span);

/// <summary>A statement of a pipeline. <paramref name="Doc"/> is the text of the <c>///</c> lines above it.</summary>
public abstract record StatementSyntax(string? Doc, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>step name = callee(arguments) { settings }</c></summary>
public sealed record StepSyntax(
    NameSyntax Name,
    NameSyntax Callee,
    ArgumentsSyntax Arguments,
    IReadOnlyList<SettingSyntax> Settings,
    string? Doc,
    TextSpan Span)
    : StatementSyntax(Doc, Span);

/// <summary><c>if condition { } else { }</c>; an <c>else if</c> is an otherwise-block that holds one <c>if</c>.</summary>
public sealed record IfSyntax(ExpressionSyntax Condition, BlockSyntax Then, BlockSyntax? Otherwise, string? Doc, TextSpan Span)
    : StatementSyntax(Doc, Span);

public sealed record ReturnSyntax(IReadOnlyList<ArgumentSyntax> Results, TextSpan Span) : StatementSyntax(null, Span);

public sealed record StopSyntax(TextSpan Span) : StatementSyntax(null, Span);

public sealed record FailSyntax(ExpressionSyntax? Message, TextSpan Span) : StatementSyntax(null, Span);

/// <summary><c>on event("name") -> step</c></summary>
public sealed record TriggerSyntax(NameSyntax Kind, ArgumentsSyntax? Arguments, TargetSyntax? Entry, TextSpan Span) : StatementSyntax(null, Span);

/// <summary><c>runs 1, then queue</c></summary>
public sealed record RunsSyntax(ExpressionSyntax Limit, NameSyntax? Then, TextSpan Span) : StatementSyntax(null, Span);

/// <summary><c>roles { data_analysis: data_engineer }</c></summary>
public sealed record RolesSyntax(IReadOnlyList<RoleEntrySyntax> Entries, TextSpan Span) : StatementSyntax(null, Span);

public sealed record RoleEntrySyntax(NameSyntax Activity, NameSyntax Role, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>@at(120, 80)</c>: where the designer draws the next statement.</summary>
public sealed record PinSyntax(NameSyntax Name, ArgumentsSyntax Arguments, TextSpan Span) : StatementSyntax(null, Span);

public sealed record ParallelSyntax(bool Any, BlockSyntax Body, TextSpan Span) : StatementSyntax(null, Span);

public sealed record BranchSyntax(NameSyntax Name, BlockSyntax Body, TextSpan Span) : StatementSyntax(null, Span);

public sealed record ForSyntax(NameSyntax Item, ExpressionSyntax List, ExpressionSyntax? Max, BlockSyntax Body, TextSpan Span)
    : StatementSyntax(null, Span);

public sealed record VarSyntax(NameSyntax Name, TypeSyntax? Type, ExpressionSyntax Value, TextSpan Span) : StatementSyntax(null, Span);

public sealed record SetSyntax(NameSyntax Name, ExpressionSyntax Value, TextSpan Span) : StatementSyntax(null, Span);

/// <summary>Where an edge or a trigger leads: a step, or a step inside the pipeline that a step calls (<c>model.tuning</c>).</summary>
public sealed record TargetSyntax(IReadOnlyList<NameSyntax> Path, TextSpan Span) : SyntaxNode(Span)
{
    public override string ToString() => string.Join('.', Path.Select(name => name.Text));
}
