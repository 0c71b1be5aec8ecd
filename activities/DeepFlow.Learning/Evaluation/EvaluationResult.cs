namespace DeepFlow.Learning.Evaluation;

/// <summary>How a model version did on a data commit. Measuring again adds another; none is ever changed.</summary>
public sealed record EvaluationResult(string Model, int Version, string DataCommit, int Items, double Accuracy, Interval Interval, DateTimeOffset At);
