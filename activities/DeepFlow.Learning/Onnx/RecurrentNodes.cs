using DeepFlow.Workflows.Models;
using static DeepFlow.Learning.Onnx.OnnxGraph;

namespace DeepFlow.Learning.Onnx;

/// <summary>
/// LSTM and GRU. Torch and ONNX stack the gates' weights in different orders (torch: i f g o and r z n; ONNX: i o f c and
/// z r h), and ONNX wants the time before the batch.
/// </summary>
internal static class RecurrentNodes
{
    private static readonly int[] LstmGates = [0, 3, 1, 2];
    private static readonly int[] GruGates = [1, 0, 2];

    public static string Add(OnnxGraph graph, Recurrent layer, Shape shape, string path, string input, string output)
    {
        var gates = layer is Lstm ? LstmGates : GruGates;
        var timed = graph.Add("Transpose", $"{path}.timed", [input], Ints("perm", 1, 0, 2));
        string[] inputs =
        [
            timed,
            Reordered($"{path}.input_weights", [1, gates.Length * layer.Units, shape.Last], "weight_ih_l0"),
            Reordered($"{path}.state_weights", [1, gates.Length * layer.Units, layer.Units], "weight_hh_l0"),
            Reordered($"{path}.biases", [1, 2L * gates.Length * layer.Units], "bias_ih_l0", "bias_hh_l0"),
        ];
        Format.AttributeProto[] attributes = layer is Lstm
            ? [Int("hidden_size", layer.Units)]
            : [Int("hidden_size", layer.Units), Int("linear_before_reset", 1)];   // torch resets after it multiplied
        if (layer.Returns == Returns.Last)
        {
            var last = graph.Add(layer is Lstm ? "LSTM" : "GRU", ["", $"{path}.last"], inputs, attributes)[1];
            return graph.Add("Squeeze", output, [last, graph.Constant($"{path}.direction", [1], [0L])]);
        }

        var states = graph.Add(layer is Lstm ? "LSTM" : "GRU", [$"{path}.states"], inputs, attributes)[0];   // time x direction x batch x units
        var squeezed = graph.Add("Squeeze", $"{path}.squeezed", [states, graph.Constant($"{path}.direction", [1], [1L])]);
        return graph.Add("Transpose", output, [squeezed], Ints("perm", 1, 0, 2));

        string Reordered(string name, long[] shapeOfAll, params string[] weights) =>
            graph.Constant(name, shapeOfAll, [.. weights.SelectMany(weight => InOrder(graph.Trained($"{path}.rnn.{weight}").Values, gates))]);
    }

    private static IEnumerable<float> InOrder(float[] weights, int[] gates)
    {
        var size = weights.Length / gates.Length;
        return gates.SelectMany(gate => weights.Skip(gate * size).Take(size));
    }
}
