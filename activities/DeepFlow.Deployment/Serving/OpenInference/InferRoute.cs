using System.Text.Json;
using DeepFlow.Learning.Onnx;
using DeepFlow.Workflows;

namespace DeepFlow.Deployment.Serving.OpenInference;

/// <summary><c>POST /v2/models/{model}/infer</c>: any number of items in one request.</summary>
internal static class InferRoute
{
    private static readonly HashSet<string> Numbers =
        ["UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64"];

    /// <exception cref="RefusedException">The request does not fit the model.</exception>
    public static InferAnswer Answer(InferenceModel model, ReadOnlyMemory<byte> body)
    {
        var request = Read(body);
        var outputs = (request.Outputs ?? []).Select(output => output.Name ?? "").ToList();
        if (outputs.Except([OnnxExport.Probabilities, ModelMetadata.Labels]).FirstOrDefault() is { } unknown)
        {
            throw new RefusedException("unknown_output", $"The model has no output \"{unknown}\"; it has {OnnxExport.Probabilities} and {ModelMetadata.Labels}.");
        }

        var (pixels, items) = PixelsOf(model, request);
        var probabilities = model.Probabilities(pixels);
        InferResult[] all =
        [
            new(OnnxExport.Probabilities, [items, model.Labels.Length], "FP32", probabilities),
            new(ModelMetadata.Labels, [items], "BYTES", probabilities.Chunk(model.Labels.Length).Select(item => model.Labels[Array.IndexOf(item, item.Max())].Name)),
        ];
        return new InferAnswer(
            model.Manifest.Name, model.Manifest.Version.ToString(), request.Id, [.. all.Where(output => outputs.Count == 0 || outputs.Contains(output.Name))]);
    }

    private static InferRequest Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<InferRequest>(body.Span, RequestFormat) ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            throw new RefusedException("bad_json", $"The body is no inference request: {exception.Message}");
        }
    }

    private static (float[] Pixels, long Items) PixelsOf(InferenceModel model, InferRequest request)
    {
        if (request.Inputs is not [{ } input] || input.Name != OnnxExport.Input)
        {
            throw new RefusedException("wrong_inputs", $"The model takes one input, named \"{OnnxExport.Input}\".");
        }

        if (!Numbers.Contains(input.Datatype ?? ""))
        {
            throw new RefusedException("wrong_datatype", $"The input's datatype is \"{input.Datatype}\"; pixels are numbers, such as FP32 or UINT8.");
        }

        var shape = input.Shape ?? [];
        var wanted = $"[n, {model.Input.Channels}, {model.Input.Height}, {model.Input.Width}]";
        var fits = shape is [> 0 and < int.MaxValue, .. var item]
            && (item.SequenceEqual([model.Input.Channels, model.Input.Height, model.Input.Width]) || item.SequenceEqual([model.ItemSize]));
        if (!fits || shape[0] > int.MaxValue / model.ItemSize)
        {
            throw new RefusedException("wrong_shape", $"The input's shape is [{string.Join(", ", shape)}]; the model takes {wanted}.");
        }

        if (input.Data.ValueKind != JsonValueKind.Array)
        {
            throw new RefusedException("wrong_shape", "The input's data is no list of numbers.");
        }

        return (PixelNumbers.Read(input.Data, (int)shape[0] * model.ItemSize), shape[0]);
    }

    // A missing field is answered with a sentence about the request, not about C# constructors.
    private static readonly JsonSerializerOptions RequestFormat = new(DeepFlowJson.Options) { RespectRequiredConstructorParameters = false };
}
