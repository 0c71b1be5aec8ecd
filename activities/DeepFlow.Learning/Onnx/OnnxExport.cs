using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Onnx.Format;
using DeepFlow.Workflows.Models;
using Google.Protobuf;

namespace DeepFlow.Learning.Onnx;

/// <summary>
/// Writes a trained network as an ONNX model (opset 17, IR 8). Input <c>pixels</c>: float32, batch x item shape, raw pixels
/// 0..255, for the scaling is part of the model; or <c>tokens</c>: int64, batch x time. Outputs: <c>scores</c> and their
/// softmax <c>probabilities</c>, batch x classes.
/// </summary>
public static class OnnxExport
{
    public const string Input = "pixels";
    public const string Tokens = "tokens";
    public const string Scores = "scores";
    public const string Probabilities = "probabilities";
    private const int IrVersion = 8;
    private const int Opset = 17;

    public static byte[] Write(NetworkDefinition network, IReadOnlyList<Weight> weights, string name)
    {
        var graph = new OnnxGraph(name, weights);
        var input = network.InputShape.Vocabulary is null ? Input : Tokens;
        graph.Input(input, network.InputShape);
        graph.Output(Scores, network.OutputShape);
        graph.Output(Probabilities, network.OutputShape);

        var current = network.Scale is { } scale ? Scaled(graph, input, scale) : input;
        current = LayerNodes.AddAll(graph, network.Steps(), "", current);
        graph.Add("Identity", Scores, [current]);
        graph.Add("Softmax", Probabilities, [Scores], OnnxGraph.Int("axis", 1));

        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "DeepFlow", Graph = graph.Proto };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        return model.ToByteArray();
    }

    private static string Scaled(OnnxGraph graph, string input, PixelScale scale)
    {
        var multiplied = graph.Add("Mul", "scale.multiplied", [input, graph.Constant("scale.factor", [], [scale.Factor])]);
        return graph.Add("Add", "scale.out", [multiplied, graph.Constant("scale.offset", [], [scale.Offset])]);
    }
}
