using System.Text.Json.Serialization;

namespace DeepFlow.Learning.Registry;

/// <summary>A file that a step made for people: a value of the type <c>artifact</c>.</summary>
/// <param name="Name">A file name.</param>
/// <param name="MediaType">Such as <c>text/markdown</c>.</param>
/// <param name="Object">Where its bytes lie in the object store.</param>
/// <param name="Size">In bytes.</param>
public sealed record Artifact(string Name, string MediaType, string Object, long Size)
{
    [JsonPropertyName("$"), JsonPropertyOrder(-1)]
    public string Tag => "artifact";

    public string Id => Name;
}
