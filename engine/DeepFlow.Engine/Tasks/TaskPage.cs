using System.Collections.Immutable;
using DeepFlow.Engine.Tasks.Forms;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks;

/// <summary>Everything that a person needs to decide a task.</summary>
/// <param name="Form">What is to be filled in; null: nothing.</param>
/// <param name="Versions">The data commits, model versions and the like that the task's input speaks of.</param>
/// <param name="Candidates">Who may decide it, and who may not although it is offered to them.</param>
/// <param name="Decisions">Who has decided so far: several where several must approve.</param>
/// <param name="Earlier">The same step in earlier rounds, the latest first.</param>
public sealed record TaskPage(HumanTask Task, FormView? Form, ImmutableArray<Value> Versions, ImmutableArray<TaskCandidate> Candidates,
    ImmutableArray<RecordedDecision> Decisions, ImmutableArray<TaskComment> Comments, ImmutableArray<TaskRound> Earlier, TaskDefinition Definition);

/// <param name="Via">By which role, group or name it is offered to them.</param>
/// <param name="Excluded">Why they may not decide it all the same; null: they may.</param>
public sealed record TaskCandidate(string Name, string Display, ImmutableArray<string> Via, string? Excluded);

/// <summary>The same step, asked before.</summary>
public sealed record TaskRound(HumanTask Task, ImmutableArray<RecordedDecision> Decisions, ImmutableArray<TaskComment> Comments);

/// <summary>Where the task stands in the program.</summary>
/// <param name="Hash">The definition's.</param>
/// <param name="Span">The step's place in the project's files.</param>
public sealed record TaskDefinition(string Hash, string Pipeline, string Step, SourceSpan? Span, string? Documentation);
