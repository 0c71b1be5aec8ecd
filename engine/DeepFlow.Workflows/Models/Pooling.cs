using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

/// <summary>One number for each place of a square window, channel by channel. Pixels that fill no whole window are left out.</summary>
public abstract record Pool(
    [property: Range(1, 1_000), About("Height and width of the window.")] int Size,
    [property: Range(1, 1_000), About("Pixels from one place of the window to the next; without it, the window's size.")] int? Stride) : Layer
{
    private protected override Shape Follow(Shape input) => input switch
    {
        { Rank: not 3 } => throw Mismatch(Window.Picture, input),
        _ when !Window.Fits(input, Size) => throw Mismatch($"at least [channels, {Size}, {Size}] for its window", input, "a smaller window fits"),
        _ => Shape.Of(input.Dimensions[0], Window.Places(input.Dimensions[1], Size, Stride ?? Size), Window.Places(input.Dimensions[2], Size, Stride ?? Size)),
    };
}

[About("The largest number in each window of a picture.")]
public sealed record MaxPool(int Size, int? Stride = null) : Pool(Size, Stride);

[About("The mean of each window of a picture.")]
public sealed record AveragePool(int Size, int? Stride = null) : Pool(Size, Stride);

[About("The mean of each channel of a picture, or of each feature over a sequence's times: a vector.")]
public sealed record GlobalAveragePool : Layer
{
    private protected override Shape Follow(Shape input) => input.Rank switch
    {
        3 => Shape.Of(input.Dimensions[0]),
        2 => Shape.Of(input.Last),
        _ => throw Mismatch($"{Window.Picture} or a sequence [time, features]", input),
    };
}
