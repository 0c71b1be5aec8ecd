using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Signals;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Workflows.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Signals;

/// <param name="As">Who sends them.</param>
/// <param name="Signals">In the order in which they are sent.</param>
internal sealed record SignalsRequest(string As, ImmutableArray<SignalRequest> Signals);

/// <param name="Name">What a step waits for by <c>wait_for(event: NAME)</c>.</param>
/// <param name="Correlation">Whom or what it is about; it must be that of the waiting step.</param>
/// <param name="Data">What the step's output <c>event</c> will be.</param>
/// <param name="Keep">How long it is kept where nobody waits for it, such as 2h; left out: a day; 0s: not at all.</param>
/// <param name="Key">A signal that is repeated under the same key is the same signal.</param>
internal sealed record SignalRequest(string Name, string? Correlation = null, Value? Data = null, TimeSpan? Keep = null, string? Key = null);

internal static class SignalRoutes
{
    private const int LargestPage = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var signals = api.MapGroup("/signals").WithTags("Signals");
        signals.MapPost("", SendAsync).WithName("sendSignals").WithSummary("Sends signals to the steps that wait for them; one that nobody waits for is kept for a while.").ProducesProblems(StatusCodes.Status403Forbidden);
        signals.MapGet("", ListAsync).WithName("listKeptSignals").WithSummary("The signals that nobody has waited for yet, the oldest first; go on with the last signal's id as `after`.");
        signals.MapDelete("/{id:long}", DropAsync).WithName("dropSignal").WithSummary("No step gets the kept signal any more.").ProducesProblems(StatusCodes.Status404NotFound);
    }

    private static Task<List<KeptSignal>> ListAsync(ApiProject project, KeptSignals kept, CancellationToken cancellation,
        string? name = null, long after = 0, [Range(1, LargestPage)] int limit = 100) => kept.ListAsync(project.Name, name, after, limit, cancellation);

    private static async Task<NoContent> DropAsync(long id, ApiProject project, KeptSignals kept, CancellationToken cancellation)
    {
        await kept.DropAsync(project.Name, id, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<SignalReceipt>>> SendAsync(Body<SignalsRequest> body, ApiProject project, SignalPost post, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        if (body.Value.Signals.IsDefaultOrEmpty || body.Value.Signals.Contains(null!))
            throw new EngineException("bad_signal", "The field \"signals\" must hold at least one signal, each with a name.");
        var signals = body.Value.Signals.Select(s => new Signal(s.Name, s.Correlation ?? "", s.Data, s.Keep, s.Key)).ToList();
        return TypedResults.Ok(await post.SendAsync(project.Name, signals, body.Value.As, cancellation));
    }
}
