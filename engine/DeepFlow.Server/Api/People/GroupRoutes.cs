using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.People;

/// <param name="Members">All the people who shall be in it.</param>
/// <param name="Roles">All the roles that every member shall hold.</param>
internal sealed record GroupRequest(ImmutableArray<string> Members, ImmutableArray<string> Roles, string? Display = null);

internal static class GroupRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var groups = api.MapGroup("/groups").WithTags("People");
        groups.MapGet("", ListAsync).WithName("listGroups").WithSummary("The groups of the project: their members, and the roles that every member holds.");
        groups.MapPut("/{name}", SetAsync).WithName("setGroup").WithSummary("Adds a group, or sets the members and roles of one that is there.")
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        groups.MapDelete("/{name}", RemoveAsync).WithName("removeGroup").WithSummary("Removes a group. Its members stay.")
            .ProducesProblems(StatusCodes.Status404NotFound);
    }

    private static Task<List<PersonGroup>> ListAsync(ApiProject project, Groups groups, CancellationToken cancellation) => groups.ListAsync(project.Name, cancellation);

    private static async Task<PersonGroup> SetAsync(string name, Body<GroupRequest> body, ApiProject project, Groups groups, CancellationToken cancellation)
    {
        await groups.SetAsync(project.Name, name, body.Value.Display, body.Value.Members, body.Value.Roles, cancellation);
        return (await groups.ListAsync(project.Name, cancellation)).First(g => g.Name == name);
    }

    private static async Task<NoContent> RemoveAsync(string name, ApiProject project, Groups groups, CancellationToken cancellation) =>
        await groups.RemoveAsync(project.Name, name, cancellation)
            ? TypedResults.NoContent()
            : throw new EngineException("unknown_group", $"There is no group called {name}.", EngineProblem.NotFound);
}
