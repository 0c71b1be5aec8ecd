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

/// <param name="Roles">All the roles that the person shall hold.</param>
/// <param name="Display">The name as people read it; left out: as it was, or else the short name.</param>
internal sealed record PersonRequest(ImmutableArray<string> Roles, string? Display = null);

internal static class PeopleRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");
        people.MapGet("", ListAsync).WithName("listPeople").WithSummary("The people of the project, and the roles they hold.");
        people.MapPut("/{name}", SetAsync).WithName("setPerson").WithSummary("Adds a person, or sets the roles of one who is there.");
        people.MapDelete("/{name}", RemoveAsync).WithName("removePerson").WithSummary("Removes a person. What they decided stays.")
            .ProducesProblems(StatusCodes.Status404NotFound);
    }

    private static Task<List<Person>> ListAsync(ApiProject project, Roster roster, CancellationToken cancellation) => roster.ListAsync(project.Name, cancellation);

    private static async Task<Person> SetAsync(string name, Body<PersonRequest> body, ApiProject project, Roster roster, CancellationToken cancellation)
    {
        await roster.SetAsync(project.Name, name, body.Value.Display, body.Value.Roles, cancellation);
        return await roster.RequireAsync(project, name, cancellation);
    }

    private static async Task<NoContent> RemoveAsync(string name, ApiProject project, Roster roster, CancellationToken cancellation) =>
        await roster.RemoveAsync(project.Name, name, cancellation)
            ? TypedResults.NoContent()
            : throw new EngineException("unknown_person", $"Nobody here is called {name}.", EngineProblem.NotFound);

    /// <summary>Whoever steers a run is one of the project's people, so that the journal and the four eyes know them.</summary>
    /// <exception cref="EngineException"><c>unknown_person</c></exception>
    public static Task<Person> RequireAsync(this Roster roster, ApiProject project, string name, CancellationToken cancellation) =>
        roster.RequireAsync(project.Name, name, cancellation);
}
