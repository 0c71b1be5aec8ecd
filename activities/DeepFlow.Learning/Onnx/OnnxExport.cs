using System.Runtime.InteropServices;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Onnx.Format;
using DeepFlow.Workflows.Models;
using Google.Protobuf;

namespace DeepFlow.Learning.Onnx;

/// <summary>
/// Writes a trained network as an ONNX model (opset 17, IR 8). Input <c>pixels</c>: float32, batch x item shape, raw pixels
/// 0..255, for the scaling is part of the model. Outputs: <c>scores</c> and their softmax <c>probabilities</c>, batch x classes.
/// </summary>
public static class OnnxExport
{
    public const string Input = "pixels";
    public const string Scores = "scores";
    public const string Probabilities = "probabilities";
    private const string BatchAxis = "batch";
    private const int IrVersion = 8;
    private const int Opset = 17;

    public static byte[] Write(NetworkDefinition network, IReadOnlyList<Weight> weights, string name)
    {
        var graph = new GraphProto { Name = name };
        graph.Input.Add(ValueOf(Input, network.InputShape));
        graph.Output.Add(ValueOf(Scores, network.OutputShape));
        graph.Output.Add(ValueOf(Probabilities, network.OutputShape));
        graph.Initializer.AddRange(weights.Select(InitializerOf));

        var current = Scaled(graph, network.Scale);
        foreach (var (layer, index, _) in network.Steps())
        {
            if (NodeOf(layer, index) is { } node)
            {
                node.Name = $"{index}.{layer.GetType().Name.ToLowerInvariant()}";
                node.Input.Insert(0, current);
                current = $"{index}.out";
                node.Output.Add(current);
                graph.Node.Add(node);
            }
        }

        graph.Node.Add(Node("Identity", [current], Scores));
        graph.Node.Add(Node("Softmax", [Scores], Probabilities, Int("axis", 1)));

        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "DeepFlow", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        return model.ToByteArray();
    }

    private static string Scaled(GraphProto graph, PixelScale scale)
    {
        graph.Initializer.Add(InitializerOf(new Weight("scale.factor", [], [scale.Factor])));
        graph.Initializer.Add(InitializerOf(new Weight("scale.offset", [], [scale.Offset])));
        graph.Node.Add(Node("Mul", [Input, "scale.factor"], "scale.multiplied"));
        graph.Node.Add(Node("Add", ["scale.multiplied", "scale.offset"], "scale.out"));
        return "scale.out";
    }

    /// <summary>The node without its first input and its output; null for a layer that does nothing after training.</summary>
    private static NodeProto? NodeOf(Layer layer, int index)
    {
        string[] parameters = [$"{index}.weight", $"{index}.bias"];
        return layer switch
        {
            Flatten => Node("Flatten", [], null, Int("axis", 1)),
            Linear => Node("Gemm", parameters, null, Int("transB", 1)),
            Relu => Node("Relu", [], null),
            Dropout => null,
            LayerNorm => Node("LayerNormalization", parameters, null, Int("axis", -1), Float("epsilon", 1e-5f)),
            _ => throw new NotSupportedException($"a layer {layer.GetType().Name} has no ONNX form."),
        };
    }

    private static NodeProto Node(string type, string[] inputs, string? output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = type, Name = output ?? "" };
        node.Input.AddRange(inputs);
        node.Attribute.AddRange(attributes);
        if (output is not null)
        {
            node.Output.Add(output);
        }

        return node;
    }

    private static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    private static AttributeProto Float(string name, float value) => new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    private static TensorProto InitializerOf(Weight weight)
    {
        var tensor = new TensorProto
        {
            Name = weight.Name,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(weight.Values.AsSpan())),
        };
        tensor.Dims.AddRange(weight.Shape);
        return tensor;
    }

    private static ValueInfoProto ValueOf(string name, Shape shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = BatchAxis });
        dimensions.Dim.AddRange(shape.Dimensions.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions } },
        };
    }
}
