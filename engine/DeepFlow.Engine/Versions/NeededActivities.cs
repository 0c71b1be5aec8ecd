using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Engine.Versions;

/// <summary>Whether this installation can carry on what runs: a bundle names each activity with the version that it was compiled against.</summary>
public sealed class NeededActivities(NpgsqlDataSource source, Bundles bundles, ActivityRegistry activities)
{
    private const int MostNamed = 5;

    /// <exception cref="EngineException"><c>activities_missing</c>: runs under way need activities that this installation has not, or has in another version.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var running = await source.QueryAsync("""
            select project, bundle, count(*), (array_agg(id::text order by started_at))[1:$1]
            from deepflow.instance where status = 'running' and parent is null group by project, bundle order by min(started_at)
            """, r => (Project: r.GetString(0), Bundle: r.GetString(1), Count: r.GetInt64(2), Runs: r.GetFieldValue<string[]>(3)), [MostNamed], cancellation);
        var lacking = new List<string>();
        foreach (var (project, hash, count, runs) in running)
        {
            var bundle = await bundles.GetAsync(project, hash, cancellation);
            var missing = bundle.Activities.Where(a => activities.Catalog.Find(a.Key)?.Version != a.Value).Select(a => $"{a.Key}@{a.Value}").ToList();
            if (missing.Count > 0) lacking.Add($"{string.Join(", ", missing)} by {string.Join(", ", runs)}{(count > runs.Length ? $" and {count - runs.Length} more" : "")}");
        }
        if (lacking.Count > 0)
            throw new EngineException("activities_missing",
                $"This installation has not the activities that runs under way need: {string.Join("; ", lacking)}. Let them end on the installation that they were started with, migrate them (deepflow migrate RUN --to FILE), or cancel them.", EngineProblem.Conflict);
    }
}
