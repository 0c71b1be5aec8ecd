using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

/// <summary>What a recurrent layer gives.</summary>
public enum Returns
{
    /// <summary>Its state after the last time: a vector.</summary>
    Last,

    /// <summary>Its state after each time: a sequence.</summary>
    Sequence,
}

/// <summary>Reads a sequence from its first time to its last and keeps a state.</summary>
public abstract record Recurrent(
    [property: Range(1, 65_536), About("Numbers of its state.")] int Units,
    [property: About("last: the state after the last time, a vector; sequence: the state after each time.")] Returns Returns) : Layer
{
    private protected override Shape Follow(Shape input) => input.Rank != 2
        ? throw Mismatch("a sequence [time, features]", input)
        : Returns == Returns.Last ? Shape.Of(Units) : Shape.Of(input.Dimensions[0], Units);

    // Each gate has weights for input and state, and, as in torch, a bias for each of the two.
    private protected long Gates(int count, Shape input) => (long)count * Units * ((long)input.Last + Units + 2);
}

[About("Long short-term memory (Hochreiter and Schmidhuber, 1997).")]
public sealed record Lstm(int Units, Returns Returns = Returns.Last) : Recurrent(Units, Returns)
{
    public override long ParameterCount(Shape input) => Gates(4, input);
}

[About("A gated recurrent unit (Cho et al., arXiv 1406.1078).")]
public sealed record Gru(int Units, Returns Returns = Returns.Last) : Recurrent(Units, Returns)
{
    public override long ParameterCount(Shape input) => Gates(3, input);
}
