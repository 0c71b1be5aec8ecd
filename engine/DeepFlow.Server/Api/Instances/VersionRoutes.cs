using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Versions;
using DeepFlow.Server.Api.Definitions;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Workflows.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Instances;

/// <summary>Runs that move to another definition, or build on what another run has done.</summary>
internal static class VersionRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/instances/{id}").WithTags("Instances").ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        one.MapPost("/migration/preview", PreviewAsync).WithName("previewMigration").WithSummary("Says what moving a run to another definition would do, and changes nothing.");
        one.MapPost("/migration", MigrateAsync).WithName("migrateInstance").WithSummary("Moves a run and all that it called to another definition, or refuses and changes nothing.");
        one.MapPost("/rerun", RerunAsync).WithName("rerunInstance").WithSummary("Starts a run that keeps what another has done before a step.");
    }

    private static async Task<MigrationPlan> PreviewAsync(Guid id, Body<MigrationPreviewRequest> body, ApiProject project, InstanceMigrations migrations, Bundles bundles, CancellationToken cancellation) =>
        await migrations.PreviewAsync(project.Name, id, await bundles.RequireAsync(project, body.Value.Definition, cancellation), body.Value.From, cancellation);

    private static async Task<MigrationPlan> MigrateAsync(Guid id, Body<MigrationRequest> body, ApiProject project, InstanceMigrations migrations, Bundles bundles, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await bundles.RequireAsync(project, body.Value.Definition, cancellation);
        return await migrations.ApplyAsync(project.Name, id, body.Value.Definition, body.Value.From, body.Value.As, cancellation);
    }

    private static async Task<Created<StartedInstance>> RerunAsync(Guid id, Body<RerunRequest> body, ApiProject project, Reruns reruns, Bundles bundles, Roster roster, CancellationToken cancellation)
    {
        var request = body.Value;
        await roster.RequireAsync(project, request.As, cancellation);
        if (request.Definition is { } definition) await bundles.RequireAsync(project, definition, cancellation);
        var made = await reruns.StartAsync(project.Name, id, request.From, request.Definition, request.Arguments ?? RecordValue.Empty, request.As, cancellation);
        return TypedResults.Created($"/api/v1/instances/{made}", new StartedInstance(made));
    }
}

/// <param name="Definition">The hash of a published definition.</param>
/// <param name="From">A step from which everything is done again; left out: only what must be.</param>
internal sealed record MigrationPreviewRequest(string Definition, string? From = null);

/// <param name="Definition">The hash of a published definition.</param>
/// <param name="From">A step from which everything is done again; left out: only what must be.</param>
internal sealed record MigrationRequest(string Definition, string As, string? From = null);

/// <param name="From">The step to begin at, of the pipeline or of one that it calls: <c>model.tuning</c>.</param>
/// <param name="Definition">The hash of the definition to run on; left out: the earlier run's.</param>
/// <param name="Arguments">For parameters that the earlier run was not given.</param>
internal sealed record RerunRequest(string From, string As, string? Definition = null, RecordValue? Arguments = null);
