using DeepFlow.Engine.Definitions;
using DeepFlow.Language.Graph;
using DeepFlow.Server.Api.Definitions;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Workflows.Activities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Pictures;

/// <summary>Pipelines as graphs of nodes and edges, ready to be laid out.</summary>
internal static class PictureRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/definitions/{hash}/pictures", DrawAsync)
        .WithTags("Definitions").WithName("drawDefinition").WithSummary("Every pipeline of a published definition as a graph.")
        .ProducesProblems(StatusCodes.Status404NotFound);

    private static async Task<IReadOnlyList<Picture>> DrawAsync(string hash, ApiProject project, Bundles bundles, ActivityRegistry activities, HttpContext context, CancellationToken cancellation)
    {
        var bundle = await bundles.RequireAsync(project, hash, cancellation);
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable"; // a definition never changes
        return DefinitionPictures.Draw(bundle, activities.Catalog);
    }
}
