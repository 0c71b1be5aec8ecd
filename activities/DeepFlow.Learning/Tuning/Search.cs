using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Learning.Tuning;

/// <summary>How tuning looks for good hyperparameters.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Asha), "asha")]
public abstract record Search;

[About("Trains many trials a little and the best of them longer (asynchronous successive halving).")]
public sealed record Asha(
    [property: About("What a trial is judged by, on the validation data.")] SearchMetric Metric = SearchMetric.Accuracy,
    [property: About("Whether more of it is better.")] Goal Goal = Goal.Maximize,
    [property: Range(1, 10_000), About("How many configurations are tried.")] int Trials = 10,
    [property: Range(1, 10_000), About("How long the longest trials train.")] int Epochs = 5,
    [property: Range(2, 10), About("One in so many trials goes on to the next rung.")] int Factor = 3) : Search;

public enum SearchMetric { Accuracy, Loss }

public enum Goal { Maximize, Minimize }
