namespace DeepFlow.Cli;

/// <summary>The web pages that the launcher has built.</summary>
internal static class BuiltDesigner
{
    /// <summary>The folder <c>designer/dist</c> of the sources that this program was built from; null where nobody has built it.</summary>
    public static string? Find()
    {
        for (var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var built = Path.Combine(folder, "designer", "dist");
            if (File.Exists(Path.Combine(built, "index.html")))
            {
                return built;
            }
        }

        return null;
    }
}
