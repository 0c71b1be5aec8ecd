namespace DeepFlow.Server.Sources.History;

/// <summary>A version that was kept.</summary>
/// <param name="Id">Git's hash.</param>
/// <param name="Author">Who saved it, as people read the name.</param>
public sealed record SourceCommit(string Id, string Message, string Author, DateTimeOffset At);

/// <param name="Version">Of the text as it was then; left out where the file was gone.</param>
public sealed record SourceVersion(SourceCommit Commit, string? Version);

/// <summary>Which repository keeps the versions.</summary>
public enum HistoryKind
{
    /// <summary>The one that the folder of the pipelines lies in; saving commits to its current branch.</summary>
    Repository,

    /// <summary>One of the workspace's own, which nobody else works in.</summary>
    Own,
}
