using System.IO.Compression;
using System.Text.Json;
using DeepFlow.Workflows;

namespace DeepFlow.Deployment.Packaging;

/// <summary>
/// A model wrapped for inference in one file: a zip archive with <c>package.json</c> and <c>model.onnx</c>. The same model
/// gives the same bytes, so that packaging twice stores one object.
/// </summary>
public sealed record ModelPackage(PackageManifest Manifest, byte[] Onnx)
{
    private const string ManifestEntry = "package.json";
    private const string ModelEntry = "model.onnx";
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public byte[] Write()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, ManifestEntry, JsonSerializer.SerializeToUtf8Bytes(Manifest, DeepFlowJson.Indented));
            Add(archive, ModelEntry, Onnx);
        }

        return file.ToArray();
    }

    /// <exception cref="InvalidDataException">The file is no package, or is damaged.</exception>
    public static ModelPackage Read(Stream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var manifest = JsonSerializer.Deserialize<PackageManifest>(Entry(archive, ManifestEntry), DeepFlowJson.Options)
                ?? throw new InvalidDataException("its manifest is empty");
            return new ModelPackage(manifest, Entry(archive, ModelEntry));
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"This is no model package, or it is damaged: {exception.Message}", exception);
        }
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = FixedTime;
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    private static byte[] Entry(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"it holds no {name}");
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
