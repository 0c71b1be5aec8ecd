namespace DeepFlow.Language.Services;

/// <summary>Finds a project's sources.</summary>
internal static class ProjectFolder
{
    public const string Extension = ".dlflow";

    /// <summary>A folder that was opened by mistake (a home folder) must not hold an editor up.</summary>
    private const int MostFiles = 2_000;

    private static readonly string[] Passed = ["node_modules", "bin", "obj"];

    /// <summary>Paths below the root, in order; hidden folders, those of tools and links to folders are passed by.</summary>
    public static IReadOnlyList<string> Sources(string root, IEnumerable<string> open)
    {
        var found = new SortedSet<string>(open, StringComparer.Ordinal);
        var folders = new Queue<string>([root]);
        for (var seen = 0; seen < MostFiles && folders.TryDequeue(out var folder); seen++)
        {
            try
            {
                found.UnionWith(Directory.EnumerateFiles(folder, "*" + Extension).Take(MostFiles).Select(file => Below(root, file)));
                foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
                {
                    var name = Path.GetFileName(inner);
                    if (!name.StartsWith('.') && !Passed.Contains(name) && new DirectoryInfo(inner).LinkTarget is null)
                    {
                        folders.Enqueue(inner);
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A folder that may not be read holds nothing for us.
            }
        }

        return [.. found.Take(MostFiles)];
    }

    private static string Below(string root, string file) => Path.GetRelativePath(root, file).Replace('\\', '/');
}
