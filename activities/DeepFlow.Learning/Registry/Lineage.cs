using System.Collections.Immutable;

namespace DeepFlow.Learning.Registry;

/// <summary>What versions are made of, back to the data that came from outside.</summary>
/// <param name="Things">Each once; those that were asked for first.</param>
/// <param name="Standing">What is in production of the models that are spoken of.</param>
public sealed record Lineage(ImmutableArray<LineageThing> Things, ImmutableArray<ModelStanding> Standing);

/// <summary>A version of data or of a model, or the work that made one.</summary>
/// <param name="Kind">model, training, tuning, or data.</param>
/// <param name="Id">Unique among the things: a model's <c>fashion@3</c>, a job's or a commit's id.</param>
/// <param name="Title">How it reads in a text.</param>
/// <param name="Asked">It is one of those whose lineage this is.</param>
/// <param name="From">The ids of the things that it was made from.</param>
/// <param name="Operation">The activity that made it.</param>
/// <param name="Stage">Of a model: where it stands.</param>
/// <param name="Accuracy">Of a model: of its latest evaluation, 0..1.</param>
/// <param name="Items">Of data: how many.</param>
/// <param name="Note">What was said when it was made, or the commit of the code.</param>
public sealed record LineageThing(string Kind, string Id, string Title, bool Asked, ImmutableArray<string> From, string Operation, Guid Instance, string Pipeline, string Step,
    DateTimeOffset At, string? Stage = null, double? Accuracy = null, int? Items = null, string? Note = null);

/// <summary>A model version beside the one that serves.</summary>
/// <param name="Production">The version in production; null: none yet.</param>
/// <param name="Candidate">The version that was asked for; null: what was asked for is no version yet.</param>
/// <param name="Data">The data commit that both were evaluated on; null: there is none, and no accuracy.</param>
public sealed record ModelStanding(string Model, string? Production, string? Candidate, string? Data, double? ProductionAccuracy, double? CandidateAccuracy);
