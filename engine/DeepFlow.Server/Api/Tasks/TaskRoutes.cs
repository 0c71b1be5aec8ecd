using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Tasks;

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
        tasks.MapGet("/{id}/page", PageAsync).WithName("getTaskPage")
            .WithSummary("All that is needed to decide a task: besides the task its form, the versions it speaks of, candidates, decisions, comments, and the step's earlier rounds.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        tasks.MapPost("/{id}/comments", CommentAsync).WithName("commentTask").WithSummary("Says something about a task without deciding it.")
            .ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        tasks.MapPost("/decisions", DecideAllAsync).WithName("decideTasks")
            .WithSummary("Decides many tasks, each by itself: each is answered with its result or with the problem that kept it from being decided.");
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

    private static Task<TaskPage> PageAsync(Guid id, ApiProject project, TaskPages pages, CancellationToken cancellation) => pages.GetAsync(project.Name, id, cancellation);

    private static Task<TaskComment> CommentAsync(Guid id, Body<CommentRequest> body, ApiProject project, TaskComments comments, CancellationToken cancellation) =>
        comments.AddAsync(project.Name, id, body.Value.As, body.Value.Text, cancellation);

    private static Task<DecisionResult> DecideAsync(Guid id, Body<DecisionRequest> body, ApiProject project, Decisions decisions, CancellationToken cancellation)
    {
        var request = body.Value;
        return decisions.DecideAsync(project.Name, id, new(request.Outcome, request.As, request.To, request.Comment, request.Values, request.Choice), cancellation);
    }

    private static async Task<ImmutableArray<DecisionAnswer>> DecideAllAsync(Body<DecisionsRequest> body, ApiProject project, Decisions decisions, CancellationToken cancellation)
    {
        var answers = await decisions.DecideAllAsync(project.Name,
            [.. body.Value.Decisions.Select(d => (d.Task, new Decision(d.Outcome, d.As, d.To, d.Comment, d.Values, d.Choice)))], cancellation);
        return [.. answers.Select(a => new DecisionAnswer(a.Task, a.Result, a.Refusal is { } no ? Problem.Of(no.Problem, no.Code, no.Detail, no.Fields) : null))];
    }
}
