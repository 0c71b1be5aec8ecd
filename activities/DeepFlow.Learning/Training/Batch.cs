using DeepFlow.Learning.Networks;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Training;

/// <summary>Rows of a data set as the network takes them.</summary>
internal static class Batch
{
    /// <summary>Float32, rows x item shape, scaled.</summary>
    public static Tensor Input(LabelledTensors data, Tensor rows, PixelScale scale)
    {
        var pixels = data.Pixels.index_select(0, rows).to_type(ScalarType.Float32).mul_(scale.Factor);
        return scale.Offset == 0 ? pixels : pixels.add_(scale.Offset);
    }
}
