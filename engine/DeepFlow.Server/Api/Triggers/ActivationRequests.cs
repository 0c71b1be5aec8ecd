using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Api.Triggers;

/// <param name="Definition">The hash of a published definition.</param>
/// <param name="Pipeline">Which of its pipelines.</param>
/// <param name="As">In whose name its runs are started.</param>
/// <param name="Arguments">What they are started with.</param>
/// <param name="Name">Left out: the pipeline's. A name that is active already is renewed.</param>
/// <param name="Priority">Of its runs, -1000 to 1000.</param>
internal sealed record ActivationRequest(string Definition, string Pipeline, string As, RecordValue? Arguments = null, string? Name = null, int? Priority = null);

internal sealed record DeactivationRequest(string As);

/// <param name="Trigger">Which triggers may fire: <c>data_changed</c> or <c>pushed</c>.</param>
/// <param name="Version">Tells one change from the next: a commit, a date. The same again fires nothing.</param>
/// <param name="Name">What changed, by name: a branch of the code, or a branch of a data set as <c>fashion@main</c>.</param>
/// <param name="Source">What changed, where it is a source: its value, as the activation was given it.</param>
internal sealed record ChangeRequest(string Trigger, string Version, string As, string? Name = null, RecordValue? Source = null);

/// <param name="Fired">How many activations it fired a trigger of.</param>
internal sealed record ToldChange(int Fired);
