using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

[About("Self-attention: each time of a sequence looks at all of them (Vaswani et al., arXiv 1706.03762).")]
public sealed record Attention([property: Range(1, 1_024), About("Heads that share the features equally.")] int Heads) : Layer
{
    // Queries, keys, values, and the output, each with a bias.
    public override long ParameterCount(Shape input) => 4L * input.Last * (input.Last + 1);

    private protected override Shape Follow(Shape input) => input switch
    {
        { Rank: not 2 } => throw Mismatch("a sequence [time, features]", input),
        _ when input.Last % Heads != 0 => throw Mismatch($"features that {Heads} heads can share equally", input),
        _ => input,
    };
}
