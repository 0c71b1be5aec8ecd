using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks;

/// <param name="Target">Where to send the run, for an outcome that offers several places.</param>
/// <param name="Values">What was filled in, by output name; <c>chosen</c> takes the element itself.</param>
/// <param name="Choice">Which of the things offered to choose from, counted from 1.</param>
public sealed record Decision(string Outcome, string Person, string? Target = null, string? Comment = null, RecordValue? Values = null, int? Choice = null);

/// <param name="Decided">False while more people must approve.</param>
public sealed record DecisionResult(bool Decided, int Approved, int Required);

/// <summary>One answer of many: what became of the task, or why nothing did.</summary>
public sealed record BulkAnswer(Guid Task, DecisionResult? Result, Refusal? Refusal);

/// <summary>Why a request could not be carried out, as <see cref="EngineException"/> has it.</summary>
public sealed record Refusal(string Code, string Detail, EngineProblem Problem, ImmutableArray<FieldProblem> Fields);

/// <summary>What somebody decided, with what they decided on.</summary>
/// <param name="Values">What was filled in.</param>
/// <param name="Definition">The hash of the definition under which it was decided.</param>
/// <param name="Versions">The data commits, model versions and the like that the task's input spoke of.</param>
/// <param name="Identity">asserted, where nobody signed in.</param>
public sealed record RecordedDecision(Guid Task, string Person, string Outcome, string? Target, string? Comment, RecordValue Values,
    string Definition, ImmutableArray<Value> Versions, string Identity, DateTimeOffset At);
