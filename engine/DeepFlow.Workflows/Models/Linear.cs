using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

[About("All dimensions in one: a picture becomes a vector.")]
public sealed record Flatten : Layer
{
    private protected override Shape Follow(Shape input) => Shape.Of(checked((int)input.Size));
}

[About("A fully connected layer with a bias; on a sequence the same one for each time.")]
public sealed record Linear([property: Range(1, 1_000_000), About("Numbers that it gives.")] int Units) : Layer
{
    public override long ParameterCount(Shape input) => (input.Last + 1L) * Units;

    private protected override Shape Follow(Shape input) => input.Rank switch
    {
        1 => Shape.Of(Units),
        2 => Shape.Of(input.Dimensions[0], Units),
        _ => throw Mismatch("a vector [features] or a sequence [time, features]", input, "put flatten() before it"),
    };
}
