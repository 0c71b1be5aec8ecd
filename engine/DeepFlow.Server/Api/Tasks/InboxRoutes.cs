using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Tasks;

internal enum ClaimState { Claimed, Unclaimed }

/// <summary>What waits for people, in pages; however much waits, a page costs the same.</summary>
internal static class InboxRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var inbox = api.MapGroup("/inbox").WithTags("Inbox").ProducesProblems(StatusCodes.Status403Forbidden);
        inbox.MapGet("", PageAsync).WithName("getInbox").WithSummary("A page of the tasks that wait; go on with its `next` as `after`.")
            .WithDescription("`view` is `mine` (claimed by the person `as`, or offered to them by name), `roles` (what they may decide) or `all`. `due` lists by due date, whatever `sort` says; `search` finds words that begin so in title, pipeline and step.");
        inbox.MapGet("/counts", CountsAsync).WithName("getInboxCounts").WithSummary("The numbers beside a person's views. Counting stops at 1000.");
        inbox.MapGet("/filters", FiltersAsync).WithName("getInboxFilters").WithSummary("What a view can be filtered by: the steps, and the roles, groups and persons, for which tasks wait.");
    }

    private static Task<InboxPage> PageAsync(ApiProject project, Inbox inbox, CancellationToken cancellation, InboxView? view = null, string? @as = null, string? role = null,
        string? pipeline = null, string? step = null, InboxDue? due = null, ClaimState? claim = null, string? claimed_by = null, string? search = null,
        InboxSort sort = InboxSort.Newest, string? zone = null, string? after = null, [Range(1, InboxQuery.LargestPage)] int limit = 50) =>
        inbox.PageAsync(project.Name, new(ViewOf(view, @as), @as)
        {
            Role = role, Pipeline = pipeline, Step = step, Due = due, Claimed = claim is null ? null : claim == ClaimState.Claimed, ClaimedBy = claimed_by,
            Search = search, Sort = sort, Zone = ZoneOf(zone), After = after, Limit = limit,
        }, cancellation);

    private static Task<InboxCounts> CountsAsync(ApiProject project, Inbox inbox, string @as, CancellationToken cancellation) => inbox.CountsAsync(project.Name, @as, cancellation);

    private static Task<InboxFilters> FiltersAsync(ApiProject project, Inbox inbox, CancellationToken cancellation, InboxView? view = null, string? @as = null) =>
        inbox.FiltersAsync(project.Name, new(ViewOf(view, @as), @as), cancellation);

    private static InboxView ViewOf(InboxView? view, string? person) => view ?? (person is null ? InboxView.All : InboxView.Roles);

    private static TimeZoneInfo ZoneOf(string? zone) => zone is null ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found
        : throw new EngineException("unknown_zone", $"There is no time zone {zone}; write one like Europe/Zurich.");
}
