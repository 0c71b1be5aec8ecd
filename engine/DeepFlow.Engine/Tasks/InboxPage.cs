using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Tasks;

/// <param name="Tasks">In order. A search may give fewer than were asked for, or none, although there are more: go on with <paramref name="Next"/>.</param>
/// <param name="Next">To go on with as <see cref="InboxQuery.After"/>; null: this is the end.</param>
public sealed record InboxPage(ImmutableArray<TaskSummary> Tasks, string? Next);

/// <summary>An open task, as a list shows it.</summary>
/// <param name="Title">Cut short where it is very long.</param>
/// <param name="Roles">To whom it is offered: roles, and <c>@name</c> of a person or group.</param>
/// <param name="Approved">How many have approved it, of those <paramref name="Required"/>.</param>
/// <param name="Escalated">It was overdue and is offered to further people.</param>
public sealed record TaskSummary(Guid Id, Guid Instance, Guid Root, string Pipeline, string Node, int Round, int Iteration, string Title, ImmutableArray<string> Roles,
    ImmutableArray<TaskOutcome> Outcomes, int Required, int Approved, string? ClaimedBy, DateTimeOffset? ClaimedAt, DateTimeOffset? DueAt, bool Overdue, bool Escalated,
    DateTimeOffset CreatedAt);

/// <summary>The numbers beside the inbox's views, for one person.</summary>
/// <param name="Unclaimed">Of <paramref name="Roles"/>, what nobody has claimed.</param>
/// <param name="Overdue">Of <paramref name="Roles"/>.</param>
public sealed record InboxCounts(CappedCount Mine, CappedCount Roles, CappedCount Unclaimed, CappedCount Overdue, CappedCount All);

/// <summary>What to filter by: the steps and the holders for whom tasks wait.</summary>
public sealed record InboxFilters(ImmutableArray<InboxStep> Steps, ImmutableArray<InboxHolder> Holders);

public sealed record InboxStep(string Pipeline, string Step, CappedCount Open);

/// <param name="Holder">A role, or <c>@name</c> of a person or group.</param>
public sealed record InboxHolder(string Holder, CappedCount Open);
