using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Api.Instances;

/// <param name="Definition">The hash of a published definition.</param>
/// <param name="Pipeline">Which of its pipelines.</param>
/// <param name="As">The person who starts it.</param>
/// <param name="Entry">The step to enter at; left out: the pipeline's own beginning.</param>
/// <param name="Key">A start that is repeated under the same key is the same start.</param>
/// <param name="Priority">-1000 to 1000; a point is worth a minute of waiting in the queue of jobs.</param>
internal sealed record StartRequest(string Definition, string Pipeline, string As, RecordValue? Arguments = null, string? Entry = null, string? Key = null, int Priority = 0);

internal sealed record StartedInstance(Guid Id);

internal sealed record CancelRequest(string As, string? Reason = null);

internal sealed record PauseRequest(string As, string? Reason = null);

internal sealed record ResumeRequest(string As);

/// <param name="Value">Of the variable's declared type; left out: nothing, where the type allows it.</param>
internal sealed record SetVariableRequest(string As, Value? Value = null, string? Reason = null);

/// <param name="Step">A step of the pipeline, or of one that it calls: <c>model.tuning</c>.</param>
internal sealed record EnterRequest(string Step, string As, string? Reason = null);

internal sealed record RetryRequest(string As);

/// <param name="Outcome">The outcome by which the step is left.</param>
/// <param name="Output">What later steps shall see as its output.</param>
internal sealed record SkipRequest(string As, string Outcome, RecordValue? Output = null);
