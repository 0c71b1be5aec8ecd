using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Tasks;

/// <summary>Who works on a task. Each answers with the task as it is then.</summary>
internal static class AssignmentRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var task = api.MapGroup("/tasks/{id}").WithTags("Tasks").ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        task.MapPost("/claim", ClaimAsync).WithName("claimTask").WithSummary("Takes a task on: nobody else decides it until it is released or taken over.");
        task.MapPost("/release", ReleaseAsync).WithName("releaseTask").WithSummary("Puts a claimed task back.");
        task.MapPost("/delegate", DelegateAsync).WithName("delegateTask").WithSummary("Hands a task that one has claimed to another who may decide it.");
        task.MapPost("/assign", AssignAsync).WithName("assignTask").WithSummary("An admin gives a task to a person.");
        task.MapPost("/reassign", ReassignAsync).WithName("reassignTask").WithSummary("An admin offers a task to other roles, groups or persons than before, and to them only.");
    }

    private static async Task<HumanTask> ClaimAsync(Guid id, Body<ClaimRequest> body, ApiProject project, TaskAssignments assignments, Inbox inbox, CancellationToken cancellation)
    {
        await assignments.ClaimAsync(project.Name, id, body.Value.As, body.Value.TakeOver, cancellation);
        return await inbox.GetAsync(project.Name, id, cancellation);
    }

    private static async Task<HumanTask> ReleaseAsync(Guid id, Body<ReleaseRequest> body, ApiProject project, TaskAssignments assignments, Inbox inbox, CancellationToken cancellation)
    {
        await assignments.ReleaseAsync(project.Name, id, body.Value.As, cancellation);
        return await inbox.GetAsync(project.Name, id, cancellation);
    }

    private static async Task<HumanTask> DelegateAsync(Guid id, Body<HandOverRequest> body, ApiProject project, TaskAssignments assignments, Inbox inbox, CancellationToken cancellation)
    {
        await assignments.DelegateAsync(project.Name, id, body.Value.To, body.Value.As, body.Value.Comment, cancellation);
        return await inbox.GetAsync(project.Name, id, cancellation);
    }

    private static async Task<HumanTask> AssignAsync(Guid id, Body<HandOverRequest> body, ApiProject project, TaskAssignments assignments, Inbox inbox, CancellationToken cancellation)
    {
        await assignments.AssignAsync(project.Name, id, body.Value.To, body.Value.As, body.Value.Comment, cancellation);
        return await inbox.GetAsync(project.Name, id, cancellation);
    }

    private static async Task<HumanTask> ReassignAsync(Guid id, Body<ReassignRequest> body, ApiProject project, TaskAssignments assignments, Inbox inbox, CancellationToken cancellation)
    {
        await assignments.ReassignAsync(project.Name, id, body.Value.To, body.Value.As, body.Value.Comment, cancellation);
        return await inbox.GetAsync(project.Name, id, cancellation);
    }
}
