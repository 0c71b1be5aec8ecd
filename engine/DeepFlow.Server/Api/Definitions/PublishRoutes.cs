using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Language;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Sources;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Server.Hosting;
using DeepFlow.Server.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Definitions;

/// <param name="File">A <c>.dlflow</c> file by its path below the folder of the pipelines; what it uses is published with it.</param>
/// <param name="As">Who publishes it.</param>
internal sealed record PublishRequest(string File, string As);

/// <param name="Hash">Under which a run names it.</param>
/// <param name="Warnings">What the program needs of the project and the project does not have: roles that nobody holds, too few people.</param>
internal sealed record PublishAnswer(string Hash, IReadOnlyList<string> Pipelines, IReadOnlyList<PublishFinding> Warnings);

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 characters.</param>
internal sealed record PublishFinding(string File, int Line, int Column, string Code, string Message)
{
    public static PublishFinding Of(Diagnostic finding) =>
        new(finding.Place.Source.Path, finding.Place.Start.Line, finding.Place.Start.Column, finding.Code, finding.Message);
}

/// <summary>Publishes what lies in the folder of the pipelines; a program is never sent, so that what runs is what is kept there.</summary>
internal static class PublishRoutes
{
    public static void Map(IEndpointRouteBuilder api, WorkspaceFolders folders) =>
        api.MapGroup("/definitions").WithTags("Definitions")
            .MapPost("", (Body<PublishRequest> body, ApiProject project, Publisher publisher, Roster roster, CancellationToken cancellation) =>
                PublishAsync(body.Value, folders, project, publisher, roster, cancellation))
            .WithName("publishDefinition").WithSummary("Compiles a file of the pipelines' folder with all that it uses, and publishes it.")
            .ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

    private static async Task<Ok<PublishAnswer>> PublishAsync(
        PublishRequest request, WorkspaceFolders folders, ApiProject project, Publisher publisher, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, request.As, cancellation);
        var files = new SourceFiles(folders.Pipelines);
        if (files.Locate(request.File) is not { } path || !File.Exists(Path.Combine(folders.Pipelines, path)))
            throw new EngineException("unknown_file", $"There is no file {request.File} in the folder of the pipelines.", EngineProblem.NotFound);
        var published = await publisher.PublishAsync(project.Name, Compiler.Compile(files, [path], Rooms.Activities.Catalog), request.As, cancellation);
        return TypedResults.Ok(new PublishAnswer(published.Hash, [.. published.Bundle.Pipelines.Keys], [.. published.Warnings.Select(PublishFinding.Of)]));
    }
}
