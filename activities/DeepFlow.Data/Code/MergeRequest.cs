namespace DeepFlow.Data.Code;

/// <summary>A request to take a branch of the code repository into another.</summary>
/// <param name="Id">See <see cref="MergeRequests.IdOf"/>.</param>
/// <param name="Commit">The tip of the source branch when the request was opened.</param>
/// <param name="State"><c>open</c>, <c>merged</c> or <c>closed</c>.</param>
/// <param name="ModelVersion">The model version whose source it is, if it is one's.</param>
public sealed record MergeRequest(
    string Project,
    string Id,
    string SourceBranch,
    string TargetBranch,
    string Commit,
    string Title,
    string State,
    string? ModelVersion,
    string Author,
    DateTimeOffset CreatedAt,
    string? MergedBy = null,
    DateTimeOffset? MergedAt = null,
    string? MergeCommit = null);
