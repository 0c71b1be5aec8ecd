using System.Collections.Immutable;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Definitions;

/// <summary>What stands between a step's braces.</summary>
public sealed record StepSettings
{
    public static StepSettings None { get; } = new();

    /// <summary>Who does it: roles, or <c>@name</c> of a person or group of the project; empty: the role that the activity names.</summary>
    public ImmutableArray<string> By { get; init; } = [];
    /// <summary>The step is skipped unless this is true.</summary>
    public Expression? When { get; init; }
    public RetrySetting? Retry { get; init; }
    /// <summary>From the step's start to its end, all attempts together; then outcome <c>timeout</c>.</summary>
    public TimeSpan? Timeout { get; init; }
    /// <summary>Reuse an earlier result of the same inputs and code.</summary>
    public bool Cache { get; init; }
    public CheckpointSetting? Checkpoint { get; init; }
    public ResourceSetting? Needs { get; init; }
    public DueSetting? Due { get; init; }
    public ApprovalSetting? Approvals { get; init; }
    /// <summary>Outputs that some roles may use and not read.</summary>
    public ImmutableArray<HideSetting> Hide { get; init; } = [];
}

/// <param name="Attempts">How often a failed attempt is followed by another.</param>
public sealed record RetrySetting(int Attempts, TimeSpan BackoffFrom, TimeSpan BackoffTo)
{
    public static RetrySetting Default(int attempts) => new(attempts, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
}

/// <summary><c>checkpoint every 1 epoch</c>: a count of <c>epoch</c> or <c>batches</c>, or a duration.</summary>
public sealed record CheckpointSetting(int? Count, string? Unit, TimeSpan? Every);

/// <param name="Preferred">True for <c>prefers</c>: run without what is not there.</param>
/// <param name="Cpu">Cores; may be a fraction.</param>
public sealed record ResourceSetting(int? Gpu, double? Cpu, ByteSize? Memory, string? Pool, bool Preferred);

/// <param name="Then">To whom the task is also offered once it is overdue: roles, or <c>@name</c> of a person or group.</param>
public sealed record DueSetting(TimeSpan After, ImmutableArray<string> Then)
{
    /// <summary>The first reminder comes so long before the task is due, and a further one each time so much has passed; null: none.</summary>
    public TimeSpan? Remind { get; init; }

    /// <summary>Whom it is offered to after that, in turn; null: nobody.</summary>
    public ImmutableList<EscalationSetting>? Later { get; init; }
}

/// <param name="After">Counted from the step before.</param>
/// <param name="Then">As in <see cref="DueSetting"/>.</param>
public sealed record EscalationSetting(TimeSpan After, ImmutableArray<string> Then);

/// <summary>Four eyes: how many people must approve, and which steps' deciders may not.</summary>
public sealed record ApprovalSetting(int Count, ImmutableArray<string> NotBy);

/// <summary><c>hide rest from data_scientist</c></summary>
public sealed record HideSetting(string Output, ImmutableArray<string> From);
