using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

[About("A learned vector for each token: tokens [time] become a sequence [time, size].")]
public sealed record Embedding(
    [property: Range(1, 10_000_000), About("How many tokens there are: they are 0 to vocabulary - 1.")] int Vocabulary,
    [property: Range(1, 65_536), About("Numbers of a token's vector.")] int Size) : Layer
{
    public override long ParameterCount(Shape input) => (long)Vocabulary * Size;

    private protected override bool TakesTokens => true;

    private protected override Shape Follow(Shape input) => input.Vocabulary switch
    {
        null => throw Mismatch("tokens [time], as sequence(length, vocabulary) holds them,", input),
        var tokens when tokens > Vocabulary => throw new ShapeMismatchException(
            $"{Tag} has vectors for the tokens 0..{Vocabulary - 1} and gets {input}; write embedding({tokens}, {Size})."),
        _ => Shape.Of(input.Dimensions[0], Size),
    };
}

[About("Adds to a sequence what tells its times apart: sines and cosines (Vaswani et al., arXiv 1706.03762). Attention knows no order without it.")]
public sealed record PositionalEncoding : Layer
{
    private protected override Shape Follow(Shape input) => input.Rank == 2 ? input : throw Mismatch("a sequence [time, features]", input);
}
