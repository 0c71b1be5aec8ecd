using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Workflows.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Definitions;

internal static class DefinitionRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/definitions").WithTags("Definitions");
        definitions.MapGet("", ListAsync).WithName("listDefinitions").WithSummary("What was published, the latest first.");
        definitions.MapGet("/{hash}/sources", SourcesAsync).WithName("getDefinitionSources").WithSummary("The texts that a published definition was compiled from.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        definitions.MapGet("/{hash}", GetAsync).WithName("getDefinition").WithSummary("A published definition: its pipelines, models and data sets.")
            .Produces<Bundle>().ProducesProblems(StatusCodes.Status404NotFound);
    }

    /// <param name="pipeline">Only those that hold a pipeline of this name.</param>
    private static Task<List<PublishedBundle>> ListAsync(ApiProject project, Bundles bundles, CancellationToken cancellation, string? pipeline = null) =>
        bundles.ListAsync(project.Name, cancellation, pipeline);

    private static async Task<List<BundleSource>> SourcesAsync(string hash, ApiProject project, Bundles bundles, CancellationToken cancellation)
    {
        await bundles.RequireAsync(project, hash, cancellation);
        return await bundles.SourcesAsync(project.Name, hash, cancellation) is { Count: > 0 } files
            ? files
            : throw new EngineException("source_not_kept", $"The definition {hash} was published without its texts; its pictures are there.", EngineProblem.NotFound);
    }

    /// <summary>The canonical JSON, of which the hash is.</summary>
    private static async Task<FileContentHttpResult> GetAsync(string hash, ApiProject project, Bundles bundles, CancellationToken cancellation) =>
        TypedResults.Bytes((await bundles.RequireAsync(project, hash, cancellation)).ToJson(), "application/json");

    /// <exception cref="EngineException"><c>unknown_definition</c></exception>
    public static async Task<Bundle> RequireAsync(this Bundles bundles, ApiProject project, string hash, CancellationToken cancellation)
    {
        try
        {
            return await bundles.GetAsync(project.Name, hash, cancellation);
        }
        catch (KeyNotFoundException)
        {
            throw new EngineException("unknown_definition", $"The project {project.Name} has published no definition {hash}.", EngineProblem.NotFound);
        }
    }
}
