using System.Globalization;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Server.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DeepFlow.Server.Api.Events;

internal static class EventRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/events", StreamAsync)
        .WithName("streamEvents").WithTags("Events")
        .WithSummary("The journal as server-sent events: from its beginning, or after an id, and then what happens.")
        .WithDescription("`id` is the journal row's, `event` its kind, `data` the row as JSON. `Last-Event-ID`, which browsers send when they connect again, goes before `after`; `live` leaves out what has been: the first event is then `start`, with the id after which the stream goes on.")
        .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(JournalRow), ["text/event-stream"]))
        .ProducesProblems(StatusCodes.Status404NotFound);

    private static async Task StreamAsync(HttpContext context, ApiProject project, EventStream stream, InstanceQueries queries, IHostApplicationLifetime server,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null, Guid? instance = null, long after = 0, bool live = false)
    {
        var resumes = !string.IsNullOrEmpty(lastEventId);
        if (resumes) after = IdOf(lastEventId!);
        if (instance is { } run) await queries.GetAsync(project.Name, run, context.RequestAborted);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await stream.WriteAsync(context.Response, instance, live && !resumes ? null : after, ended.Token);
    }

    private static long IdOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? id
        : throw new EngineException("bad_event_id", $"Last-Event-ID cannot be \"{text}\"; it must be the id of an event.");
}
