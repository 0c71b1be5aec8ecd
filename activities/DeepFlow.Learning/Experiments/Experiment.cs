using System.Collections.Immutable;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Experiments;

/// <summary>A tuning or a training, as a list tells of it.</summary>
/// <param name="Id">The job's.</param>
/// <param name="Kind">tuning or training.</param>
/// <param name="Root">The run that somebody started.</param>
/// <param name="Status">The job's: queued, running, completed, failed ...</param>
/// <param name="Progress">0..1.</param>
/// <param name="Trials">How many configurations it has begun to try; 0 for a training.</param>
/// <param name="Score">Of the best trial; of a training the last accuracy on the validation data.</param>
public sealed record ExperimentSummary(Guid Id, string Kind, Guid Instance, Guid Root, string Pipeline, string Step, int Round, string Model, string Status, double Progress, string ProgressText,
    int Trials, double? Score, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

/// <summary>All that is known of a tuning or a training, but for its curves.</summary>
/// <param name="Configuration">What it was asked to do: model, search and space, or plan.</param>
/// <param name="Environment">Versions and machine that the numbers came from.</param>
/// <param name="TrainCommit">The data commit that it learned from.</param>
/// <param name="Output">What its step gave: the table of trials, the confusion matrix, the curves; missing while it runs.</param>
public sealed record ExperimentDetail(ExperimentSummary Summary, Value Configuration, Value Environment, string TrainCommit, string ValidationCommit, Value Output, ImmutableArray<ExperimentTrial> Trials);

/// <param name="Number">From 1, as it reads in tables.</param>
/// <param name="Scores">One for each rung that it has reached, the longest trained last.</param>
public sealed record ExperimentTrial(int Number, RecordValue Parameters, DateTimeOffset StartedAt, ImmutableArray<RungScore> Scores);

/// <param name="Epochs">How long it had been trained by then, in all.</param>
/// <param name="Score">null: it diverged.</param>
public sealed record RungScore(int Rung, int Epochs, double? Score);

/// <summary>A metric over the epochs. Of a long one only the extremes of each stretch are told, which look the same.</summary>
/// <param name="Trial">From 1; null where the job has no trials.</param>
/// <param name="Steps">In ascending order.</param>
/// <param name="Values">One for each step; null: it was no number.</param>
/// <param name="Count">How many points there are in truth.</param>
public sealed record MetricSeries(int? Trial, string Name, ImmutableArray<int> Steps, ImmutableArray<double?> Values, long Count);
