using System.Text;
using DeepFlow.Engine.Instances;
using DeepFlow.Server.Hosting;
using LibGit2Sharp;

namespace DeepFlow.Server.Sources.History;

/// <summary>
/// The versions of the sources, as commits: in the git repository that their folder lies in, else in a bare one of the workspace's
/// own, so that there is one kind of history and any git can read it. A commit holds the files that were saved and leaves alone whatever
/// else is staged or changed. No hook, filter or program of the repository is run.
/// </summary>
internal sealed class SourceHistory(SourceFolder folder, WorkspaceFolders folders, TimeProvider clock)
{
    /// <summary>How far back a file's versions are looked for.</summary>
    private const int Deepest = 20_000;

    public HistoryKind Kind
    {
        get
        {
            using var place = Open();
            return place.Repository.Info.IsBare ? HistoryKind.Own : HistoryKind.Repository;
        }
    }

    /// <summary>The branch that is committed to; null where the repository stands at a commit and at no branch.</summary>
    public string? Branch
    {
        get
        {
            using var place = Open();
            return place.Repository.Refs.Head is SymbolicReference head ? head.TargetIdentifier.Replace("refs/heads/", "", StringComparison.Ordinal) : null;
        }
    }

    /// <param name="texts">By path; null for a file that is gone.</param>
    /// <exception cref="EngineException"><c>repository_busy</c>: it is in the middle of a merge, or somebody holds its lock.</exception>
    public SourceCommit Commit(IReadOnlyDictionary<string, string?> texts, string message, string person, string display)
    {
        using var place = Open();
        var (repository, tip) = (place.Repository, place.Repository.Head.Tip);
        if (repository.Info.CurrentOperation != CurrentOperation.None)
            throw Busy($"it is in the middle of a {repository.Info.CurrentOperation.ToString().ToLowerInvariant()}; finish that first");
        try
        {
            var (tree, blobs) = Laid(place, tip, texts);
            var who = new Signature(Plain(display, person), $"{person}@localhost", clock.GetUtcNow());
            var commit = repository.ObjectDatabase.CreateCommit(who, who, message, repository.ObjectDatabase.CreateTree(tree), tip is null ? [] : [tip], prettifyMessage: true);
            Advance(repository, commit, message);
            if (!repository.Info.IsBare) Stage(repository, blobs);
            return Describe(commit);
        }
        catch (LockedFileException)
        {
            throw Busy("another program holds its lock; try again when that is done");
        }
    }

    /// <summary>The commits that changed a file, the newest first.</summary>
    /// <param name="before">Only those that lead to this one; null: all.</param>
    public IReadOnlyList<SourceVersion> Versions(string path, string? before, int limit)
    {
        using var place = Open();
        var name = place.Prefix + path;
        if (place.Repository.Head.Tip is not { } tip) return [];
        object[] from = before is null ? [tip] : [.. Find(place.Repository, before).Parents];
        if (from.Length == 0) return [];
        var all = place.Repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = from, SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time });
        return
        [
            .. all.Take(Deepest).Where(commit => IsChanged(commit, name)).Take(limit)
                .Select(commit => new SourceVersion(Describe(commit), TextOf(commit, name) is { } text ? SourceFile.Of(path, text).Version : null)),
        ];
    }

    /// <summary>The file as it was then; null where there was none.</summary>
    /// <exception cref="EngineException"><c>unknown_version</c></exception>
    public string? Text(string path, string id)
    {
        using var place = Open();
        return TextOf(Find(place.Repository, id), place.Prefix + path);
    }

    /// <summary>Whether the last version that was kept holds this text.</summary>
    public bool Holds(string path, string? text)
    {
        using var place = Open();
        return (place.Repository.Head.Tip is { } tip ? TextOf(tip, place.Prefix + path) : null) == text;
    }

    private static (TreeDefinition Tree, Dictionary<string, Blob?> Blobs) Laid(Place place, Commit? tip, IReadOnlyDictionary<string, string?> texts)
    {
        var tree = tip is null ? new TreeDefinition() : TreeDefinition.From(tip.Tree);
        var blobs = new Dictionary<string, Blob?>(StringComparer.Ordinal);
        foreach (var (path, text) in texts)
        {
            var name = place.Prefix + path;
            if (text is null) tree.Remove(name);
            else tree.Add(name, BlobOf(place.Repository, text), tree[name]?.Mode is Mode.ExecutableFile ? Mode.ExecutableFile : Mode.NonExecutableFile);
            blobs[name] = text is null ? null : BlobOf(place.Repository, text);
        }
        return (tree, blobs);
    }

    private static Blob BlobOf(Repository repository, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return repository.ObjectDatabase.CreateBlob(stream);
    }

    private static void Advance(Repository repository, Commit commit, string message)
    {
        var head = repository.Refs.Head;
        if (head is SymbolicReference branch) repository.Refs.Add(branch.TargetIdentifier, commit.Id, $"commit: {message.Split('\n')[0]}", allowOverwrite: true);
        else repository.Refs.UpdateTarget(head, commit.Id, $"commit: {message.Split('\n')[0]}");
    }

    /// <summary>Else git would show the files that were committed as changed back.</summary>
    private static void Stage(Repository repository, Dictionary<string, Blob?> blobs)
    {
        foreach (var (name, blob) in blobs)
        {
            if (blob is null) repository.Index.Remove(name);
            else repository.Index.Add(blob, name, Mode.NonExecutableFile);
        }
        repository.Index.Write();
    }

    private static bool IsChanged(Commit commit, string name)
    {
        var here = commit[name]?.Target.Id;
        var parents = commit.Parents.Select(parent => parent[name]?.Target.Id).ToList();
        return parents.Count == 0 ? here is not null : parents.TrueForAll(there => there != here);
    }

    private static string? TextOf(Commit commit, string name) => (commit[name]?.Target as Blob)?.GetContentText(Encoding.UTF8);

    private static Commit Find(Repository repository, string id) =>
        (id.Length is > 6 and <= 64 && id.All(char.IsAsciiHexDigitLower) ? repository.Lookup<Commit>(id) : null)
            ?? throw new EngineException("unknown_version", $"There is no version {id}.", EngineProblem.NotFound);

    private static SourceCommit Describe(Commit commit) => new(commit.Sha, commit.Message.TrimEnd(), commit.Author.Name, commit.Author.When);

    private static string Plain(string display, string person) =>
        new string([.. display.Where(c => !char.IsControl(c) && c is not ('<' or '>'))]).Trim() is { Length: > 0 } name ? name : person;

    private static EngineException Busy(string why) => new("repository_busy", $"The repository of the pipelines cannot be committed to: {why}.", EngineProblem.Conflict);

    private Place Open()
    {
        if (Work() is { } work) return work;
        var own = folders.SourceVersions;
        if (!Repository.IsValid(own))
        {
            Repository.Init(own, isBare: true);
            using var made = new Repository(own);
            made.Refs.UpdateTarget("HEAD", "refs/heads/main");
        }
        return new(new Repository(own), "");
    }

    /// <summary>The repository around the folder, where it is one that does not ignore it.</summary>
    private Place? Work()
    {
        if (Repository.Discover(folder.Root) is not { } found) return null;
        var repository = new Repository(found);
        if (!repository.Info.IsBare)
        {
            var below = Path.GetRelativePath(repository.Info.WorkingDirectory, folder.Root).Replace('\\', '/');
            var prefix = below == "." ? "" : below + "/";
            if (!prefix.StartsWith("../", StringComparison.Ordinal) && !(prefix.Length > 0 && repository.Ignore.IsPathIgnored(prefix))) return new(repository, prefix);
        }
        repository.Dispose();
        return null;
    }

    /// <param name="Prefix">Of the folder's files in the repository: nothing, or a path that ends in a slash.</param>
    private sealed record Place(Repository Repository, string Prefix) : IDisposable
    {
        public void Dispose() => Repository.Dispose();
    }
}
