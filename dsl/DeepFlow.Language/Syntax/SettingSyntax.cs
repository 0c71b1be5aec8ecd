using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

/// <summary>One line of a step's settings.</summary>
public abstract record SettingSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>by data_scientist, "ada"</c></summary>
public sealed record BySyntax(IReadOnlyList<HolderSyntax> Holders, TextSpan Span) : SettingSyntax(Span);

/// <summary>Who does something: a role by its name, or a person or group of the project by a text.</summary>
/// <param name="Quoted">The text between the quotes, empty where it is not plain; null for a role.</param>
public sealed record HolderSyntax(NameSyntax Role, string? Quoted, TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>The word under which tasks are offered: the role, or <c>@</c> and the name of the person or group.</summary>
    public string Word => Quoted is null ? Role.Text : $"@{Quoted}";
}

/// <summary><c>needs gpu 1, memory 8Gi</c>, or <c>prefers gpu 1</c>: runs without, where there is none.</summary>
public sealed record ResourcesSyntax(bool Required, IReadOnlyList<ResourceSyntax> Resources, TextSpan Span) : SettingSyntax(Span);

public sealed record ResourceSyntax(NameSyntax Name, ExpressionSyntax Amount, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>retry 3, backoff 10s..5m</c></summary>
public sealed record RetrySyntax(ExpressionSyntax Times, ExpressionSyntax? Backoff, TextSpan Span) : SettingSyntax(Span);

public sealed record TimeoutSyntax(ExpressionSyntax After, TextSpan Span) : SettingSyntax(Span);

public sealed record CacheSyntax(TextSpan Span) : SettingSyntax(Span);

/// <summary><c>checkpoint every 1 epoch</c>, <c>every 500 batches</c> or, without a unit, a duration: <c>every 10m</c>.</summary>
public sealed record CheckpointSyntax(ExpressionSyntax Every, NameSyntax? Unit, TextSpan Span) : SettingSyntax(Span);

public sealed record WhenSyntax(ExpressionSyntax Condition, TextSpan Span) : SettingSyntax(Span);

/// <summary><c>due 3d, remind 1d, then model_validator, then admin after 2d</c></summary>
public sealed record DueSyntax(
    ExpressionSyntax After, IReadOnlyList<ExpressionSyntax> Reminders, IReadOnlyList<EscalationSyntax> Escalations, TextSpan Span)
    : SettingSyntax(Span);

/// <summary><c>then admin after 2d</c></summary>
public sealed record EscalationSyntax(HolderSyntax To, ExpressionSyntax? After, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>approvals 2, not by implementation</c></summary>
public sealed record ApprovalsSyntax(ExpressionSyntax Count, TargetSyntax? NotBy, TextSpan Span) : SettingSyntax(Span);

/// <summary><c>hide rest from data_scientist</c></summary>
public sealed record HideSyntax(IReadOnlyList<NameSyntax> Outputs, IReadOnlyList<NameSyntax> Roles, TextSpan Span) : SettingSyntax(Span);

/// <summary><c>on reject -> prepared | tuning, max 5, then fail</c>; without targets the outcome goes on to the next statement.</summary>
public sealed record EdgeSyntax(
    IReadOnlyList<OutcomeSyntax> Outcomes,
    IReadOnlyList<TargetSyntax> Targets,
    ExpressionSyntax? Max,
    ExitSyntax? Then,
    TextSpan Span)
    : SettingSyntax(Span);

public sealed record OutcomeSyntax(NameSyntax Name, string? Label, TextSpan Span) : SyntaxNode(Span);

/// <summary>What happens when <c>max</c> is used up: <c>fail</c> where the target is null, else a step.</summary>
public sealed record ExitSyntax(TargetSyntax? Target, TextSpan Span) : SyntaxNode(Span);

/// <summary>A setting that the language does not know; kept so that the rest of the step is still understood.</summary>
public sealed record UnknownSettingSyntax(NameSyntax Name, IReadOnlyList<ExpressionSyntax> Values, TextSpan Span) : SettingSyntax(Span);
