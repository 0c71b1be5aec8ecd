using System.Globalization;
using DeepFlow.Workflows.Models;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;
using Sequential = TorchSharp.Modules.Sequential;

namespace DeepFlow.Learning.Networks;

/// <summary>Builds the torch module of a network definition.</summary>
public static class Network
{
    /// <summary>
    /// The module that maps model input (N x input shape, float32) to one score per class (N x classes).
    /// Weights are drawn from torch's global random state. Parameters are named by their layer's position: <c>1.weight</c>.
    /// </summary>
    public static Sequential Build(NetworkDefinition definition) =>
        nn.Sequential(definition.Steps().Select(step => (step.Index.ToString(CultureInfo.InvariantCulture), ModuleOf(step.Layer, step.Input))));

    private static Module ModuleOf(Layer layer, Shape input) => layer switch
    {
        Flatten => nn.Flatten(),
        Linear linear => nn.Linear(input.Last, linear.Units),
        Relu => nn.ReLU(),
        Dropout dropout => nn.Dropout(dropout.Rate),
        LayerNorm => nn.LayerNorm(input.Last),
        _ => throw new NotSupportedException($"A layer {layer.GetType().Name} cannot be trained."),
    };
}
