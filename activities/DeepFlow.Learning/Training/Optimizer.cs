using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Learning.Training;

/// <summary>How weights follow the gradient.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(Sgd), "sgd")]
public abstract record Optimizer
{
    internal abstract double LearningRate { get; }
}

[About("Adam (Kingma and Ba, arXiv 1412.6980).")]
public sealed record Adam(
    [property: Range(0.0, 10.0), About("Learning rate.")] double Lr = 1e-3,
    [property: Range(0.0, 1.0), About("The share of each weight that is added to its gradient; 0 is none.")] double WeightDecay = 0) : Optimizer
{
    internal override double LearningRate => Lr;
}

[About("Stochastic gradient descent.")]
public sealed record Sgd(
    [property: Range(0.0, 10.0), About("Learning rate.")] double Lr = 1e-2,
    [property: Range(0.0, 0.9999), About("The share of the last step that is kept; 0 is none.")] double Momentum = 0.9,
    [property: Range(0.0, 1.0), About("The share of each weight that is added to its gradient; 0 is none.")] double WeightDecay = 0) : Optimizer
{
    internal override double LearningRate => Lr;
}
