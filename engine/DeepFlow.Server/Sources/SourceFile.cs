using System.Security.Cryptography;
using System.Text;

namespace DeepFlow.Server.Sources;

/// <summary>A source as it lies in the folder.</summary>
/// <param name="Path">Below the folder of the pipelines, with forward slashes.</param>
/// <param name="Version">Tells this text from every other: whoever saves says which one was changed.</param>
public sealed record SourceFile(string Path, string Version, string Text)
{
    /// <summary>The version of a file that is not there.</summary>
    public const string Absent = "";

    internal static SourceFile Of(string path, string text) => new(path, VersionOf(Encoding.UTF8.GetBytes(text)), text);

    internal static string VersionOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
