using DeepFlow.Language.Services;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Sources;

/// <summary>The <c>.dlflow</c> files of the pipelines' folder.</summary>
internal static class SourceRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources");
        sources.MapGet("", List).WithName("listSources").WithSummary("The files of the pipelines' folder, by path.");
        sources.MapGet("/file", Read).WithName("getSource").WithSummary("A file's text, and the version by which it is saved.")
            .ProducesProblems(StatusCodes.Status404NotFound);
    }

    private static SourceList List(SourceFolder folder, Drafts drafts)
    {
        var project = drafts.OverNothing();
        return new(HistoryKind.Own, null, [.. project.AllPaths.Select(path => Describe(folder, project, path)).OfType<SourceEntry>()]);
    }

    private static SourceFile Read(string path, SourceFolder folder) => folder.Require(path);

    /// <summary>Null for a file that cannot be read here: a link, something that is no text, one that went away.</summary>
    private static SourceEntry? Describe(SourceFolder folder, LanguageSnapshot project, string path)
    {
        try
        {
            var file = folder.Describe(path);
            return folder.Find(path) is { } source
                ? new(path, source.Version, file.Length, file.LastWriteTimeUtc, [.. project.Draw(path).Pipelines.Select(pipeline => pipeline.Signature.Name)])
                : null;
        }
        catch (Exception e) when (e is Engine.Instances.EngineException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
