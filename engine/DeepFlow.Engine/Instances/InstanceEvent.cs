using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Something that happened to an instance and waits in its queue (table <c>event</c>) for the transition that consumes it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(JobCompleted), "job_completed")]
[JsonDerivedType(typeof(JobFailed), "job_failed")]
[JsonDerivedType(typeof(JobLost), "job_lost")]
[JsonDerivedType(typeof(TaskDecided), "task_decided")]
[JsonDerivedType(typeof(TimerFired), "timer_fired")]
[JsonDerivedType(typeof(SignalReceived), "signal_received")]
[JsonDerivedType(typeof(CauseArrived), "cause_arrived")]
[JsonDerivedType(typeof(ChildEnded), "child_ended")]
[JsonDerivedType(typeof(CancelRequested), "cancel_requested")]
[JsonDerivedType(typeof(EnterRequested), "enter_requested")]
[JsonDerivedType(typeof(RetryRequested), "retry_requested")]
[JsonDerivedType(typeof(SkipRequested), "skip_requested")]
[JsonDerivedType(typeof(PauseRequested), "pause_requested")]
[JsonDerivedType(typeof(ResumeRequested), "resume_requested")]
[JsonDerivedType(typeof(SetVariableRequested), "set_variable_requested")]
[JsonDerivedType(typeof(Continue), "continue")]
public abstract record InstanceEvent;

/// <param name="Entry">The path of the node to enter; null: the pipeline's first.</param>
/// <param name="KeptFrom">The earlier run whose outputs before the entry are kept.</param>
/// <param name="Cause">What started it, where no person did.</param>
public sealed record Started(string? Entry = null, Guid? KeptFrom = null, RecordValue? Cause = null) : InstanceEvent
{
    /// <summary>The state of <see cref="KeptFrom"/>, filled in when the event is read.</summary>
    [JsonIgnore] public InstanceState? Kept { get; init; }
}

public sealed record JobCompleted(Guid Job, string Node, int Attempt, string Outcome, Value Output) : InstanceEvent;

public sealed record JobFailed(Guid Job, string Node, int Attempt, string Code, string Message, bool Retryable) : InstanceEvent;

/// <summary>The worker died, stopped answering, or (released) gave the job back because it must stop.</summary>
public sealed record JobLost(Guid Job, string Node, int Attempt, string Worker, bool Released = false) : InstanceEvent
{
    /// <summary>How the worker ended: "killed by SIGSEGV".</summary>
    public string? Cause { get; init; }
    /// <summary>The last lines of the attempt's log.</summary>
    public ImmutableArray<string>? LastLines { get; init; }
    /// <summary>The job of higher priority that it made room for.</summary>
    public Guid? PreemptedBy { get; init; }
}

/// <param name="Target">Where a feedback connection shall lead, of those it offers.</param>
/// <param name="Values">What the person filled in.</param>
public sealed record TaskDecided(Guid Task, string Node, string Outcome, string? Target, string? Comment, RecordValue Values, string Person) : InstanceEvent;

public sealed record TimerFired(string Node, int Iteration, TimerKind Kind) : InstanceEvent;

/// <summary>A signal that the step waited for; it took the step's row of <c>waiter</c> away, so that none comes twice.</summary>
/// <param name="Data">What the sender gave with it.</param>
public sealed record SignalReceived(string Node, int Iteration, string Name, Value Data, string By, DateTimeOffset SentAt) : InstanceEvent;

/// <summary>A trigger of the run's activation fired, and leads into the living run.</summary>
/// <param name="Cause">The row of <c>cause</c>.</param>
/// <param name="Entry">The step to enter, if the run stands where it may be led away.</param>
/// <param name="Parameter">Takes <paramref name="Value"/>, unless that is missing.</param>
public sealed record CauseArrived(long Cause, string Trigger, string Entry, string? Parameter, Value Value, RecordValue Data) : InstanceEvent;

/// <param name="Exit">Of an element of a <c>for</c>: the edge by which it leaves the whole <c>for</c>, as <c>step.outcome</c>.</param>
public sealed record ChildEnded(Guid Child, string Node, InstanceStatus Status, Value Result, string? Reason, string? Exit = null) : InstanceEvent;

public sealed record CancelRequested(string By, string? Reason) : InstanceEvent;

/// <summary>A person enters a node, whatever the instance is doing.</summary>
public sealed record EnterRequested(string Target, string By, string? Reason) : InstanceEvent;

/// <summary>An incident's way out: try the node again.</summary>
public sealed record RetryRequested(string Node, string By) : InstanceEvent;

/// <summary>An incident's way out: go on by an outcome, with an output given by hand.</summary>
public sealed record SkipRequested(string Node, string By, string Outcome, Value Output) : InstanceEvent;

/// <summary>Begin nothing further, here and in what was called, until resumed.</summary>
public sealed record PauseRequested(string By, string? Reason) : InstanceEvent;

public sealed record ResumeRequested(string By) : InstanceEvent;

/// <summary>A person gives a variable a value, of its declared type.</summary>
public sealed record SetVariableRequested(string Variable, Value Value, string By, string? Reason) : InstanceEvent;

public enum TimerKind
{
    /// <summary>Another attempt after a failure.</summary>
    Retry,
    Timeout,
    /// <summary>A task is overdue.</summary>
    Due,
    /// <summary>Whoever a task is offered to is reminded of it.</summary>
    Remind,
    /// <summary>A task is offered to the next in its chain.</summary>
    Escalate,
    /// <summary>The end of a delay.</summary>
    Wait,
    /// <summary>The next check of a step that waits for an alarm.</summary>
    Check,
}

/// <summary>Goes on from a pending inline step. The instance's row says that there is one; a row of its own exists only for one that could not.</summary>
public sealed record Continue : InstanceEvent
{
    public static Continue Event { get; } = new();
}
