using System.Runtime.CompilerServices;

namespace DeepFlow.Language.Tests;

/// <summary>Where the sources of this repository lie.</summary>
internal static class Repository
{
    /// <summary>The folder of this test project.</summary>
    public static string Tests { get; } = Here();

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Tests, "..", ".."));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
