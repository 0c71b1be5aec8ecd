using DeepFlow.Server.Hosting;
using DeepFlow.Server.Sources;

namespace DeepFlow.Cli.Commands.Language;

/// <summary>A file of the workspace's pipelines, whether it lies there or only its versions are left.</summary>
/// <param name="Path">Below the folder of the pipelines, with <c>/</c>.</param>
internal sealed record KeptSource(string Path, SourceVersions Versions)
{
    /// <param name="named">As somebody types it: from the current folder, or below the folder of the pipelines.</param>
    public static KeptSource Find(GlobalOptions options, string named)
    {
        var workspace = Workspace.Find(options, Directory.GetCurrentDirectory());
        var relative = System.IO.Path.GetRelativePath(workspace.PipelinesFolder, System.IO.Path.GetFullPath(named)).Replace('\\', '/');
        return new(relative.StartsWith("..", StringComparison.Ordinal) ? named : relative, new SourceVersions(new WorkspaceFolders(workspace.Home, workspace.PipelinesFolder)));
    }
}
