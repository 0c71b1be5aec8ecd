using System.Text.Json.Serialization;

namespace DeepFlow.Learning.Training;

/// <summary>How weights follow the gradient.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(Sgd), "sgd")]
public abstract record Optimizer(double Lr);

/// <summary>Adam (Kingma and Ba, arXiv 1412.6980).</summary>
/// <param name="Lr">Learning rate, above 0.</param>
/// <param name="WeightDecay">Added to the gradient as that share of each weight; 0 is none.</param>
public sealed record Adam(double Lr = 1e-3, double WeightDecay = 0) : Optimizer(Lr);

/// <summary>Stochastic gradient descent.</summary>
/// <param name="Lr">Learning rate, above 0.</param>
/// <param name="Momentum">0 is none, below 1.</param>
/// <param name="WeightDecay">Added to the gradient as that share of each weight; 0 is none.</param>
public sealed record Sgd(double Lr = 1e-2, double Momentum = 0.9, double WeightDecay = 0) : Optimizer(Lr);
