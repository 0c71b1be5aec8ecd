using System.Collections.Immutable;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Api.Tasks;

/// <param name="Outcome">One of the task's outcomes.</param>
/// <param name="As">The person who decides.</param>
/// <param name="To">Where to send the run, for an outcome that offers several places.</param>
/// <param name="Choice">Which of the things offered to choose from is chosen, counted from 1.</param>
/// <param name="Values">What was filled in, by name of output.</param>
internal sealed record DecisionRequest(string Outcome, string As, string? To = null, string? Comment = null, int? Choice = null, RecordValue? Values = null);

/// <param name="Task">The task; the rest as for a single decision.</param>
internal sealed record TaskDecisionRequest(Guid Task, string Outcome, string As, string? To = null, string? Comment = null, int? Choice = null, RecordValue? Values = null);

internal sealed record DecisionsRequest(ImmutableArray<TaskDecisionRequest> Decisions);

/// <param name="Result">What became of the task; left out where it was refused.</param>
/// <param name="Problem">Why it was refused; nothing of it was done.</param>
internal sealed record DecisionAnswer(Guid Task, DecisionResult? Result, Problem? Problem);

internal sealed record CommentRequest(string As, string Text);

/// <param name="As">The person who takes it on.</param>
/// <param name="TakeOver">Also where somebody else has claimed it.</param>
internal sealed record ClaimRequest(string As, bool TakeOver = false);

internal sealed record ReleaseRequest(string As);

/// <param name="As">Who hands it over.</param>
/// <param name="To">The person who gets it.</param>
internal sealed record HandOverRequest(string As, string To, string? Comment = null);

/// <param name="As">An admin or owner of the project.</param>
/// <param name="To">To whom it is offered from now on: roles, and <c>@name</c> of persons and groups.</param>
internal sealed record ReassignRequest(string As, ImmutableArray<string> To, string? Comment = null);
