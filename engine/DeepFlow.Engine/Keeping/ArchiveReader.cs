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
}
