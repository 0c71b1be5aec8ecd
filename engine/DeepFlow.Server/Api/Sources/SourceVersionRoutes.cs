using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Server.Sources;
using DeepFlow.Server.Sources.Differences;
using DeepFlow.Server.Sources.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Sources;

/// <summary>A file's versions, and what differs between two of them: in the text and in the pictures.</summary>
internal static class SourceVersionRoutes
{
    private const int MostVersions = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources").WithMetadata(BodyLimit.Texts);
        sources.MapGet("/versions", List).WithName("listSourceVersions").WithSummary("The versions that changed a file, the newest first.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        sources.MapGet("/version", Read).WithName("getSourceVersion").WithSummary("A file's text as it was in a version.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        sources.MapPost("/diff", Diff).WithName("diffSource").WithSummary("What differs between two texts of a file, line by line and in its pictures.")
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge);
    }

    /// <param name="before">The version after which to go on: the last of the page before.</param>
    private static VersionList List(string path, SourceFolder folder, SourceHistory history, string? before = null, [Range(1, MostVersions)] int limit = 50)
    {
        folder.Describe(path);
        var found = history.Versions(path, before, limit + 1);
        return new([.. found.Take(limit).Select(version => new VersionEntry(version.Commit.Id, version.Commit.Message, version.Commit.Author, version.Commit.At, version.Version))], found.Count > limit);
    }

    private static VersionText Read(string path, string id, SourceFolder folder, SourceHistory history)
    {
        var text = TextOf(path, new(id), folder, history);
        return new(id, path, SourceFile.Of(path, text).Version, text);
    }

    private static DiffView Diff(Body<DiffRequest> body, SourceFolder folder, SourceHistory history, Drafts drafts)
    {
        var request = body.Value;
        var (before, after) = (TextOf(request.Path, request.Before, folder, history), TextOf(request.Path, request.After, folder, history));
        return DiffView.Of(TextDifference.Between(before, after), drafts.Beside(request.Path, before), drafts.Beside(request.Path, after), request.Path);
    }

    private static string TextOf(string path, DiffSide? side, SourceFolder folder, SourceHistory history)
    {
        if (side is { Id: not null, Text: not null }) throw new EngineException("bad_field", "A side of the comparison is a version or a text, not both.");
        if (side?.Text is { } text) return folder.Check(path, text).Text;
        if (side?.Id is not { } id) return folder.Require(path).Text;
        folder.Describe(path);
        return history.Text(path, id) ?? throw new EngineException("unknown_file", $"There was no file {path} in the version {id}.", EngineProblem.NotFound);
    }
}
