using TorchSharp;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>Means over the dimensions of one item that are given, counted with the batch as 0.</summary>
internal sealed class MeanOverPlaces(long[] dimensions) : nn.Module<Tensor, Tensor>(nameof(MeanOverPlaces))
{
    public override Tensor forward(Tensor input) => input.mean(dimensions);
}
