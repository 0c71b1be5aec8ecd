namespace DeepFlow.Language.Tests;

/// <summary>Every program of this repository: the shipped pipelines, the examples and the golden programs.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Shipped { get; } = Find("pipelines");

    public static IReadOnlyList<string> All { get; } = [.. Shipped, .. Find("tests/DeepFlow.Language.Tests")];

    public static TheoryData<string> ShippedFiles => [.. Shipped];

    public static TheoryData<string> AllFiles => [.. All];

    /// <param name="file">Below the repository.</param>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static IReadOnlyList<string> Find(string folder) =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.dlflow", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/") && !file.Contains("/obj/")).Order(StringComparer.Ordinal),
    ];
}
