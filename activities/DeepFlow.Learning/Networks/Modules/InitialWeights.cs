using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>Weights before training, drawn as torch's own layers draw them, from its global random state.</summary>
internal static class InitialWeights
{
    /// <summary>Uniform, within the bound that keeps the variance through the layer (He et al., arXiv 1502.01852).</summary>
    public static Parameter Kernel(long[] shape)
    {
        var kernel = new Parameter(empty(shape));
        nn.init.kaiming_uniform_(kernel, a: Math.Sqrt(5));
        return kernel;
    }

    /// <param name="inputs">How many numbers each output is a sum of.</param>
    public static Parameter Bias(long size, long inputs)
    {
        var bound = 1 / Math.Sqrt(inputs);
        var bias = new Parameter(empty(size));
        nn.init.uniform_(bias, -bound, bound);
        return bias;
    }
}
