using System.Collections.Immutable;
using DeepFlow.Engine.Jobs;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>A row that a transition writes beside the instance's state, in the same commit.</summary>
public abstract record Effect;

/// <param name="Yields">It saves checkpoints, and makes room for a job of higher priority when asked.</param>
public sealed record CreateJob(Guid Id, string Node, int Round, int Iteration, string Activity, RecordValue Input, StepSettings Settings, bool Yields = false) : Effect
{
    /// <summary>It coordinates other jobs, the parts of its step.</summary>
    public bool Coordinates { get; init; }

    /// <summary>What it asks of the node that runs it. What a coordinated step needs is for its parts.</summary>
    public JobRequest Request => Coordinates ? JobRequest.OfCoordinator(Settings) : JobRequest.Of(Settings);
}

/// <summary>Another attempt of the same job; the earlier one is fenced off by its number.</summary>
public sealed record RequeueJob(Guid Id, int Attempt) : Effect;

public sealed record CancelJob(Guid Id) : Effect;

/// <summary>Whatever is under way of the parts that this job coordinates is withdrawn.</summary>
public sealed record CancelParts(Guid Coordinator) : Effect;

/// <summary>A completion came too late to count; it stays visible and fires nothing.</summary>
public sealed record DiscardJob(Guid Id) : Effect;

/// <summary>The instance's queued jobs are kept from workers, or given to them again.</summary>
public sealed record HoldJobs(bool Hold) : Effect;

public sealed record CreateTask(Guid Id, string Node, int Round, int Iteration, string Activity, ImmutableArray<string> Roles, RecordValue Input,
    ImmutableArray<TaskOutcome> Outcomes, ApprovalSetting? Approvals, DateTimeOffset? DueAt) : Effect;

/// <param name="Targets">Where a person may send the run by this outcome; fewer than two need no choice.</param>
public sealed record TaskOutcome(string Name, string Label, ImmutableArray<string> Targets);

public sealed record WithdrawTask(Guid Id, int ByRound) : Effect;

/// <summary>An open task offers other outcomes than it was made with.</summary>
public sealed record OfferOutcomes(Guid Id, ImmutableArray<TaskOutcome> Outcomes) : Effect;

/// <summary>The instance runs on that definition from here on.</summary>
public sealed record MoveToBundle(string Hash) : Effect;

/// <summary>A task is overdue, and is offered to further holders, if there are any.</summary>
/// <param name="Step">0 when it has become overdue, then counting up along the chain.</param>
public sealed record EscalateTask(Guid Id, ImmutableArray<string> Roles, int Step = 0) : Effect;

/// <summary>Whoever the task is offered to is reminded of it.</summary>
public sealed record RemindTask(Guid Id) : Effect;

public sealed record SetTimer(string Node, int Iteration, TimerKind Kind, DateTimeOffset FiresAt) : Effect;

/// <param name="Signal">Null: it waits for a time only.</param>
public sealed record BeginWait(string Node, int Iteration, WaitedSignal? Signal) : Effect;

public sealed record EndWait(string Node, int Iteration, WaitedSignal? Signal) : Effect;

/// <summary>All the instance's timers of that kind fire later. It concerns those set before this transition.</summary>
public sealed record MoveTimers(TimerKind Kind, TimeSpan By) : Effect;

/// <summary>The timers of that iteration of a node, and of earlier ones.</summary>
public sealed record DropTimers(string Node, int Iteration) : Effect;

public sealed record StartChild(Guid Id, string Node, string Pipeline, RecordValue Arguments, string? Entry, Guid? KeptFrom) : Effect;

public sealed record CancelChild(Guid Id, string Reason) : Effect;

public sealed record TellChild(Guid Child, InstanceEvent Event) : Effect;

public sealed record TellParent(Guid Parent, ChildEnded Event) : Effect;

public sealed record OpenIncident(string Node, int Round, IncidentState Incident) : Effect;

/// <param name="By">Who resolved it; null: the engine, since the run went on elsewhere.</param>
public sealed record CloseIncident(Guid Id, string Resolution, string? By) : Effect;

/// <summary>The step's completion counts: triggers that watch what it changed fire.</summary>
public sealed record FireChanges(Guid Job) : Effect;

/// <param name="Cause">Its identity: the same again fires nothing.</param>
public sealed record FireTrigger(string Event, string Subject, string Cause, RecordValue Data) : Effect;

public abstract record SettledCause(long Cause) : Effect;

/// <summary>The run has taken the cause.</summary>
public sealed record SettleCause(long Cause) : SettledCause(Cause);

/// <summary>The run has no step for it.</summary>
public sealed record DropCause(long Cause) : SettledCause(Cause);

/// <summary>The run cannot take the cause now: it waits on.</summary>
public sealed record KeepCause(long Cause) : Effect;

/// <summary>Causes may have waited for what the run has just done.</summary>
public sealed record LookForCauses(Guid Activation) : Effect;

/// <param name="Actor">Who did it: a person, or null for the engine.</param>
public sealed record JournalEntry(string Kind, string? Node, int Round, string? Actor, RecordValue Data) : Effect;
