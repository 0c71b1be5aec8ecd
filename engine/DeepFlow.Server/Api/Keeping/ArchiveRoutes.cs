using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.People;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Keeping;

/// <param name="OlderThan">How long ago they ended, at least: 90d.</param>
/// <param name="As">Who archives them.</param>
internal sealed record ArchiveRequest(TimeSpan OlderThan, string As);

/// <param name="Archived">How many runs.</param>
internal sealed record ArchiveAnswer(int Archived);

/// <param name="ArchiveAfter">How long runs stay after their end; null: until they are archived by hand.</param>
internal sealed record KeepingState(TimeSpan? ArchiveAfter);

/// <param name="ArchiveAfter">How long runs stay after their end: 90d; left out: until they are archived by hand.</param>
/// <param name="As">Who says so.</param>
internal sealed record KeepingRequest(string As, TimeSpan? ArchiveAfter = null);

/// <summary>Runs that ended long ago, each packed into one row. They are read under <c>/instances/{id}</c> as before.</summary>
internal static class ArchiveRoutes
{
    private const int LargestPage = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var archive = api.MapGroup("/archive").WithTags("Keeping");
        archive.MapGet("", ListAsync).WithName("listArchivedRuns").WithSummary("Archived runs, the latest first; go on with the last run's id as `before`. Each is read as any other run is, under `/instances/{id}`.");
        archive.MapPost("", ArchiveAsync).WithName("archiveRuns").WithSummary("Packs runs that ended long ago. They can still be read; they can no longer be rerun.").ProducesProblems(StatusCodes.Status403Forbidden);
        archive.MapGet("/keeping", KeepingAsync).WithName("getKeeping").WithSummary("How long runs stay before they are archived by themselves.");
        archive.MapPut("/keeping", KeepAsync).WithName("setKeeping").WithSummary("From now on archives what ended so long ago, every hour; or nothing by itself.").ProducesProblems(StatusCodes.Status403Forbidden);
    }

    private static Task<List<ArchivedSummary>> ListAsync(ApiProject project, Archive archive, CancellationToken cancellation,
        string? pipeline = null, Guid? before = null, [Range(1, LargestPage)] int limit = 100) => archive.ListAsync(project.Name, pipeline, before, limit, cancellation);

    private static async Task<ArchiveAnswer> ArchiveAsync(Body<ArchiveRequest> body, ApiProject project, Archive archive, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        Check(body.Value.OlderThan, "olderThan");
        return new(await archive.ArchiveAsync(project.Name, body.Value.OlderThan, cancellation));
    }

    private static async Task<KeepingState> KeepingAsync(ApiProject project, Archive archive, CancellationToken cancellation) => new(await archive.KeptForAsync(project.Name, cancellation));

    private static async Task<KeepingState> KeepAsync(Body<KeepingRequest> body, ApiProject project, Archive archive, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        if (body.Value.ArchiveAfter is { } after) Check(after, "archiveAfter");
        await archive.KeepAsync(project.Name, body.Value.ArchiveAfter, body.Value.As, cancellation);
        return new(body.Value.ArchiveAfter);
    }

    private static void Check(TimeSpan age, string field)
    {
        if (age <= TimeSpan.Zero) throw new EngineException("bad_duration", $"The field \"{field}\" must be longer than nothing; write a duration like 90d.");
    }
}
