using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

/// <summary>What happens at a picture's edges.</summary>
public enum Padding
{
    /// <summary>Zeros around the picture, so that its size is divided by the stride, rounded up.</summary>
    Same,

    /// <summary>No zeros: the kernel stays inside the picture.</summary>
    Valid,
}

[About("A convolution over a picture, with a bias.")]
public sealed record Conv(
    [property: Range(1, 65_536), About("Channels that it gives.")] int Channels,
    [property: Range(1, 1_000), About("Height and width of the kernel.")] int Kernel,
    [property: Range(1, 1_000), About("Pixels from one place of the kernel to the next.")] int Stride = 1,
    [property: About("same: zeros around the picture keep its size (divided by the stride); valid: no zeros.")] Padding Padding = Padding.Same) : Layer
{
    /// <summary>Zeros before and after a dimension of this size; where they cannot be equal, the one more is after.</summary>
    public (int Before, int After) PaddingOf(int size)
    {
        var zeros = Padding == Padding.Valid ? 0 : Math.Max(0, ((Window.RoundedUp(size, Stride) - 1) * Stride) + Kernel - size);
        return (zeros / 2, zeros - (zeros / 2));
    }

    public override long ParameterCount(Shape input) => ((long)input.Dimensions[0] * Kernel * Kernel * Channels) + Channels;

    private protected override Shape Follow(Shape input)
    {
        if (input.Rank != 3)
        {
            throw Mismatch(Window.Picture, input);
        }

        var (height, width) = (input.Dimensions[1], input.Dimensions[2]);
        return Padding == Padding.Same
            ? Shape.Of(Channels, Window.RoundedUp(height, Stride), Window.RoundedUp(width, Stride))
            : Window.Fits(input, Kernel)
                ? Shape.Of(Channels, Window.Places(height, Kernel, Stride), Window.Places(width, Kernel, Stride))
                : throw Mismatch($"at least [channels, {Kernel}, {Kernel}] for its kernel", input, "a smaller kernel or padding: same fits");
    }
}
