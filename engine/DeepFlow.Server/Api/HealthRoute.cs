using System.Reflection;
using DeepFlow.Engine.Postgres;
using DeepFlow.Server.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace DeepFlow.Server.Api;

/// <param name="Status">Always <c>ok</c>: what is not well is answered as a problem.</param>
internal sealed record Health(string Status, string Project, string Version);

internal static class HealthRoute
{
    private static readonly string Version = typeof(ApiServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/health", GetAsync)
        .WithName("getHealth").WithTags("Health").WithSummary("Whether the server and its database answer.")
        .ProducesProblems(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Health> GetAsync(ApiProject project, NpgsqlDataSource source, CancellationToken cancellation)
    {
        await source.QueryAsync("select 1", r => r.GetInt32(0), [], cancellation);
        return new("ok", project.Name, Version);
    }
}
