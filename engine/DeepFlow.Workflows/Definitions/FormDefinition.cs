using System.Collections.Immutable;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Workflows.Definitions;

/// <summary>What a person fills in with a decision.</summary>
public sealed record FormDefinition(string Name, ImmutableArray<FormField> Fields)
{
    public string? Documentation { get; init; }
    public SourceSpan? Span { get; init; }
}

/// <param name="Type">A type in its text form; optional (<c>T?</c>) where it may be left empty.</param>
/// <param name="Label">The question as people read it; null: the name.</param>
/// <param name="Default">What stands there to begin with.</param>
/// <param name="Within">Where a number, duration or percentage must lie.</param>
/// <param name="Choices">The members of an enum with their labels, in order.</param>
public sealed record FormField(string Name, string Type, string? Label, Expression? Default, Expression? Within, ImmutableArray<OutcomeDefinition> Choices);
