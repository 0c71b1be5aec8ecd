using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace DeepFlow.Workflows.Definitions;

/// <summary>
/// The closure of a pipeline over <c>use</c>: everything that an instance and its children need, immutable, with one hash.
/// Its JSON is canonical: properties in declaration order, dictionaries sorted, no white space.
/// </summary>
public sealed record Bundle
{
    public int Format { get; init; } = 1;
    public ImmutableSortedDictionary<string, WorkflowDefinition> Pipelines { get; init; } = Empty<WorkflowDefinition>();
    public ImmutableSortedDictionary<string, ModelDefinition> Models { get; init; } = Empty<ModelDefinition>();
    public ImmutableSortedDictionary<string, DatasetDefinition> Datasets { get; init; } = Empty<DatasetDefinition>();
    public ImmutableSortedDictionary<string, FormDefinition> Forms { get; init; } = Empty<FormDefinition>();
    public ImmutableSortedDictionary<string, ScriptDefinition> Scripts { get; init; } = Empty<ScriptDefinition>();
    /// <summary>Each activity that is used, and the version of it that the bundle was compiled against.</summary>
    public ImmutableSortedDictionary<string, int> Activities { get; init; } = Empty<int>();

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DeepFlowJson.Options);

    public static Bundle FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<Bundle>(json, DeepFlowJson.Options) ?? throw new JsonException("An empty bundle.");

    /// <summary>SHA-256 of the canonical JSON, in lower-case hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(ToJson()));

    private static ImmutableSortedDictionary<string, T> Empty<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
