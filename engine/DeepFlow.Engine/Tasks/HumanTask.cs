using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks;

public enum HumanTaskStatus { Open, Decided, Withdrawn }

/// <summary>Something that waits for a person, or waited.</summary>
/// <param name="Input">What the step was given: title, what to show, what to choose from.</param>
/// <param name="Required">How many people must approve.</param>
/// <param name="Approved">Who has, so far.</param>
public sealed record HumanTask(Guid Id, Guid Instance, Guid Root, string Pipeline, string Node, int Round, int Iteration, string Activity,
    ImmutableArray<string> Roles, RecordValue Input, ImmutableArray<TaskOutcome> Outcomes, int Required, ImmutableArray<string> NotBy,
    ImmutableArray<string> Approved, HumanTaskStatus Status, int? SupersededByRound, string? Outcome, string? Target, string? DecidedBy,
    DateTimeOffset? DecidedAt, DateTimeOffset? DueAt, bool Escalated, DateTimeOffset CreatedAt)
{
    public string Title => Input.Member("title") is TextValue title ? title.Value : $"{Node} of {Pipeline}";
}
