using DeepFlow.Learning.Networks;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Training;

/// <summary>Rows of a data set as the network takes them.</summary>
internal static class Batch
{
    /// <summary>Rows x item shape: scaled float32, or int64 where the items are tokens.</summary>
    public static Tensor Input(LabelledTensors data, Tensor rows, NetworkDefinition network)
    {
        var items = data.Items.index_select(0, rows);
        if (network.InputShape.Vocabulary is not null)
        {
            return items.to_type(ScalarType.Int64);
        }

        var numbers = items.to_type(ScalarType.Float32);
        if (network.Scale is not { } scale)
        {
            return numbers;
        }

        numbers.mul_(scale.Factor);
        return scale.Offset == 0 ? numbers : numbers.add_(scale.Offset);
    }
}
