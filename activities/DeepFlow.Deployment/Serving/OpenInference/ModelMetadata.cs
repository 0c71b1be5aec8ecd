namespace DeepFlow.Deployment.Serving.OpenInference;

/// <summary>What a model takes and gives, as the Open Inference Protocol describes it.</summary>
internal sealed record ModelMetadata(
    string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorMetadata> Inputs, IReadOnlyList<TensorMetadata> Outputs)
{
    public const string Labels = "label";
    private const int AnyNumber = -1;

    /// <summary>Facts beyond the protocol: the model version's id and the package's hash.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public static ModelMetadata Of(InferenceModel model, string package) => new(
        model.Manifest.Name, [model.Manifest.Version.ToString()], "onnx_onnxv1",
        [new(Learning.Onnx.OnnxExport.Input, "FP32", [AnyNumber, model.Input.Channels, model.Input.Height, model.Input.Width])],
        [new(Learning.Onnx.OnnxExport.Probabilities, "FP32", [AnyNumber, model.Labels.Length]), new(Labels, "BYTES", [AnyNumber])])
    {
        Parameters = new Dictionary<string, string> { ["id"] = model.Manifest.Id, ["package"] = package },
    };
}

/// <param name="Shape">-1 where any number will do.</param>
internal sealed record TensorMetadata(string Name, string Datatype, IReadOnlyList<int> Shape);
