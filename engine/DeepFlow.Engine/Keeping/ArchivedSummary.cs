namespace DeepFlow.Engine.Keeping;

/// <summary>A run in the archive.</summary>
/// <param name="Definition">The hash of the definition on which it ended.</param>
/// <param name="Status">finished, failed or cancelled.</param>
public sealed record ArchivedSummary(Guid Id, string Pipeline, string Definition, string Status, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset EndedAt, DateTimeOffset ArchivedAt);
