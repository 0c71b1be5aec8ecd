using System.Runtime.InteropServices;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Onnx.Format;
using DeepFlow.Workflows.Models;
using Google.Protobuf;

namespace DeepFlow.Learning.Onnx;

/// <summary>A graph that is being written. Values have names; a node is named as the value that it gives.</summary>
internal sealed class OnnxGraph(string name, IReadOnlyList<Weight> weights)
{
    private const string BatchAxis = "batch";
    private readonly Dictionary<string, Weight> trained = weights.ToDictionary(weight => weight.Name);
    private readonly HashSet<string> written = [];

    public GraphProto Proto { get; } = new() { Name = name };

    public void Input(string input, Shape shape) =>
        Proto.Input.Add(Described(input, shape, shape.Vocabulary is null ? TensorProto.Types.DataType.Float : TensorProto.Types.DataType.Int64));

    public void Output(string output, Shape shape) => Proto.Output.Add(Described(output, shape, TensorProto.Types.DataType.Float));

    /// <returns>The name of the node's output: the last part of a path and <paramref name="output"/>.</returns>
    public string Add(string type, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) => Add(type, [output], inputs, attributes)[0];

    /// <param name="outputs">An empty name for an output that nobody reads.</param>
    public string[] Add(string type, string[] outputs, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = type, Name = outputs.First(output => output.Length > 0) };
        node.Input.AddRange(inputs.ToArray());
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes.ToArray());
        Proto.Node.Add(node);
        return outputs;
    }

    /// <summary>A trained weight as it is.</summary>
    public string Weight(string weight) => Constant(weight, trained[weight].Shape, trained[weight].Values);

    /// <summary>A trained weight's numbers, for those that must be put in another order.</summary>
    public Weight Trained(string weight) => trained[weight];

    public string Constant(string constant, long[] shape, float[] numbers) =>
        Constant(constant, shape, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(numbers.AsSpan()));

    /// <summary>A shape, axes or indices. Null as a shape: one number.</summary>
    public string Constant(string constant, long[]? shape, long[] numbers) =>
        Constant(constant, shape ?? [], TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(numbers.AsSpan()));

    public static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Float(string name, double value) => new() { Name = name, F = (float)value, Type = AttributeProto.Types.AttributeType.Float };

    public static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values.ToArray());
        return attribute;
    }

    private string Constant(string constant, long[] shape, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes)
    {
        if (written.Add(constant))
        {
            var tensor = new TensorProto { Name = constant, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
            tensor.Dims.AddRange(shape);
            Proto.Initializer.Add(tensor);
        }

        return constant;
    }

    private static ValueInfoProto Described(string value, Shape shape, TensorProto.Types.DataType type)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = BatchAxis });
        dimensions.Dim.AddRange(shape.Dimensions.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto { Name = value, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } } };
    }
}
