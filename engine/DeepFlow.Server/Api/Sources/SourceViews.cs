using DeepFlow.Server.Sources.Differences;
using DeepFlow.Server.Sources.History;

namespace DeepFlow.Server.Api.Sources;

/// <param name="Keeps">Where versions are kept: in the <c>repository</c> that the folder lies in, or in one of the workspace's <c>own</c>.</param>
/// <param name="Branch">The branch to which is saved; left out where the repository stands at no branch.</param>
internal sealed record SourceList(HistoryKind Keeps, string? Branch, IReadOnlyList<SourceEntry> Files);

/// <param name="Path">Below the folder of the pipelines, with forward slashes.</param>
/// <param name="Version">Tells this text from every other.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Pipelines">Those that it declares.</param>
internal sealed record SourceEntry(string Path, string Version, long Size, DateTimeOffset ModifiedAt, IReadOnlyList<string> Pipelines);

/// <param name="Commit">Left out where nothing was different.</param>
internal sealed record SavedView(IReadOnlyList<SavedFile> Files, SourceCommit? Commit);

internal sealed record SavedFile(string Path, string Version);

/// <param name="Changed">The files whose <c>use</c> named it and names it anew.</param>
internal sealed record RenamedView(string Path, string Version, IReadOnlyList<SavedFile> Changed, SourceCommit? Commit);

/// <param name="UsedBy">The files that <c>use</c> it still.</param>
internal sealed record DeletedView(IReadOnlyList<string> UsedBy, SourceCommit? Commit);

/// <summary>A problem as others are, with what was saved meanwhile. Nothing was written.</summary>
/// <param name="Conflicts">The files that are not as they were when they were read.</param>
internal sealed record FileChangedProblem(string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<Conflict> Conflicts);

/// <param name="Theirs">Left out where the file is gone.</param>
/// <param name="Difference">From the text that is saved to the one that was sent.</param>
/// <param name="Merged">Both changes laid together, where the text that was read was sent along.</param>
internal sealed record Conflict(string Path, TheirText? Theirs, TextDifference Difference, ThreeWayMerge? Merged);

/// <param name="Version">To save all the same, send the request again with this version.</param>
/// <param name="Commit">The last version that changed the file.</param>
internal sealed record TheirText(string Version, string Text, SourceCommit? Commit);

internal sealed record VersionList(IReadOnlyList<VersionEntry> Versions, bool More);

/// <param name="Version">Of the text as it was then; left out where the file was gone.</param>
internal sealed record VersionEntry(string Id, string Message, string Author, DateTimeOffset At, string? Version);

internal sealed record VersionText(string Id, string Path, string Version, string Text);
