using DeepFlow.Engine.Instances;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Services.Drawing;
using DeepFlow.Language.Services;
using DeepFlow.Server.Hosting;
using DeepFlow.Server.Sources.Differences;
using DeepFlow.Server.Sources.History;

namespace DeepFlow.Server.Sources;

/// <summary>What differs between two texts of a file: line by line, and in the picture of each of its pipelines.</summary>
public sealed record SourceDifference(TextDifference Text, IReadOnlyList<PictureDifference> Pictures);

/// <summary>The versions of a workspace's pipelines, read without a server.</summary>
public sealed class SourceVersions
{
    private readonly SourceFolder folder;
    private readonly SourceHistory history;

    public SourceVersions(WorkspaceFolders folders)
    {
        folder = new(folders);
        history = new(folder, folders, TimeProvider.System);
    }

    /// <summary>The versions that changed a file, the newest first.</summary>
    /// <param name="path">Below the folder of the pipelines.</param>
    /// <exception cref="EngineException"><c>bad_path</c></exception>
    public IReadOnlyList<SourceVersion> Of(string path, int limit)
    {
        folder.Describe(path);
        return history.Versions(path, before: null, limit);
    }

    /// <param name="before">A version's id or its beginning; null: the newest version that was kept.</param>
    /// <param name="after">Likewise; null: the file as it lies there.</param>
    /// <exception cref="EngineException"><c>bad_path</c>, <c>unknown_version</c> or <c>unknown_file</c>.</exception>
    public SourceDifference Difference(string path, string? before, string? after)
    {
        folder.Describe(path);
        var (old, now) = (TextAt(path, before ?? Newest(path)), after is null ? folder.Require(path).Text : TextAt(path, after));
        var project = new LanguageWorkspace(folder.Root, Rooms.Activities.Catalog).Current;
        return new(TextDifference.Between(old, now), Draw(old).DifferencesTo(Draw(now)));

        DrawnFile Draw(string text) => project.Holding(new Dictionary<string, string> { [path] = text }).Draw(path);
    }

    private string Newest(string path) => history.Versions(path, before: null, 1) is [var newest]
        ? newest.Commit.Id
        : throw new EngineException("unknown_version", $"No version of {path} has been kept; saving it in the designer, or committing it, keeps one.", EngineProblem.NotFound);

    private string TextAt(string path, string id) =>
        history.Text(path, id) ?? throw new EngineException("unknown_file", $"There was no file {path} in the version {id}.", EngineProblem.NotFound);
}
