using System.Globalization;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Keeping;

/// <summary>Finds runs in the archive.</summary>
internal static class ArchiveReader
{
    /// <summary>The archived run that holds that instance.</summary>
    public static async Task<ArchivedRun?> FindAsync(NpgsqlDataSource source, string project, Guid instance, CancellationToken cancellation)
    {
        var found = await source.QueryAsync("select r.content from deepflow.archived_run r join deepflow.archived_instance i on i.run = r.id where r.project = $1 and i.id = $2",
            r => r.GetFieldValue<byte[]>(0), [project, instance], cancellation);
        return found is [var content] ? ArchivedRun.Unpack(content) : null;
    }

    /// <summary>Why there is no such instance to do something with: <c>run_archived</c>, or <c>unknown_instance</c>.</summary>
    public static async Task<EngineException> WhyAbsentAsync(NpgsqlDataSource source, string project, Guid instance, CancellationToken cancellation)
    {
        var found = await source.QueryAsync("select r.id, r.archived_at from deepflow.archived_run r join deepflow.archived_instance i on i.run = r.id where r.project = $1 and i.id = $2",
            r => (Run: r.GetGuid(0), At: r.GetFieldValue<DateTimeOffset>(1)), [project, instance], cancellation);
        if (found is not [var (run, at)]) return new("unknown_instance", $"There is no instance {instance} in this project.", EngineProblem.NotFound);
        var subject = run == instance ? $"The run {run} was archived" : $"The instance {instance} was archived with its run {run}";
        return new("run_archived", string.Create(CultureInfo.InvariantCulture,
            $"{subject} on {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC: it can still be shown (deepflow show {run}), and no longer be rerun, migrated or changed. Start its pipeline anew; its arguments are shown."), EngineProblem.Conflict);
    }
}
