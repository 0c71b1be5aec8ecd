using System.Text;
using DeepFlow.Engine.Definitions;
using DeepFlow.Server.Hosting;
using LibGit2Sharp;

namespace DeepFlow.Server.Sources.History;

/// <summary>Finds out which commit holds the texts that a program was compiled from.</summary>
internal static class CommittedTexts
{
    /// <param name="root">The folder below which the texts lie.</param>
    /// <returns>
    /// The commit that is checked out in the repository around the folder, or the newest of the workspace's own versions; null where
    /// it does not hold each of them as it was compiled.
    /// </returns>
    public static string? CommitOf(WorkspaceFolders folders, string root, IReadOnlyCollection<BundleSource> texts)
    {
        if (Repository.Discover(root) is { } around && TipHolding(around, null, root, texts) is { } commit) return commit;
        return Directory.Exists(folders.SourceVersions) ? TipHolding(folders.SourceVersions, folders.Pipelines, root, texts) : null;
    }

    /// <param name="below">What the repository holds the files of; null: what is checked out of it.</param>
    private static string? TipHolding(string path, string? below, string root, IReadOnlyCollection<BundleSource> texts)
    {
        try
        {
            using var repository = new Repository(path);
            if ((below ?? repository.Info.WorkingDirectory) is not { } top || repository.Head.Tip is not { } tip) return null;
            return texts.All(text => Holds(tip, Path.GetRelativePath(top, Path.Combine(root, text.Path)).Replace('\\', '/'), text.Text)) ? tip.Sha : null;
        }
        catch (LibGit2SharpException)
        {
            return null; // a repository of somebody else's, which git may not read here, has no say in what is published
        }
    }

    private static bool Holds(Commit commit, string name, string text) =>
        !name.StartsWith("../", StringComparison.Ordinal) && commit[name]?.Target is Blob blob && Lines(blob.GetContentText(Encoding.UTF8)) == Lines(text);

    /// <summary>On some machines git checks lines out with other ends than it keeps.</summary>
    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
