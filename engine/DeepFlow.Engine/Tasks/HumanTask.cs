using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks;

public enum HumanTaskStatus { Open, Decided, Withdrawn }

/// <summary>Something that waits for a person, or waited.</summary>
/// <param name="Roles">To whom it is offered: roles, and <c>@name</c> of a person or group.</param>
/// <param name="Input">What the step was given: title, what to show, what to choose from.</param>
/// <param name="Required">How many people must approve.</param>
/// <param name="Approved">Who has, so far.</param>
public sealed record HumanTask(Guid Id, Guid Instance, Guid Root, string Pipeline, string Node, int Round, int Iteration, string Activity,
    ImmutableArray<string> Roles, RecordValue Input, ImmutableArray<TaskOutcome> Outcomes, int Required, ImmutableArray<string> NotBy,
    ImmutableArray<string> Approved, HumanTaskStatus Status, int? SupersededByRound, string? Outcome, string? Target, string? DecidedBy,
    DateTimeOffset? DecidedAt, DateTimeOffset? DueAt, bool Escalated, DateTimeOffset CreatedAt)
{
    /// <summary>The hash of the definition under which it is decided.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Who works on it: nobody else decides it meanwhile.</summary>
    public string? ClaimedBy { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>How many reminders have gone out.</summary>
    public int Reminded { get; init; }

    public string Title => TitleOf(Input, Node, Pipeline);

    /// <summary>What the step calls itself; the step's name where it has no title.</summary>
    internal static string TitleOf(RecordValue input, string node, string pipeline) =>
        input.Member("title") is TextValue { Value.Length: > 0 } title ? title.Value : $"{node} of {pipeline}";
}
