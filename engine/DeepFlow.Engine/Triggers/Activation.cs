using System.Collections.Immutable;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Triggers;

/// <summary>A published pipeline that starts by itself.</summary>
/// <param name="Arguments">What its runs are started with; a parameter that a trigger watches holds the newest version.</param>
/// <param name="Triggers">What it listens to, as one writes it: <c>event(collect) -> collection</c>.</param>
/// <param name="Running">Its runs that have not ended.</param>
/// <param name="Waiting">How many causes wait, for a run's end or for a run that can take them.</param>
public sealed record Activation(Guid Id, string Name, string Bundle, string Pipeline, RecordValue Arguments, ImmutableArray<string> Triggers,
    string ActivatedBy, DateTimeOffset ActivatedAt, DateTimeOffset? DeactivatedAt, ImmutableArray<Guid> Running, int Waiting);

public enum CauseStatus
{
    /// <summary>For a run to end, or to come to a step that awaits it.</summary>
    Waiting,
    /// <summary>On its way to a living run.</summary>
    Delivering,
    /// <summary>A run was started for it.</summary>
    Started,
    /// <summary>A living run has taken it.</summary>
    Delivered,
    /// <summary>A newer one of the same trigger came before its turn did.</summary>
    Replaced,
    /// <summary>Its activation ended first, or the run has no such step.</summary>
    Dropped,
}

/// <summary>Something that fired a trigger.</summary>
/// <param name="Key">Its identity: a version, a scheduled moment, an instance, a signal's key. The same again fires nothing.</param>
/// <param name="Instance">The run that it started or reached.</param>
public sealed record Cause(long Id, string Trigger, string Key, RecordValue Data, DateTimeOffset At, CauseStatus Status, Guid? Instance, DateTimeOffset? SettledAt);
