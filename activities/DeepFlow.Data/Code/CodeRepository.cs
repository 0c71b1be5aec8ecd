using System.Collections.Immutable;
using System.Text;
using DeepFlow.Workflows.Activities;
using LibGit2Sharp;

namespace DeepFlow.Data.Code;

/// <summary>
/// A project's code repository: a bare git repository, so that no working tree can disagree with it. People clone it and push to it
/// as to any other. Each change carries the key of the step that made it, is looked for before it is made, and happens at once
/// (a branch moves to a finished commit), so a step that is repeated after a crash finds its work done.
/// </summary>
/// <param name="Folder">Where the repository lies; <see cref="CreateAsync"/> makes it.</param>
public sealed record CodeRepository(string Folder)
{
    public const string Main = "main";

    private static readonly TimeSpan WaitForOthers = TimeSpan.FromSeconds(30);

    /// <summary>What commits are dated by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public bool Exists => Repository.IsValid(Folder);

    /// <summary>Makes the repository where there is none, with <paramref name="files"/> as the first commit of <c>main</c>.</summary>
    /// <returns>The commit; the tip of <c>main</c> where the repository is there already.</returns>
    public Task<CodeCommit> CreateAsync(ImmutableSortedDictionary<string, string> files, CommitRequest request, CancellationToken cancellation) =>
        AloneAsync(() =>
        {
            if (!Exists)
            {
                Repository.Init(Folder, isBare: true);
            }

            using var repository = new Repository(Folder);
            repository.Config.Set("core.fsyncObjectFiles", true); // a power cut must not take what a step's output names
            if (TipOf(repository, Main) is { } tip)
            {
                return Describe(tip, Main);
            }

            repository.Refs.UpdateTarget("HEAD", "refs/heads/" + Main); // what a clone checks out, whatever this machine's git prefers
            return Describe(Advance(repository, Main, TreeOf(repository, new TreeDefinition(), files), request, parents: []), Main);
        }, cancellation);

    /// <summary>Makes a branch that begins at the tip of another; a branch of that name that is there already is left as it is.</summary>
    /// <exception cref="ActivityFailureException"><c>no_branch</c> or <c>bad_name</c>.</exception>
    public Task<CodeCommit> BranchAsync(string name, string from, CancellationToken cancellation) =>
        AloneAsync(() =>
        {
            using var repository = Open();
            var start = RequireTip(repository, from);
            CheckBranch(name);
            if (TipOf(repository, name) is { } existing)
            {
                return Describe(existing, name);
            }

            repository.Refs.Add("refs/heads/" + name, start.Id);
            return Describe(start, name);
        }, cancellation);

    /// <summary>Commits files to a branch, beside those that it has.</summary>
    /// <param name="files">Content by path, with forward slashes.</param>
    /// <param name="evenIfEqual">Make the commit even where no file differs.</param>
    /// <returns>The commit of this request, made now or before; the branch's tip where nothing would change.</returns>
    /// <exception cref="ActivityFailureException"><c>no_branch</c>, or <c>bad_name</c> for a path that leads out of the repository.</exception>
    public Task<CodeCommit> CommitAsync(
        string branch,
        ImmutableSortedDictionary<string, string> files,
        CommitRequest request,
        CancellationToken cancellation,
        bool evenIfEqual = false) =>
        AloneAsync(() =>
        {
            using var repository = Open();
            var tip = RequireTip(repository, branch);
            if (Made(repository, tip, request) is { } made)
            {
                return Describe(made, branch);
            }

            var tree = TreeOf(repository, TreeDefinition.From(tip.Tree), files);
            return Describe(tree.Id == tip.Tree.Id && !evenIfEqual ? tip : Advance(repository, branch, tree, request, [tip]), branch);
        }, cancellation);

    /// <summary>Merges one branch into another.</summary>
    /// <returns>The merge's commit, made now or before; the target's tip where it contains the source already.</returns>
    /// <exception cref="ActivityFailureException"><c>merge_conflict</c>, naming the files; <c>no_branch</c>.</exception>
    public Task<CodeCommit> MergeAsync(string source, string target, CommitRequest request, CancellationToken cancellation) =>
        AloneAsync(() =>
        {
            using var repository = Open();
            var theirs = RequireTip(repository, source);
            var ours = RequireTip(repository, target);
            if (Made(repository, ours, request) is { } merged)
            {
                return Describe(merged, target);
            }

            if (repository.ObjectDatabase.FindMergeBase(ours, theirs)?.Id == theirs.Id)
            {
                return Describe(ours, target);
            }

            var result = repository.ObjectDatabase.MergeCommits(ours, theirs, new MergeTreeOptions());
            if (result.Status == MergeTreeStatus.Conflicts)
            {
                var files = result.Conflicts.Select(conflict => (conflict.Ours ?? conflict.Theirs ?? conflict.Ancestor).Path).Distinct();
                throw new ActivityFailureException(
                    "merge_conflict",
                    $"{source} cannot be merged into {target}: both changed {string.Join(", ", files)}. Merge {target} into {source}, settle it there, and retry.",
                    retryable: false);
            }

            return Describe(Advance(repository, target, result.Tree, request, [ours, theirs]), target);
        }, cancellation);

    /// <summary>A branch's newest commit, or null where there is no such branch.</summary>
    public CodeCommit? Tip(string branch)
    {
        using var repository = Open();
        return TipOf(repository, branch) is { } tip ? Describe(tip, branch) : null;
    }

    /// <summary>A file as a branch has it, or null.</summary>
    public string? Read(string branch, string path)
    {
        using var repository = Open();
        return (TipOf(repository, branch)?[path]?.Target as Blob)?.GetContentText();
    }

    /// <summary>A branch's commits, newest first.</summary>
    public ImmutableArray<CodeCommit> History(string branch, int limit = 100)
    {
        using var repository = Open();
        return [.. repository.Commits
            .QueryBy(new CommitFilter { IncludeReachableFrom = RequireTip(repository, branch), SortBy = CommitSortStrategies.Topological })
            .Take(limit)
            .Select(commit => Describe(commit, branch))];
    }

    /// <summary>Who wrote the commits that lead to <paramref name="commit"/> and that <paramref name="branch"/> does not have, in the order of their names.</summary>
    public ImmutableArray<string> AuthorsBeyond(string branch, string commit)
    {
        using var repository = Open();
        var beyond = repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = commit, ExcludeReachableFrom = RequireTip(repository, branch) });
        return [.. beyond.Select(one => one.Author.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private Repository Open() => Exists
        ? new Repository(Folder)
        : throw new ActivityFailureException(
            "no_repository", $"There is no code repository in {Folder}. Run the step initial_setup first.", retryable: false);

    private static Commit RequireTip(Repository repository, string branch) => TipOf(repository, branch)
        ?? throw new ActivityFailureException(
            "no_branch",
            $"The code repository has no branch {branch}; it has {string.Join(", ", repository.Branches.Select(b => b.FriendlyName))}.",
            retryable: false);

    /// <summary>Reads the branch anew: a <see cref="Branch"/> is a snapshot.</summary>
    private static Commit? TipOf(Repository repository, string branch) =>
        Reference.IsValidName("refs/heads/" + branch) ? repository.Branches["refs/heads/" + branch]?.Tip : null;

    private static Commit? Made(Repository repository, Commit tip, CommitRequest request) =>
        repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = tip }).FirstOrDefault(commit => request.Made(commit.Message));

    private static Tree TreeOf(Repository repository, TreeDefinition tree, ImmutableSortedDictionary<string, string> files)
    {
        foreach (var (path, content) in files)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
            tree.Add(CheckPath(path), repository.ObjectDatabase.CreateBlob(stream), Mode.NonExecutableFile);
        }

        return repository.ObjectDatabase.CreateTree(tree);
    }

    private Commit Advance(Repository repository, string branch, Tree tree, CommitRequest request, Commit[] parents)
    {
        var who = new Signature(NameOf(request.Author), "deepflow@localhost", Clock.GetUtcNow());
        var commit = repository.ObjectDatabase.CreateCommit(who, who, request.FullMessage, tree, parents, prettifyMessage: false);
        repository.Refs.Add("refs/heads/" + branch, commit.Id, allowOverwrite: true);
        return commit;
    }

    private static CodeCommit Describe(Commit commit, string branch) =>
        new(commit.Sha, branch, CommitRequest.WithoutTrailer(commit.Message), commit.Author.Name, commit.Author.When);

    private static string NameOf(string author) =>
        new string([.. author.Where(c => !char.IsControl(c) && c is not ('<' or '>'))]).Trim() is { Length: > 0 } name ? name : "DeepFlow";

    private static void CheckBranch(string name)
    {
        if (!Reference.IsValidName("refs/heads/" + name) || name.StartsWith('-'))
        {
            throw new ActivityFailureException("bad_name", $"\"{name}\" cannot name a branch.", retryable: false);
        }
    }

    private static string CheckPath(string path)
    {
        var parts = path.Split('/');
        return parts.All(part => part is not ("" or "." or "..") && !part.Equals(".git", StringComparison.OrdinalIgnoreCase)) && path.AsSpan().IndexOfAny('\\', ':', '\0') < 0
            ? path
            : throw new ActivityFailureException("bad_name", $"\"{path}\" is no path within the repository.", retryable: false);
    }

    /// <summary>
    /// Lets one process at a time move branches: git itself would let the later of two win. The lock goes with its process,
    /// however that ends.
    /// </summary>
    private async Task<T> AloneAsync<T>(Func<T> change, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        await using var held = await LockAsync(Path.Combine(Folder, "deepflow.lock"), cancellation);
        return change();
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (waited.Elapsed > WaitForOthers)
            {
                throw new ActivityFailureException("repository_busy", $"Another process holds the lock {path}: {error.Message}", retryable: true, error);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
            }
        }
    }
}
