using System.Globalization;
using DeepFlow.Learning.Networks.Modules;
using DeepFlow.Workflows.Models;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;
using Sequential = TorchSharp.Modules.Sequential;

namespace DeepFlow.Learning.Networks;

/// <summary>Builds the torch module of a network definition.</summary>
public static class Network
{
    /// <summary>
    /// The module that maps model input (N x input shape; float32, or int64 tokens) to one score per class (N x classes).
    /// Weights are drawn from torch's global random state. Parameters are named by their layer's position: <c>1.weight</c>;
    /// inside a group with the group's position before it: <c>3.0.weight</c>.
    /// </summary>
    public static Sequential Build(NetworkDefinition definition) => nn.Sequential(Modules(definition.Steps()));

    private static (string, Module)[] Modules(IEnumerable<(Layer Layer, Shape Input)> steps) =>
        [.. steps.Select((step, index) => (index.ToString(CultureInfo.InvariantCulture), ModuleOf(step.Layer, step.Input)))];

    private static Module ModuleOf(Layer layer, Shape input) => layer switch
    {
        Flatten => nn.Flatten(),
        Linear linear => nn.Linear(input.Last, linear.Units),
        Relu => nn.ReLU(),
        Gelu => nn.GELU(),
        Tanh => nn.Tanh(),
        Sigmoid => nn.Sigmoid(),
        Dropout dropout => nn.Dropout(dropout.Rate),
        Conv conv => new Convolution(conv, input),
        MaxPool pool => nn.MaxPool2d(pool.Size, pool.Stride ?? pool.Size),
        AveragePool pool => nn.AvgPool2d(pool.Size, pool.Stride ?? pool.Size),
        GlobalAveragePool => new MeanOverPlaces(input.Rank == 3 ? [2, 3] : [1]),
        BatchNorm => new BatchNormalisation(input.Dimensions[0]),
        LayerNorm => nn.LayerNorm(input.Last),
        GroupNorm norm => new GroupNormalisation(norm.Groups, input.Dimensions[0]),
        Embedding embedding => nn.Embedding(embedding.Vocabulary, embedding.Size),
        PositionalEncoding => new PositionTable(input.Dimensions[0], input.Last),
        Lstm lstm => new LstmModule(lstm, input),
        Gru gru => new GruModule(gru, input),
        Attention attention => new SelfAttention(attention.Heads, input.Last),
        Residual residual => new ResidualSum(Modules(residual.Steps(input))),
        Block block => nn.Sequential(Modules(block.Steps(input))),
        _ => throw new NotSupportedException($"A layer {layer.Tag} cannot be trained."),
    };
}
