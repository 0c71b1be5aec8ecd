using System.Globalization;
using DeepFlow.Learning.Networks.Modules;
using DeepFlow.Workflows.Models;
using static DeepFlow.Learning.Onnx.OnnxGraph;

namespace DeepFlow.Learning.Onnx;

/// <summary>The nodes of each layer. Values are named by the layer's position, as its weights are: <c>3.0.out</c>.</summary>
internal static class LayerNodes
{
    /// <param name="prefix">The position of the group that the layers are in, with a point; empty outside.</param>
    /// <returns>The last layer's output.</returns>
    public static string AddAll(OnnxGraph graph, IEnumerable<(Layer Layer, Shape Input)> steps, string prefix, string input) =>
        steps.Select((step, index) => (step.Layer, step.Input, Path: prefix + index.ToString(CultureInfo.InvariantCulture)))
            .Aggregate(input, (current, step) => Add(graph, step.Layer, step.Input, step.Path, current));

    private static string Add(OnnxGraph graph, Layer layer, Shape shape, string path, string input)
    {
        var output = $"{path}.out";
        return layer switch
        {
            Dropout => input,   // does nothing after training
            Flatten => graph.Add("Flatten", output, [input], Int("axis", 1)),
            Linear when shape.Rank == 1 => graph.Add("Gemm", output, [input, graph.Weight($"{path}.weight"), graph.Weight($"{path}.bias")], Int("transB", 1)),
            Linear => Affine(graph, path, input, output),
            Relu => graph.Add("Relu", output, [input]),
            Gelu => NormalShare(graph, path, input, output),
            Tanh => graph.Add("Tanh", output, [input]),
            Sigmoid => graph.Add("Sigmoid", output, [input]),
            Conv conv => Convolution(graph, conv, shape, path, input, output),
            MaxPool pool => graph.Add("MaxPool", output, [input], Window(pool)),
            AveragePool pool => graph.Add("AveragePool", output, [input], Window(pool)),
            GlobalAveragePool => graph.Add("ReduceMean", output, [input], Ints("axes", shape.Rank == 3 ? [2, 3] : [1]), Int("keepdims", 0)),
            BatchNorm => graph.Add(
                "BatchNormalization", output,
                [input, graph.Weight($"{path}.weight"), graph.Weight($"{path}.bias"), graph.Weight($"{path}.running_mean"), graph.Weight($"{path}.running_var")],
                Float("epsilon", BatchNormalisation.Epsilon)),
            LayerNorm => graph.Add(
                "LayerNormalization", output, [input, graph.Weight($"{path}.weight"), graph.Weight($"{path}.bias")], Int("axis", -1), Float("epsilon", 1e-5)),
            GroupNorm norm => Grouped(graph, norm, shape, path, input, output),
            Embedding => graph.Add("Gather", output, [graph.Weight($"{path}.weight"), input]),
            PositionalEncoding => graph.Add(
                "Add", output,
                [input, graph.Constant($"{path}.table", [shape.Dimensions[0], shape.Last], PositionTable.Numbers(shape.Dimensions[0], shape.Last))]),
            Recurrent recurrent => RecurrentNodes.Add(graph, recurrent, shape, path, input, output),
            Attention attention => AttentionNodes.Add(graph, attention, shape, path, input, output),
            Residual residual => graph.Add("Add", output, [input, AddAll(graph, residual.Steps(shape), $"{path}.", input)]),
            Block block => AddAll(graph, block.Steps(shape), $"{path}.", input),
            _ => throw new NotSupportedException($"A layer {layer.Tag} has no ONNX form."),
        };
    }

    /// <summary>On the last dimension of anything; Gemm takes matrices only.</summary>
    /// <param name="path">Of the weights.</param>
    public static string Affine(OnnxGraph graph, string path, string input, string output)
    {
        var transposed = graph.Add("Transpose", $"{path}.transposed", [graph.Weight($"{path}.weight")], Ints("perm", 1, 0));
        var multiplied = graph.Add("MatMul", $"{path}.multiplied", [input, transposed]);
        return graph.Add("Add", output, [multiplied, graph.Weight($"{path}.bias")]);
    }

    private static string NormalShare(OnnxGraph graph, string path, string input, string output)
    {
        var scaled = graph.Add("Mul", $"{path}.scaled", [input, graph.Constant("gelu.scale", [], [(float)(1 / Math.Sqrt(2))])]);
        var error = graph.Add("Erf", $"{path}.erf", [scaled]);
        var share = graph.Add("Add", $"{path}.share", [error, graph.Constant("gelu.one", [], [1f])]);
        var product = graph.Add("Mul", $"{path}.product", [input, share]);
        return graph.Add("Mul", output, [product, graph.Constant("gelu.half", [], [0.5f])]);
    }

    private static string Convolution(OnnxGraph graph, Conv conv, Shape shape, string path, string input, string output)
    {
        var (top, bottom) = conv.PaddingOf(shape.Dimensions[1]);
        var (left, right) = conv.PaddingOf(shape.Dimensions[2]);
        return graph.Add(
            "Conv", output, [input, graph.Weight($"{path}.weight"), graph.Weight($"{path}.bias")],
            Ints("kernel_shape", conv.Kernel, conv.Kernel), Ints("strides", conv.Stride, conv.Stride), Ints("pads", top, left, bottom, right));
    }

    private static Format.AttributeProto[] Window(Pool pool) =>
        [Ints("kernel_shape", pool.Size, pool.Size), Ints("strides", pool.Stride ?? pool.Size, pool.Stride ?? pool.Size)];

    /// <summary>Opset 17 has no group normalisation: each group is normalised as if it were a channel, then each channel scaled.</summary>
    private static string Grouped(OnnxGraph graph, GroupNorm norm, Shape shape, string path, string input, string output)
    {
        var grouped = graph.Add("Reshape", $"{path}.grouped", [input, graph.Constant($"{path}.groups", [3], [0L, norm.Groups, -1L])]);
        var normal = graph.Add(
            "InstanceNormalization", $"{path}.normal",
            [grouped, graph.Constant($"{path}.ones", [norm.Groups], Enumerable.Repeat(1f, norm.Groups).ToArray()), graph.Constant($"{path}.zeros", [norm.Groups], new float[norm.Groups])],
            Float("epsilon", GroupNormalisation.Epsilon));
        long[] perChannel = [shape.Dimensions[0], 1, 1];
        var picture = graph.Add(
            "Reshape", $"{path}.picture", [normal, graph.Constant($"{path}.shape", [4], [0L, shape.Dimensions[0], shape.Dimensions[1], shape.Dimensions[2]])]);
        var scaled = graph.Add("Mul", $"{path}.scaled", [picture, graph.Constant($"{path}.weight", perChannel, graph.Trained($"{path}.weight").Values)]);
        return graph.Add("Add", output, [scaled, graph.Constant($"{path}.bias", perChannel, graph.Trained($"{path}.bias").Values)]);
    }
}
