using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

[About("Sets a share of the numbers to zero while training; afterwards it does nothing.")]
public sealed record Dropout([property: Range(0.0, 0.95), About("The share.")] double Rate) : Layer;
