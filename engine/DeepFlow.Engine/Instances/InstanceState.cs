using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

public enum InstanceStatus { Running, Finished, Failed, Cancelled }

/// <summary>Everything a run is, apart from its rows of work (jobs, tasks, timers, children). Only <see cref="Transition"/> changes it.</summary>
public sealed record InstanceState
{
    public InstanceStatus Status { get; init; } = InstanceStatus.Running;
    /// <summary>Counts up when a target that has run before is entered again.</summary>
    public int Round { get; init; } = 1;
    public ImmutableSortedDictionary<string, NodeState> Nodes { get; init; } = ImmutableSortedDictionary.Create<string, NodeState>(StringComparer.Ordinal);
    /// <summary>How often in a row a counted connection was taken, by "node outcome".</summary>
    public ImmutableSortedDictionary<string, int> Traversals { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
    /// <summary>The pipeline's variables: they keep their values over rounds.</summary>
    public ImmutableSortedDictionary<string, Value> Variables { get; init; } = ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal);
    /// <summary>Arguments that a trigger has replaced since the run was started.</summary>
    public ImmutableSortedDictionary<string, Value> Arguments { get; init; } = ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal);
    /// <summary>An inline step that is done and not yet left: the next transition goes on from it, so that each step is committed before the next begins.</summary>
    public PendingStep? Pending { get; init; }
    /// <summary>By whom and since when nothing further is begun; null: the run goes on.</summary>
    public Pause? Paused { get; init; }
    /// <summary>What arrived while the run was paused, in order; consumed when it is resumed.</summary>
    [JsonIgnore] public ImmutableArray<HeldEvent> Held { get; init; } = [];
    /// <summary>What the pipeline returned, once finished.</summary>
    public Value? Result { get; init; }
    /// <summary>Why the run failed or was cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>There is a step to go on from at once, with no further event.</summary>
    [JsonIgnore] public bool GoesOn => Pending is not null && Paused is null;

    public NodeState NodeAt(string id) => Nodes.TryGetValue(id, out var node) ? node : NodeState.Fresh;
}

public sealed record PendingStep(string Node, string Outcome);

public sealed record Pause(DateTimeOffset At, string By);

/// <param name="At">When it arrived.</param>
public sealed record HeldEvent(DateTimeOffset At, InstanceEvent Event);

public enum NodeStatus
{
    /// <summary>Not entered yet, or cleared by a later round.</summary>
    Fresh,
    /// <summary>A job, task or child is under way.</summary>
    Active,
    /// <summary>Between two attempts.</summary>
    Retrying,
    Done,
    Skipped,
    /// <summary>It failed inside a parallel block whose other branches still run; the incident waits for them.</summary>
    Held,
    /// <summary>It failed, and nothing says where to go: a person must.</summary>
    Incident,
}

/// <summary>Where one node of a run stands. What earlier rounds did is in the journal and in the rows of jobs and tasks.</summary>
public sealed record NodeState
{
    public static NodeState Fresh { get; } = new();

    public NodeStatus Status { get; init; }
    /// <summary>The round in which it was last entered.</summary>
    public int Round { get; init; }
    /// <summary>How often it was entered, over all rounds.</summary>
    public int Iteration { get; init; }
    /// <summary>The current attempt of its job, from 1.</summary>
    public int Attempt { get; init; }
    /// <summary>How many attempts failed, and how many died with their worker, in this iteration.</summary>
    public int Failures { get; init; }
    public int Losses { get; init; }
    /// <summary>Which workers died with it, and how: the evidence of an incident.</summary>
    public ImmutableArray<string>? Deaths { get; init; }
    /// <summary>The row of its job, task or child.</summary>
    public Guid? Work { get; init; }
    /// <summary>The arguments of its last child: a jump into a called pipeline uses them again.</summary>
    public RecordValue? Arguments { get; init; }
    /// <summary>Its last child, whose outputs a jump into the called pipeline keeps.</summary>
    public Guid? LastChild { get; init; }
    /// <summary>Of a task: how many steps of its escalation chain have been taken; null: it is not overdue.</summary>
    public int? Escalations { get; init; }
    public string? Outcome { get; init; }
    public Value Output { get; init; } = Value.Missing;
    public IncidentState? Incident { get; init; }
    /// <summary>How many incidents it has had in this iteration; null: none.</summary>
    public int? Incidents { get; init; }

    /// <summary>Of a join: the branches that have arrived since its block was entered; null while the block is not under way.</summary>
    public ImmutableSortedSet<string>? Arrived { get; init; }
    /// <summary>Of a <c>for</c>: its elements, and where each stands.</summary>
    public ForState? For { get; init; }
    /// <summary>Of a step that waits: what for, besides a time.</summary>
    public WaitState? Wait { get; init; }

    public bool IsOpen => Status is NodeStatus.Active or NodeStatus.Retrying or NodeStatus.Incident or NodeStatus.Held;

    /// <summary>Work is under way that will end by itself; a join only waits for others.</summary>
    public bool IsGoing => Status is (NodeStatus.Active or NodeStatus.Retrying) && Arrived is null;

    /// <summary>The node after a round has taken its output away; what counts over rounds stays.</summary>
    public NodeState Cleared() => new() { Round = Round, Iteration = Iteration, Arguments = Arguments, LastChild = LastChild };
}

/// <param name="Kind">failed, timeout, exhausted, unconnected, lost, or child.</param>
/// <param name="Outcome">The outcome that led nowhere.</param>
public sealed record IncidentState(Guid Id, string Kind, string Outcome, string Code, string Message);

/// <param name="Check">Carried out now and then; <see cref="NodeState.Work"/> is its job.</param>
/// <param name="Timeless">True: no timer was set for it. Otherwise null.</param>
public sealed record WaitState(WaitedSignal? Signal, PeriodicCheck? Check, bool? Timeless = null);

/// <param name="Correlation">Empty: none.</param>
public sealed record WaitedSignal(string Name, string Correlation);

/// <param name="Started">How many elements have been started, in order.</param>
/// <param name="Running">The children under way, by index.</param>
/// <param name="Results">What finished children returned, by index.</param>
/// <param name="Failure">Why an element failed: no further one is started, and the step fails once the running ones have ended.</param>
public sealed record ForState(ImmutableArray<Value> Elements, RecordValue Captures, int Started,
    ImmutableSortedDictionary<int, Guid> Running, ImmutableSortedDictionary<int, Value> Results, string? Failure);
