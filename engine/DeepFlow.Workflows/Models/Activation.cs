using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

[About("max(x, 0)")]
public sealed record Relu : Layer;

[About("x times the normal distribution's share below x, exactly (Hendrycks and Gimpel, arXiv 1606.08415).")]
public sealed record Gelu : Layer;

[About("The hyperbolic tangent: numbers between -1 and 1.")]
public sealed record Tanh : Layer;

[About("1 / (1 + exp(-x)): numbers between 0 and 1.")]
public sealed record Sigmoid : Layer;
