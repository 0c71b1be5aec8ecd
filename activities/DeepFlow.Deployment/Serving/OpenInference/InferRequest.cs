using System.Text.Json;

namespace DeepFlow.Deployment.Serving.OpenInference;

internal sealed record InferRequest(string? Id, IReadOnlyList<InferInput>? Inputs, IReadOnlyList<InferOutput>? Outputs);

internal sealed record InferInput(string? Name, long[]? Shape, string? Datatype, JsonElement Data);

internal sealed record InferOutput(string? Name);

internal sealed record InferAnswer(string ModelName, string ModelVersion, string? Id, IReadOnlyList<InferResult> Outputs);

internal sealed record InferResult(string Name, IReadOnlyList<long> Shape, string Datatype, object Data);
