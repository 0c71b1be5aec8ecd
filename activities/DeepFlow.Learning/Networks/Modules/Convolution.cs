using DeepFlow.Workflows.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>A convolution whose zeros at the edges may differ from side to side, which torch's own cannot have.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long[] stride;
    private readonly long[] padding;
    private readonly long[]? sides;

    public Convolution(Conv layer, Shape input)
        : base(nameof(Convolution))
    {
        var (top, bottom) = layer.PaddingOf(input.Dimensions[1]);
        var (left, right) = layer.PaddingOf(input.Dimensions[2]);
        var even = top == bottom && left == right;
        stride = [layer.Stride, layer.Stride];
        padding = even ? [top, left] : [0, 0];
        sides = even ? null : [left, right, top, bottom];
        weight = InitialWeights.Kernel([layer.Channels, input.Dimensions[0], layer.Kernel, layer.Kernel]);
        bias = InitialWeights.Bias(layer.Channels, (long)input.Dimensions[0] * layer.Kernel * layer.Kernel);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var padded = sides is null ? null : nn.functional.pad(input, sides);
        return nn.functional.conv2d(padded ?? input, weight, bias, stride, padding);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            weight.Dispose();
            bias.Dispose();
        }

        base.Dispose(disposing);
    }
}
