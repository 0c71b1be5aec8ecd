using System.ComponentModel.DataAnnotations;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Workflows.Models;

[About("Normalises each channel over the batch, with a learned scale and shift; afterwards with the means of training (Ioffe and Szegedy, arXiv 1502.03167).")]
public sealed record BatchNorm : Layer
{
    public override long ParameterCount(Shape input) => 2L * input.Dimensions[0];

    private protected override Shape Follow(Shape input) => input.Rank is 1 or 3
        ? input
        : throw Mismatch($"{Window.Picture} or a vector [features]", input, "layer_norm() takes any shape");
}

[About("Normalises over the last dimension, with a learned scale and shift (Ba et al., arXiv 1607.06450).")]
public sealed record LayerNorm : Layer
{
    public override long ParameterCount(Shape input) => 2L * input.Last;
}

[About("Normalises a picture over groups of its channels, with a learned scale and shift for each channel (Wu and He, arXiv 1803.08494).")]
public sealed record GroupNorm([property: Range(1, 65_536), About("Groups that the channels are divided into.")] int Groups) : Layer
{
    public override long ParameterCount(Shape input) => 2L * input.Dimensions[0];

    private protected override Shape Follow(Shape input) => input switch
    {
        { Rank: not 3 } => throw Mismatch(Window.Picture, input),
        _ when input.Dimensions[0] % Groups != 0 => throw Mismatch($"channels that {Groups} groups can share equally", input),
        _ => input,
    };
}
