using System.Collections.Immutable;
using DeepFlow.Engine.Instances;

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

/// <summary>A count that goes no further than it must: the exact number of a million tasks helps nobody and costs a second.</summary>
/// <param name="More">There are more than <paramref name="Value"/>.</param>
public sealed record InboxCount(int Value, bool More)
{
    /// <summary>Counting stops here.</summary>
    public const int Most = 1_000;

    /// <summary>And here for each of many filters.</summary>
    public const int MostOfFilter = 100;

    internal static InboxCount Of(int found, int most) => new(Math.Min(found, most), found > most);
}

/// <summary>The numbers beside the inbox's views, for one person.</summary>
/// <param name="Unclaimed">Of <paramref name="Roles"/>, what nobody has claimed.</param>
/// <param name="Overdue">Of <paramref name="Roles"/>.</param>
public sealed record InboxCounts(InboxCount Mine, InboxCount Roles, InboxCount Unclaimed, InboxCount Overdue, InboxCount All);

/// <summary>What to filter by: the steps and the holders for whom tasks wait.</summary>
public sealed record InboxFilters(ImmutableArray<InboxStep> Steps, ImmutableArray<InboxHolder> Holders);

public sealed record InboxStep(string Pipeline, string Step, InboxCount Open);

/// <param name="Holder">A role, or <c>@name</c> of a person or group.</param>
public sealed record InboxHolder(string Holder, InboxCount Open);
