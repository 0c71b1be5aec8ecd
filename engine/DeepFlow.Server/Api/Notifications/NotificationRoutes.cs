using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Notifications;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Notifications;

/// <param name="Kind">email or webhook.</param>
/// <param name="Address">The mail address, or the webhook's URL.</param>
/// <param name="As">Who subscribes.</param>
/// <param name="Events">What to tell of; left out: everything about tasks but decisions.</param>
/// <param name="Person">Of tasks, only those that this person may decide, or is given.</param>
/// <param name="Holders">Of tasks, only those offered to one of these: roles, and <c>@name</c> of persons and groups.</param>
/// <param name="Pipeline">Only of this pipeline.</param>
internal sealed record SubscribeRequest(ChannelKind Kind, string Address, string As, ImmutableArray<string>? Events = null, string? Person = null,
    ImmutableArray<string>? Holders = null, string? Pipeline = null);

/// <summary>Who is told of tasks, incidents and ends of runs, by mail or webhook.</summary>
internal static class NotificationRoutes
{
    private const int LargestPage = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("/subscriptions", ListAsync).WithName("listSubscriptions").WithSummary("Who is told of what, and how that fares.");
        notifications.MapPost("/subscriptions", AddAsync).WithName("subscribe").WithSummary("Tells somebody from now on. The secret that signs a webhook's notices is answered this once.")
            .WithDescription("A webhook gets a POST with the headers `webhook-id` (the same for every attempt), `webhook-timestamp` (seconds since 1970) and `webhook-signature`: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, keyed by the base64 behind `whsec_`. Refuse timestamps more than five minutes from your clock, and ids that you have had. Anything but 2xx is tried again, over half a day.")
            .ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
        notifications.MapDelete("/subscriptions/{id}", RemoveAsync).WithName("unsubscribe").WithSummary("Tells no longer; what still waits is dropped.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        notifications.MapGet("/deliveries", DeliveriesAsync).WithName("listDeliveries").WithSummary("Notices, the latest first: what was sent, what waits for another attempt, what was given up and why.");
        notifications.MapPost("/deliveries/{id}/retry", RetryAsync).WithName("retryDelivery").WithSummary("Tries a notice again now.")
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static Task<List<Subscription>> ListAsync(ApiProject project, Subscriptions subscriptions, CancellationToken cancellation) => subscriptions.ListAsync(project.Name, cancellation);

    private static async Task<Created<NewSubscription>> AddAsync(Body<SubscribeRequest> body, ApiProject project, Subscriptions subscriptions, CancellationToken cancellation)
    {
        var request = body.Value;
        var made = await subscriptions.AddAsync(project.Name,
            new(request.Kind, request.Address, [.. (request.Events ?? []).Select(Subscriptions.KindOf)], request.Person, request.Holders ?? [], request.Pipeline), request.As, cancellation);
        return TypedResults.Created("/api/v1/notifications/subscriptions", made);
    }

    private static async Task<NoContent> RemoveAsync(Guid id, ApiProject project, Subscriptions subscriptions, CancellationToken cancellation) =>
        await subscriptions.RemoveAsync(project.Name, id, cancellation)
            ? TypedResults.NoContent()
            : throw new EngineException("unknown_subscription", $"There is no subscription {id} in this project.", EngineProblem.NotFound);

    private static Task<List<Delivery>> DeliveriesAsync(ApiProject project, Subscriptions subscriptions, CancellationToken cancellation,
        DeliveryStatus? status = null, [Range(1, LargestPage)] int limit = 100) => subscriptions.DeliveriesAsync(project.Name, status, limit, cancellation);

    private static async Task<Accepted> RetryAsync(Guid id, ApiProject project, Subscriptions subscriptions, CancellationToken cancellation)
    {
        await subscriptions.RetryAsync(project.Name, id, cancellation);
        return TypedResults.Accepted("/api/v1/notifications/deliveries");
    }
}
