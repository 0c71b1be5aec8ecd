namespace DeepFlow.Cli;

/// <summary>The project folder that a command works in, and the folder of its state.</summary>
/// <param name="Folder">Where relative paths of the project begin.</param>
/// <param name="Home">Everything DeepFlow keeps for it: database, objects, code repository, tools.</param>
internal sealed record Workspace(string Folder, string Home)
{
    private const string StateFolder = ".deepflow";

    /// <summary>The pipelines that came with this program: what the demo runs.</summary>
    public static string ShippedPipelines => Path.Combine(AppContext.BaseDirectory, "pipelines");

    /// <summary>Its folder <c>pipelines</c>, or the workspace as a whole where there is none.</summary>
    public string PipelinesFolder => Path.Combine(Folder, "pipelines") is var folder && Directory.Exists(folder) ? folder : Folder;

    /// <summary>
    /// The workspace around a folder: what <c>--home</c> or DEEPFLOW_HOME names, else the nearest folder upwards that has
    /// state already or is the root of a repository, else the folder itself.
    /// </summary>
    public static Workspace Find(GlobalOptions options, string currentFolder)
    {
        if (options.Home is { } named)
        {
            return new Workspace(currentFolder, Path.GetFullPath(named, currentFolder));
        }

        for (var folder = currentFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, StateFolder)) || Path.Exists(Path.Combine(folder, ".git")))
            {
                return new Workspace(folder, Path.Combine(folder, StateFolder));
            }
        }

        return new Workspace(currentFolder, Path.Combine(currentFolder, StateFolder));
    }
}
