using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Networks;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Preparing;

/// <summary>
/// How data becomes model input: a value of the type <c>transform</c>. It travels in the prepared data's manifest, is applied
/// to each batch while training, and is part of the exported model, so that serving sees what training saw.
/// </summary>
/// <param name="Scale">Where the pixels 0..255 go.</param>
public sealed record Transformation(ValueRange<double> Scale)
{
    /// <summary>Raised whenever the same settings give other numbers, so that nothing older is reused.</summary>
    private const int Code = 1;

    private const string NoteProperty = "transformation";

    /// <summary>Equal for equal settings and code.</summary>
    public string Id => "scale-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Code}/{Scale.Low:R}/{Scale.High:R}")).AsSpan(0, 4));

    internal PixelScale Pixels => new(Scale.Low, Scale.High);

    /// <summary>The manifest with this written beside it; its chunks are shared, for scaling costs less than reading scaled copies.</summary>
    internal DataManifest Mark(DataManifest manifest) =>
        manifest with { Note = JsonSerializer.SerializeToElement(new Dictionary<string, Transformation> { [NoteProperty] = this }, DeepFlowJson.Options) };

    /// <summary>What data was prepared with; null where it was not.</summary>
    internal static Transformation? Of(DataManifest manifest) =>
        manifest.Note is { ValueKind: JsonValueKind.Object } note && note.TryGetProperty(NoteProperty, out var found)
            ? found.Deserialize<Transformation>(DeepFlowJson.Options)
            : null;
}
