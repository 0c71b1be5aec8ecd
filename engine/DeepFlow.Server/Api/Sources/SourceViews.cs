namespace DeepFlow.Server.Api.Sources;

/// <param name="Keeps">Where versions are kept: in the <c>repository</c> that the folder lies in, or in one of the workspace's <c>own</c>.</param>
/// <param name="Branch">The repository's branch to which is saved.</param>
internal sealed record SourceList(HistoryKind Keeps, string? Branch, IReadOnlyList<SourceEntry> Files);

internal enum HistoryKind { Repository, Own }

/// <param name="Path">Below the folder of the pipelines, with forward slashes.</param>
/// <param name="Version">Tells this text from every other.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Pipelines">Those that it declares.</param>
internal sealed record SourceEntry(string Path, string Version, long Size, DateTimeOffset ModifiedAt, IReadOnlyList<string> Pipelines);
