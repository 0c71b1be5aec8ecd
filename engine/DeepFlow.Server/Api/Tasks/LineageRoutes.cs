using DeepFlow.Engine.Tasks;
using DeepFlow.Learning.Registry;
using DeepFlow.Server.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace DeepFlow.Server.Api.Tasks;

/// <summary>What it is that people decide on.</summary>
internal static class LineageRoutes
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/tasks").WithTags("Tasks").MapGet("/{id}/lineage", LineageAsync).WithName("getTaskLineage")
            .WithSummary("What the versions that a task speaks of are made of, back to the data from outside, and what is in production of the same models.")
            .ProducesProblems(StatusCodes.Status404NotFound);

    private static async Task<Lineage> LineageAsync(Guid id, ApiProject project, Inbox inbox, NpgsqlDataSource database, CancellationToken cancellation) =>
        await Lineages.OfAsync(database, project.Name, SpokenOf.In((await inbox.GetAsync(project.Name, id, cancellation)).Input), cancellation);
}
