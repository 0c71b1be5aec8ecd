using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Objects;
using Npgsql;

namespace DeepFlow.Server.Hosting;

/// <summary>Objects that rows name and the object store has not.</summary>
public sealed class MissingObjects(NpgsqlDataSource source, ObjectStore objects)
{
    private const int MostNamed = 20;

    /// <summary>Where objects are named, and whose they are.</summary>
    private const string Named = """
        select manifest, format('data commit %s of %s', id, project) from deepflow.data_commit
        union all select object, format('model package %s of %s', object, project) from deepflow.model_package
        union all select c.object, format('checkpoint %s of job %s', c.sequence, c.job) from deepflow.job_checkpoint c join deepflow.job j on j.id = c.job where j.status in ('queued', 'held', 'running')
        """;

    public async Task<List<Finding>> CheckAsync(CancellationToken cancellation)
    {
        var missing = new List<string>();
        foreach (var (hash, owner) in await source.QueryAsync(Named, r => (r.GetString(0), r.GetString(1)), [], cancellation))
            if (!await objects.ExistsAsync(hash, cancellation)) missing.Add($"{hash}: {owner}");
        return missing.Count == 0 ? [] : [new("object_missing", $"{missing.Count} objects are not in the object store.", [.. missing.Take(MostNamed)],
            "Put the object store back from its backup: objects are named by their content, so a copy of any age may be laid over it.", Fixable: false)];
    }
}
