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
using DeepFlow.Server.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Definitions;

/// <param name="File">A <c>.dlflow</c> file by its path below the folder of the pipelines; what it uses is published with it.</param>
/// <param name="As">Who publishes it.</param>
/// <param name="Version">That of the text that is meant; left out: whatever is saved.</param>
internal sealed record PublishRequest(string File, string As, string? Version = null);

internal sealed record PublishCheckRequest(string File);

/// <param name="Hash">Under which a run names it.</param>
/// <param name="Commit">The commit that holds the texts as they were published first; none where they were not saved as a version.</param>
/// <param name="Warnings">What the program needs of the project and the project does not have: roles that nobody holds, too few people.</param>
internal sealed record PublishAnswer(string Hash, IReadOnlyList<string> Pipelines, IReadOnlyList<PublishFinding> Warnings, string? Commit = null);

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
    public static void Map(IEndpointRouteBuilder api, WorkspaceFolders folders)
    {
        var definitions = api.MapGroup("/definitions").WithTags("Definitions").ProducesProblems(StatusCodes.Status404NotFound);
        definitions.MapPost("", (Body<PublishRequest> body, ApiProject project, SourceFolder sources, Publisher publisher, Roster roster, CancellationToken cancellation) =>
                PublishAsync(body.Value, folders, project, sources, publisher, roster, cancellation))
            .WithName("publishDefinition").WithSummary("Compiles a file of the pipelines' folder with all that it uses, and publishes it.")
            .ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
        definitions.MapPost("/check", async (Body<PublishCheckRequest> body, ApiProject project, Publisher publisher, CancellationToken cancellation) =>
                TypedResults.Ok((await publisher.CheckAsync(project.Name, Compile(folders, body.Value.File), cancellation)).Select(PublishFinding.Of).ToList()))
            .WithName("checkDefinition").WithSummary("What publishing a file would warn of.");
    }

    private static async Task<Ok<PublishAnswer>> PublishAsync(
        PublishRequest request, WorkspaceFolders folders, ApiProject project, SourceFolder sources, Publisher publisher, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, request.As, cancellation);
        var compilation = Compile(folders, request.File);
        if (request.Version is { } version && sources.Require(request.File).Version != version)
            throw new EngineException("file_changed", $"{request.File} has been saved with another text meanwhile; look at it, then publish that.", EngineProblem.Conflict);
        var published = await publisher.PublishAsync(project.Name, compilation, request.As, cancellation);
        return TypedResults.Ok(new PublishAnswer(published.Hash, [.. published.Bundle.Pipelines.Keys], [.. published.Warnings.Select(PublishFinding.Of)], published.Commit));
    }

    private static Compilation Compile(WorkspaceFolders folders, string file)
    {
        var files = new SourceFiles(folders.Pipelines);
        if (files.Locate(file) is not { } path || !File.Exists(Path.Combine(folders.Pipelines, path)))
            throw new EngineException("unknown_file", $"There is no file {file} in the folder of the pipelines.", EngineProblem.NotFound);
        return Compiler.Compile(files, [path], Rooms.Activities.Catalog);
    }
}
