using DeepFlow.Workflows.Models;
using static DeepFlow.Learning.Onnx.OnnxGraph;

namespace DeepFlow.Learning.Onnx;

/// <summary>Self-attention, step by step as <see cref="Networks.Modules.SelfAttention"/> computes it.</summary>
internal static class AttentionNodes
{
    public static string Add(OnnxGraph graph, Attention layer, Shape shape, string path, string input, string output)
    {
        var (time, features, share) = (shape.Dimensions[0], shape.Last, shape.Last / layer.Heads);
        var projected = LayerNodes.Affine(graph, $"{path}.inputs", input, $"{path}.projected");
        var split = graph.Add("Reshape", $"{path}.split", [projected, graph.Constant($"{path}.split_shape", [5], [0L, time, 3, layer.Heads, share])]);
        var parts = graph.Add("Transpose", $"{path}.parts", [split], Ints("perm", 2, 0, 3, 1, 4));   // part x batch x head x time x share
        var (queries, keys, values) = (Part("queries", 0), Part("keys", 1), Part("values", 2));

        var turned = graph.Add("Transpose", $"{path}.turned", [keys], Ints("perm", 0, 1, 3, 2));
        var products = graph.Add("MatMul", $"{path}.products", [queries, turned]);
        var scaled = graph.Add("Mul", $"{path}.scaled", [products, graph.Constant($"{path}.scale", [], [(float)(1 / Math.Sqrt(share))])]);
        var shares = graph.Add("Softmax", $"{path}.shares", [scaled], Int("axis", -1));
        var attended = graph.Add("MatMul", $"{path}.attended", [shares, values]);
        var ordered = graph.Add("Transpose", $"{path}.ordered", [attended], Ints("perm", 0, 2, 1, 3));
        var joined = graph.Add("Reshape", $"{path}.joined", [ordered, graph.Constant($"{path}.joined_shape", [3], [0L, time, features])]);
        return LayerNodes.Affine(graph, $"{path}.output", joined, output);

        string Part(string name, long index) =>
            graph.Add("Gather", $"{path}.{name}", [parts, graph.Constant($"part.{index}", null, [index])], Int("axis", 0));
    }
}
