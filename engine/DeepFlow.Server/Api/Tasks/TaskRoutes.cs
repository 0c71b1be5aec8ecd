using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Workflows.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Tasks;

/// <param name="Outcome">One of the task's outcomes.</param>
/// <param name="As">The person who decides.</param>
/// <param name="To">Where to send the run, for an outcome that offers several places.</param>
/// <param name="Choice">Which of the things offered to choose from is chosen, counted from 1.</param>
/// <param name="Values">What was filled in, by name of output.</param>
internal sealed record DecisionRequest(string Outcome, string As, string? To = null, string? Comment = null, int? Choice = null, RecordValue? Values = null);

internal static class TaskRoutes
{
    private const int LargestPage = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapGet("", ListAsync).WithName("listTasks").WithSummary("What waits for people, or waited; the latest first. `role` lists what that role may decide.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        tasks.MapGet("/{id}", GetAsync).WithName("getTask").WithSummary("A task: what it shows, who may decide it, and how it can end.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        tasks.MapPost("/{id}/decisions", DecideAsync).WithName("decideTask").WithSummary("Decides a task, once: of two who decide at the same moment, one is answered 409.")
            .ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<List<HumanTask>> ListAsync(ApiProject project, Inbox inbox, InstanceQueries queries, CancellationToken cancellation,
        string? role = null, HumanTaskStatus? status = null, Guid? instance = null, [Range(1, LargestPage)] int limit = 200)
    {
        if (instance is null) return await inbox.ListAsync(project.Name, new(status, role, null, limit), cancellation);
        var run = await queries.GetAsync(project.Name, instance.Value, cancellation);
        if (run.Root == run.Id) return await inbox.ListAsync(project.Name, new(status, role, run.Id, limit), cancellation);
        var within = IdsIn(run).ToHashSet();
        var ofRoot = await inbox.ListAsync(project.Name, new(status, role, run.Root, int.MaxValue), cancellation);
        return [.. ofRoot.Where(t => within.Contains(t.Instance)).Take(limit)];
    }

    private static IEnumerable<Guid> IdsIn(InstanceDetail run) => run.Children.SelectMany(IdsIn).Prepend(run.Id);

    private static Task<HumanTask> GetAsync(Guid id, ApiProject project, Inbox inbox, CancellationToken cancellation) => inbox.GetAsync(project.Name, id, cancellation);

    private static Task<DecisionResult> DecideAsync(Guid id, Body<DecisionRequest> body, ApiProject project, Decisions decisions, CancellationToken cancellation)
    {
        var request = body.Value;
        return decisions.DecideAsync(project.Name, id, new(request.Outcome, request.As, request.To, request.Comment, request.Values, request.Choice), cancellation);
    }
}
