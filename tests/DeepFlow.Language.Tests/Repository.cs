using System.Runtime.CompilerServices;

namespace DeepFlow.Language.Tests;

/// <summary>Where the sources of this repository lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(TestFolder(), "..", ".."));

    public static string TestFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
