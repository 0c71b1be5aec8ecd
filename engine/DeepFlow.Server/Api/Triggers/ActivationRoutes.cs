using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Triggers;
using DeepFlow.Server.Api.Definitions;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Triggers;

/// <summary>Pipelines that start by themselves, and what makes them.</summary>
internal static class ActivationRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var activations = api.MapGroup("/activations").WithTags("Activations");
        activations.MapGet("", ListAsync).WithName("listActivations").WithSummary("The pipelines that listen, with what they listen to.");
        activations.MapPost("", ActivateAsync).WithName("activatePipeline").WithSummary("Activates a published pipeline, so that its triggers start runs.")
            .ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        activations.MapGet("/{name}/causes", CausesAsync).WithName("listCauses").WithSummary("What has fired an activation's triggers, newest first, and what became of it.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        activations.MapPost("/{name}/deactivate", DeactivateAsync).WithName("deactivatePipeline").WithSummary("Ends an activation; its runs go on.")
            .ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        api.MapGroup("/changes").WithTags("Activations").ProducesProblems(StatusCodes.Status403Forbidden)
            .MapPost("", TellAsync).WithName("tellChange").WithSummary("Tells that a source, a data set or the code has a new version, so that what watches it starts.");
    }

    private static Task<List<Activation>> ListAsync(ApiProject project, Activations activations, CancellationToken cancellation) => activations.ListAsync(project.Name, cancellation);

    private static async Task<Ok<Activation>> ActivateAsync(
        Body<ActivationRequest> body, ApiProject project, Activations activations, Bundles bundles, Roster roster, CancellationToken cancellation)
    {
        var request = body.Value;
        await roster.RequireAsync(project, request.As, cancellation);
        await bundles.RequireAsync(project, request.Definition, cancellation);
        return TypedResults.Ok(await activations.ActivateAsync(
            project.Name, request.Definition, request.Pipeline, request.Arguments ?? RecordValue.Empty, request.As, request.Name, cancellation, request.Priority ?? 0));
    }

    private static Task<List<Cause>> CausesAsync(string name, ApiProject project, Activations activations, CancellationToken cancellation, [Range(1, 1000)] int limit = 100) =>
        activations.CausesAsync(project.Name, name, limit, cancellation);

    private static async Task<NoContent> DeactivateAsync(
        string name, Body<DeactivationRequest> body, ApiProject project, Activations activations, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await activations.DeactivateAsync(project.Name, name, body.Value.As, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ToldChange>> TellAsync(Body<ChangeRequest> body, ApiProject project, Activations activations, Roster roster, CancellationToken cancellation)
    {
        var request = body.Value;
        await roster.RequireAsync(project, request.As, cancellation);
        var name = (request.Name, request.Source) switch
        {
            ({ } given, null) => given,
            (null, { } source) when Change.NameOf(source) is { } of => of,
            _ => throw new EngineException("bad_change", "A change names what changed, either by \"name\" or, for a source, by its value as \"source\"."),
        };
        if (request.Trigger is not (Change.DataChanged or Change.Pushed))
            throw new EngineException("bad_change", $"The field \"trigger\" cannot be \"{request.Trigger}\"; it can be {Change.DataChanged} or {Change.Pushed}.");
        return TypedResults.Ok(new ToldChange(await activations.TellAsync(project.Name, new Change(request.Trigger, name, request.Version, Value.Missing), cancellation)));
    }
}
