using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using DeepFlow.Engine.Instances;
using DeepFlow.Learning.Experiments;
using DeepFlow.Server.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace DeepFlow.Server.Api.Experiments;

/// <summary>Reading tunings and trainings: what they were asked, how they go, what came of them.</summary>
internal static class ExperimentRoutes
{
    private const int LargestPage = 500;
    private const int MostPoints = 20_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var experiments = api.MapGroup("/experiments").WithTags("Experiments");
        experiments.MapGet("", ListAsync).WithName("listExperiments").WithSummary("Tunings and trainings, the latest first; go on with the last one's id as `before`.");
        experiments.MapGet("/{id}", GetAsync).WithName("getExperiment").WithSummary("What it was asked to do, its trials with their scores, and what its step gave.")
            .ProducesProblems(StatusCodes.Status404NotFound);
        experiments.MapGet("/{id}/metrics", MetricsAsync).WithName("getExperimentMetrics").WithSummary("Its curves, live while it runs; long ones thinned so that they look the same.")
            .WithDescription("`name` limits to one metric; `from` and `to` are steps. `points` is how many of a series are told, more or less.");
    }

    private static Task<List<ExperimentSummary>> ListAsync(ApiProject project, NpgsqlDataSource database, CancellationToken cancellation,
        [RegularExpression("tuning|training")] string? kind = null, string? model = null, Guid? run = null, Guid? before = null, [Range(1, LargestPage)] int limit = 50) =>
        ExperimentQueries.ListAsync(database, project.Name, new(kind, model, run, before, limit), cancellation);

    private static async Task<ExperimentDetail> GetAsync(Guid id, ApiProject project, NpgsqlDataSource database, CancellationToken cancellation) =>
        await ExperimentQueries.FindAsync(database, project.Name, id, cancellation)
        ?? throw new EngineException("unknown_experiment", $"There is no experiment {id} in this project; its run may have been archived.", EngineProblem.NotFound);

    private static Task<ImmutableArray<MetricSeries>> MetricsAsync(Guid id, ApiProject project, NpgsqlDataSource database, CancellationToken cancellation,
        string? name = null, int from = 0, int to = int.MaxValue, [Range(2, MostPoints)] int points = 1000) =>
        ExperimentQueries.MetricsAsync(database, project.Name, id, name is null ? [] : [name], from, to, points, cancellation);
}
