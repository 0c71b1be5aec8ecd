using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Language.Services;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Server.Sources;
using DeepFlow.Server.Sources.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Sources;

/// <summary>The <c>.dlflow</c> files of the pipelines' folder, read and saved.</summary>
internal static class SourceRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources").WithMetadata(BodyLimit.Texts);
        sources.MapGet("", List).WithName("listSources").WithSummary("The files of the pipelines' folder, by path.");
        sources.MapGet("/file", Read).WithName("getSource").WithSummary("A file's text, and the version by which it is saved.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        var changing = sources.MapGroup("").AddEndpointFilter(ConflictAnswers.AnswerAsync).ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status413PayloadTooLarge)
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status409Conflict, typeof(FileChangedProblem), [Problem.ContentType]));
        changing.MapPost("/file", CreateAsync).WithName("createSource").WithSummary("Adds a file to the pipelines' folder.");
        changing.MapPost("/save", SaveAsync).WithName("saveSources").WithSummary("Saves files as a version with a message, unless somebody has saved them meanwhile.");
        changing.MapPost("/rename", RenameAsync).WithName("renameSource").WithSummary("Moves a file, and names it anew where other files use it.");
        changing.MapPost("/delete", DeleteAsync).WithName("deleteSource").WithSummary("Takes a file away; its versions stay.");
    }

    private static SourceList List(SourceFolder folder, SourceHistory history, Drafts drafts)
    {
        var project = drafts.OverNothing();
        return new(history.Kind, history.Branch, [.. project.AllPaths.Select(path => Describe(folder, project, path)).OfType<SourceEntry>()]);
    }

    private static SourceFile Read(string path, SourceFolder folder) => folder.Require(path);

    private static async Task<Created<SavedView>> CreateAsync(Body<CreateSourceRequest> body, ApiProject project, Roster roster, SourceFolder folder, SourceSaves saves, CancellationToken cancellation)
    {
        var request = body.Value;
        var person = await roster.RequireAsync(project, request.As, cancellation);
        if (folder.Find(request.Path) is not null) throw Exists(request.Path);
        var saved = await saves.SaveAsync([new(request.Path, SourceFile.Absent, request.Text)], request.Message ?? "", person, cancellation);
        return TypedResults.Created($"/api/v1/sources/file?path={Uri.EscapeDataString(request.Path)}", ViewOf(saved));
    }

    private static async Task<SavedView> SaveAsync(Body<SaveRequest> body, ApiProject project, Roster roster, SourceSaves saves, HttpContext context, CancellationToken cancellation)
    {
        var request = body.Value;
        var person = await roster.RequireAsync(project, request.As, cancellation);
        if (request.Files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Count() != request.Files.Length)
            throw new EngineException("repeated_file", "A file is among the files twice.");
        ConflictAnswers.Remember(context, request.Files);
        return ViewOf(await saves.SaveAsync([.. request.Files.Select(file => new SourceChange(file.Path, file.Version, file.Text))], request.Message ?? "", person, cancellation));
    }

    private static async Task<RenamedView> RenameAsync(
        Body<RenameSourceRequest> body, ApiProject project, Roster roster, SourceFolder folder, SourceSaves saves, Drafts drafts, CancellationToken cancellation)
    {
        var request = body.Value;
        var person = await roster.RequireAsync(project, request.As, cancellation);
        var file = folder.Require(request.Path);
        if (folder.Find(request.To) is not null) throw Exists(request.To);
        var moved = drafts.OverNothing().Moved(request.Path, request.To);
        List<SourceChange> changes =
        [
            new(request.Path, request.Version, null),
            new(request.To, SourceFile.Absent, moved.SingleOrDefault(change => change.Path == request.Path)?.After ?? file.Text),
            .. moved.Where(change => change.Path != request.Path).Select(change => new SourceChange(change.Path, SourceFile.Of(change.Path, change.Before).Version, change.After)),
        ];
        var saved = await saves.SaveAsync(changes, request.Message ?? $"Rename {request.Path} to {request.To}", person, cancellation);
        return new(request.To, saved.Files.Single(saved => saved.Path == request.To).Version,
            [.. saved.Files.Where(saved => saved.Path != request.To).Select(saved => new SavedFile(saved.Path, saved.Version))], saved.Commit);
    }

    private static async Task<DeletedView> DeleteAsync(
        Body<DeleteSourceRequest> body, ApiProject project, Roster roster, SourceFolder folder, SourceSaves saves, Drafts drafts, CancellationToken cancellation)
    {
        var request = body.Value;
        var person = await roster.RequireAsync(project, request.As, cancellation);
        folder.Require(request.Path);
        var users = drafts.OverNothing().UsersOf(request.Path);
        var saved = await saves.SaveAsync([new(request.Path, request.Version, null)], request.Message ?? "", person, cancellation);
        return new(users, saved.Commit);
    }

    private static SavedView ViewOf(SavedSources saved) => new([.. saved.Files.Select(file => new SavedFile(file.Path, file.Version))], saved.Commit);

    private static EngineException Exists(string path) => new("file_exists", $"There is a file {path} already; choose another name.", EngineProblem.Conflict);

    /// <summary>Null for a file that cannot be read here: a link, something that is no text, one that went away.</summary>
    private static SourceEntry? Describe(SourceFolder folder, LanguageSnapshot project, string path)
    {
        try
        {
            var file = folder.Describe(path);
            return folder.Find(path) is { } source
                ? new(path, source.Version, file.Length, file.LastWriteTimeUtc, project.PipelinesOf(path))
                : null;
        }
        catch (Exception e) when (e is EngineException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
