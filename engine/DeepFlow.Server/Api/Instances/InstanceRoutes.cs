using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Journals;
using DeepFlow.Server.Api.Events;
using DeepFlow.Server.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Instances;

/// <summary>Reading runs. A run's journal, jobs, logs and incidents include those of the runs that it called.</summary>
internal static class InstanceRoutes
{
    private const int LargestPage = 1000;
    private const int MostLines = 5000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var instances = api.MapGroup("/instances").WithTags("Instances");
        instances.MapGet("", ListAsync).WithName("listInstances").WithSummary("Runs, the latest first, with what each is doing; go on with the last run's id as `before`.")
            .WithDescription("`q` is part of the pipeline's name, or how the run's id begins or ends.");
        instances.MapGet("/counts", CountAsync).WithName("countInstances").WithSummary("How many runs are doing what.");

        var one = instances.MapGroup("/{id}").ProducesProblems(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).WithName("getInstance").WithSummary("A run with the state of its steps, and every run that it called.");
        one.MapGet("/journal", JournalAsync).WithName("getInstanceJournal").WithSummary("What happened, in order; go on with the last row's id as `after`.");
        one.MapGet("/jobs", JobsAsync).WithName("listInstanceJobs").WithSummary("The work of its steps, with progress, worker and failure.");
        one.MapGet("/logs", LogsAsync).WithName("getInstanceLogs").WithSummary("What its steps logged; go on with the last line's id as `after`.")
            .WithDescription("With `latest` the last lines that fit, instead of the first: go on upwards with the first line's id as `before`. `q` is any part of a line.");
        one.MapGet("/steps/{step}/work", WorkAsync).WithName("listStepWork").WithSummary("What a step was given and what it gave, over all its iterations, the latest first.");
        one.MapGet("/parts", PartsAsync).WithName("listInstanceParts").WithSummary("The parts of its steps that own many jobs, in the order in which they were made; go on with the last part's id as `after`.");
        one.MapGet("/waits", WaitsAsync).WithName("listInstanceWaits").WithSummary("What its steps wait for, besides people: a time, a signal, another attempt, a worker.");
        one.MapGet("/waits/ended", EndedWaitsAsync).WithName("listEndedWaits").WithSummary("What its steps have waited for, a time or a signal, and wait for no longer.");
        one.MapGet("/outcomes", OutcomesAsync).WithName("countStepOutcomes").WithSummary("How often its steps were left by which outcome, over all rounds.");
        one.MapGet("/incidents", IncidentsAsync).WithName("listInstanceIncidents").WithSummary("The steps that cannot go on by themselves and wait for a person.");
    }

    private static Task<List<InstanceSummary>> ListAsync(ApiProject project, InstanceListing listing, CancellationToken cancellation,
        RunDoing? doing = null, string? pipeline = null, string? by = null, string? q = null, Guid? before = null, [Range(1, LargestPage)] int limit = 100) =>
        listing.ListAsync(project.Name, new(doing, pipeline, by, q, before, limit), cancellation);

    private static Task<RunCounts> CountAsync(ApiProject project, InstanceListing listing, CancellationToken cancellation) => listing.CountAsync(project.Name, cancellation);

    private static Task<InstanceDetail> GetAsync(Guid id, ApiProject project, InstanceQueries queries, CancellationToken cancellation) =>
        queries.GetAsync(project.Name, id, cancellation);

    private static async Task<List<JournalRow>> JournalAsync(Guid id, ApiProject project, SettledJournal journal, InstanceQueries queries, CancellationToken cancellation,
        long after = 0, [Range(1, LargestPage)] int limit = 200) =>
        await OfKnownAsync((await journal.ReadAsync(project.Name, id, after, limit, cancellation)).Rows, id, project, queries, cancellation);

    private static async Task<List<JobView>> JobsAsync(Guid id, ApiProject project, InstanceQueries queries, CancellationToken cancellation) =>
        await OfKnownAsync(await queries.JobsAsync(project.Name, id, cancellation), id, project, queries, cancellation);

    private static async Task<List<LogLine>> LogsAsync(Guid id, ApiProject project, RunLogs logs, InstanceQueries queries, CancellationToken cancellation,
        string? step = null, string? q = null, long after = 0, long? before = null, bool latest = false, [Range(1, MostLines)] int limit = 200) =>
        await OfKnownAsync(await logs.ListAsync(project.Name, id, new(step, q, after, before, latest, limit), cancellation), id, project, queries, cancellation);

    private static async Task<List<PartView>> PartsAsync(Guid id, ApiProject project, PartQueries parts, InstanceQueries queries, CancellationToken cancellation,
        string? step = null, Guid? after = null, [Range(1, LargestPage)] int limit = 200) =>
        await OfKnownAsync(await parts.ListAsync(project.Name, id, step, after, limit, cancellation), id, project, queries, cancellation);

    private static async Task<List<StepWait>> WaitsAsync(Guid id, ApiProject project, StepWaits waits, InstanceQueries queries, CancellationToken cancellation) =>
        await OfKnownAsync(await waits.ListAsync(project.Name, id, cancellation), id, project, queries, cancellation);

    private static async Task<List<EndedWait>> EndedWaitsAsync(Guid id, ApiProject project, StepWaits waits, InstanceQueries queries, CancellationToken cancellation) =>
        await OfKnownAsync(await waits.EndedAsync(project.Name, id, cancellation), id, project, queries, cancellation);

    private static async Task<List<StepOutcomeCount>> OutcomesAsync(Guid id, ApiProject project, StepWaits waits, InstanceQueries queries, CancellationToken cancellation) =>
        await OfKnownAsync(await waits.OutcomesAsync(project.Name, id, cancellation), id, project, queries, cancellation);

    private static async Task<List<StepWork>> WorkAsync(Guid id, string step, ApiProject project, StepWorkQuery work, InstanceQueries queries, CancellationToken cancellation) =>
        await OfKnownAsync(await work.ListAsync(project.Name, id, step, cancellation), id, project, queries, cancellation);

    private static async Task<List<OpenIncidentView>> IncidentsAsync(Guid id, ApiProject project, InstanceQueries queries, CancellationToken cancellation) =>
        await OfKnownAsync(await queries.IncidentsAsync(project.Name, id, cancellation), id, project, queries, cancellation);

    /// <summary>Nothing found may mean that there is no such run, which is no empty list.</summary>
    private static async Task<List<T>> OfKnownAsync<T>(List<T> found, Guid id, ApiProject project, InstanceQueries queries, CancellationToken cancellation)
    {
        if (found.Count == 0) await queries.GetAsync(project.Name, id, cancellation);
        return found;
    }
}
