using DeepFlow.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepFlow.Learning.Training;

/// <summary>What a network says about a labelled data set.</summary>
/// <param name="Classes">The class with the highest score, per item.</param>
/// <param name="Truth">The true class, per item.</param>
/// <param name="Loss">Mean cross entropy per item.</param>
public sealed record Prediction(IReadOnlyList<int> Classes, IReadOnlyList<int> Truth, double Loss)
{
    private const int RowsAtOnce = 256;

    /// <summary>Share of items whose class was found, 0..1; 0 without items.</summary>
    public double Accuracy => Classes.Count == 0 ? 0 : (double)Classes.Zip(Truth).Count(pair => pair.First == pair.Second) / Classes.Count;

    /// <summary>Leaves the module in evaluation mode: no dropout.</summary>
    internal static Prediction Of(Module module, NetworkDefinition network, LabelledTensors data, TrainingDevice device)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        module.eval();
        var classes = new List<int>();
        var truth = new List<int>();
        var loss = 0.0;
        for (long start = 0; start < data.Count; start += RowsAtOnce)
        {
            using var step = NewDisposeScope();
            var rows = arange(start, Math.Min(start + RowsAtOnce, data.Count));
            var labels = data.Labels.index_select(0, rows);
            var scores = module.forward(device.Place(Batch.Input(data, rows, network)));
            loss += nn.functional.cross_entropy(scores, device.Place(labels), reduction: nn.Reduction.Sum).ToSingle();
            classes.AddRange(scores.argmax(1).cpu().data<long>().Select(value => (int)value));
            truth.AddRange(labels.data<long>().Select(value => (int)value));
        }

        return new Prediction(classes, truth, data.Count == 0 ? 0 : loss / data.Count);
    }
}
