using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Server.Api.Definitions;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Workflows.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Instances;

/// <summary>Starting and steering runs. What is answered 201 or 202 is committed; the engine acts on it at once.</summary>
internal static class InstanceCommandRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var instances = api.MapGroup("/instances").WithTags("Instances").ProducesProblems(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        instances.MapPost("", StartAsync).WithName("startInstance").WithSummary("Starts a pipeline.");

        var one = instances.MapGroup("/{id}").ProducesProblems(StatusCodes.Status409Conflict);
        one.MapPost("/cancel", CancelAsync).WithName("cancelInstance").WithSummary("Ends a run and everything that it called.");
        one.MapPost("/pause", PauseAsync).WithName("pauseInstance").WithSummary("Begins nothing further in a run and in what it called; what is under way may end.");
        one.MapPost("/resume", ResumeAsync).WithName("resumeInstance").WithSummary("Lets a paused run go on, beginning with what has arrived meanwhile.");
        one.MapPut("/variables/{name}", SetVariableAsync).WithName("setVariable").WithSummary("Gives a variable of an instance another value, of its declared type.");
        one.MapPost("/enter", EnterAsync).WithName("enterStep").WithSummary("Enters a step by hand, whatever the run is doing; what lies ahead of it is done anew.");
        one.MapPost("/incidents/{step}/retry", RetryAsync).WithName("retryIncident").WithSummary("Tries the step of an open incident again.");
        one.MapPost("/incidents/{step}/skip", SkipAsync).WithName("skipIncident").WithSummary("Leaves the step of an open incident by an outcome, with an output given by hand.");
    }

    private static async Task<Created<StartedInstance>> StartAsync(Body<StartRequest> body, ApiProject project, InstanceCommands commands, Bundles bundles, Roster roster, CancellationToken cancellation)
    {
        var request = body.Value;
        await roster.RequireAsync(project, request.As, cancellation);
        await bundles.RequireAsync(project, request.Definition, cancellation);
        var id = await commands.StartAsync(project.Name, request.Definition, request.Pipeline, request.Arguments ?? RecordValue.Empty, request.As, request.Entry, request.Key, priority: request.Priority, cancellation: cancellation);
        return TypedResults.Created(AddressOf(id), new StartedInstance(id));
    }

    private static async Task<Accepted> CancelAsync(Guid id, Body<CancelRequest> body, ApiProject project, InstanceCommands commands, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await commands.CancelAsync(project.Name, id, body.Value.As, body.Value.Reason, cancellation);
        return TypedResults.Accepted(AddressOf(id));
    }

    private static async Task<Accepted> PauseAsync(Guid id, Body<PauseRequest> body, ApiProject project, InstanceCommands commands, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await commands.PauseAsync(project.Name, id, body.Value.As, body.Value.Reason, cancellation);
        return TypedResults.Accepted(AddressOf(id));
    }

    private static async Task<Accepted> ResumeAsync(Guid id, Body<ResumeRequest> body, ApiProject project, InstanceCommands commands, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await commands.ResumeAsync(project.Name, id, body.Value.As, cancellation);
        return TypedResults.Accepted(AddressOf(id));
    }

    private static async Task<Accepted> SetVariableAsync(Guid id, string name, Body<SetVariableRequest> body, ApiProject project, InstanceCommands commands, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await commands.SetVariableAsync(project.Name, id, name, body.Value.Value ?? Value.Missing, body.Value.As, body.Value.Reason, cancellation);
        return TypedResults.Accepted(AddressOf(id));
    }

    private static async Task<Accepted> EnterAsync(Guid id, Body<EnterRequest> body, ApiProject project, InstanceCommands commands, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await commands.EnterAsync(project.Name, id, body.Value.Step, body.Value.As, body.Value.Reason, cancellation);
        return TypedResults.Accepted(AddressOf(id));
    }

    private static async Task<Accepted> RetryAsync(Guid id, string step, Body<RetryRequest> body, ApiProject project, InstanceCommands commands, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await commands.RetryAsync(project.Name, id, step, body.Value.As, cancellation);
        return TypedResults.Accepted(AddressOf(id));
    }

    private static async Task<Accepted> SkipAsync(Guid id, string step, Body<SkipRequest> body, ApiProject project, InstanceCommands commands, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, body.Value.As, cancellation);
        await commands.SkipAsync(project.Name, id, step, body.Value.As, body.Value.Outcome, body.Value.Output ?? RecordValue.Empty, cancellation);
        return TypedResults.Accepted(AddressOf(id));
    }

    private static string AddressOf(Guid instance) => $"/api/v1/instances/{instance}";
}
