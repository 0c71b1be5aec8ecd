using System.Collections.Immutable;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.People;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace DeepFlow.Server.Api.Keeping;

/// <param name="Findings">None: everything holds together.</param>
internal sealed record DoctorAnswer(ImmutableArray<Finding> Findings);

/// <param name="Changed">How many rows were put right.</param>
/// <param name="Findings">What is left.</param>
internal sealed record MendAnswer(int Changed, ImmutableArray<Finding> Findings);

/// <param name="As">Who mends.</param>
internal sealed record MendRequest(string As);

/// <summary>Whether the database holds together, and what to do where it does not.</summary>
internal static class DoctorRoutes
{
    /// <param name="objects">Looked into too; null: this server has none.</param>
    public static void Map(IEndpointRouteBuilder api, ObjectStore? objects)
    {
        var doctor = api.MapGroup("/doctor").WithTags("Keeping");
        doctor.MapGet("", async (Doctor doctor, NpgsqlDataSource source, CancellationToken cancellation) => new DoctorAnswer(await CheckAsync(doctor, source, objects, cancellation))).WithName("checkDatabase").WithSummary("What does not hold among the rows, at one moment, with what to do. It reads only, and all projects of the database.");
        doctor.MapPost("/mend", (Body<MendRequest> body, ApiProject project, Doctor doctor, NpgsqlDataSource source, Roster roster, CancellationToken cancellation) => MendAsync(body.Value, project, doctor, source, objects, roster, cancellation)).WithName("mendDatabase").WithSummary("Mends what can be mended without losing anything, and says what is left.").ProducesProblems(StatusCodes.Status403Forbidden);
    }

    private static async Task<MendAnswer> MendAsync(MendRequest request, ApiProject project, Doctor doctor, NpgsqlDataSource source, ObjectStore? objects, Roster roster, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, request.As, cancellation);
        var changed = await doctor.FixAsync(await doctor.CheckAsync(cancellation), cancellation);
        return new(changed, await CheckAsync(doctor, source, objects, cancellation));
    }

    private static async Task<ImmutableArray<Finding>> CheckAsync(Doctor doctor, NpgsqlDataSource source, ObjectStore? objects, CancellationToken cancellation)
    {
        var findings = await doctor.CheckAsync(cancellation);
        if (objects is not null) findings.AddRange(await new MissingObjects(source, objects).CheckAsync(cancellation));
        return [.. findings];
    }
}
