using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Keeping;

/// <summary>Packs runs that ended long ago into one row each. They can still be shown; they can no longer be rerun.</summary>
public sealed class Archive(NpgsqlDataSource source, InstanceQueries queries, Journal journal)
{
    private const int Page = 200;
    private const int WholeJournal = 1_000_000;

    /// <summary>Ended as a whole, heard of by everybody, and built on by no run that is still here.</summary>
    private const string Archivable = """
        i.parent is null and i.status <> 'running'
        and not exists (select 1 from deepflow.instance c where c.root = i.id and c.status = 'running')
        and not exists (select 1 from deepflow.event e join deepflow.instance c on c.id = e.instance where c.root = i.id)
        and not exists (select 1 from deepflow.job j where j.root = i.id and j.lease_until is not null)
        and not exists (select 1 from deepflow.instance r where r.kept_from in (select c.id from deepflow.instance c where c.root = i.id))
        """;

    /// <summary>Archives what ended before then, the oldest first.</summary>
    /// <returns>How many runs.</returns>
    public async Task<int> ArchiveAsync(string project, TimeSpan olderThan, CancellationToken cancellation)
    {
        var archived = 0;
        while (true)
        {
            var runs = await source.QueryAsync($"select i.id from deepflow.instance i where i.project = $1 and i.ended_at < now() - $2 and {Archivable} order by i.ended_at limit {Page}",
                r => r.GetGuid(0), [project, olderThan], cancellation);
            foreach (var run in runs) await ArchiveAsync(project, run, cancellation);
            archived += runs.Count;
            if (runs.Count < Page) return archived;
        }
    }

    /// <summary>Runs in the archive, the latest first. Each is read as any other run is.</summary>
    /// <param name="pipeline">Only runs of this pipeline; null: all.</param>
    /// <param name="before">Goes on behind the last run of the page before.</param>
    public Task<List<ArchivedSummary>> ListAsync(string project, string? pipeline, Guid? before, int limit, CancellationToken cancellation) => source.QueryAsync("""
        select r.id, r.pipeline, r.bundle, r.status, r.started_by, r.started_at, r.ended_at, r.archived_at from deepflow.archived_run r
        where r.project = $1 and ($2::text is null or r.pipeline = $2)
          and ($3::uuid is null or (r.started_at, r.id) < (select b.started_at, b.id from deepflow.archived_run b where b.project = $1 and b.id = $3))
        order by r.started_at desc, r.id desc limit $4
        """,
        r => new ArchivedSummary(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5), r.GetFieldValue<DateTimeOffset>(6), r.GetFieldValue<DateTimeOffset>(7)),
        [project, pipeline, before, limit], cancellation);

    /// <summary>How long runs stay after their end; null: until they are archived by hand.</summary>
    public async Task<TimeSpan?> KeptForAsync(string project, CancellationToken cancellation) =>
        (await KeepingsAsync(cancellation)).Where(k => k.Project == project).Select(k => (TimeSpan?)k.After).FirstOrDefault();

    /// <summary>Runs that end stay for so long, and are archived then; null: for ever.</summary>
    public Task KeepAsync(string project, TimeSpan? archiveAfter, string by, CancellationToken cancellation) => archiveAfter is { } after
        ? source.ExecuteAsync("""
            insert into deepflow.keeping (project, archive_after, set_by) values ($1, $2, $3)
            on conflict (project) do update set archive_after = excluded.archive_after, set_by = excluded.set_by, set_at = now()
            """, [project, after, by], cancellation)
        : source.ExecuteAsync("delete from deepflow.keeping where project = $1", [project], cancellation);

    internal Task<List<(string Project, TimeSpan After)>> KeepingsAsync(CancellationToken cancellation) =>
        source.QueryAsync("select project, archive_after from deepflow.keeping", r => (r.GetString(0), r.GetFieldValue<TimeSpan>(1)), [], cancellation);

    private async Task ArchiveAsync(string project, Guid run, CancellationToken cancellation)
    {
        // What has ended changes no more, so it may be read before it is locked.
        var content = new ArchivedRun(await queries.GetAsync(project, run, cancellation), [.. await queries.JobsAsync(project, run, cancellation)],
            [.. await journal.ReadAsync(project, run, after: 0, WholeJournal, cancellation)]);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var made = await transaction.ExecuteAsync($"""
            insert into deepflow.archived_run (id, project, pipeline, bundle, status, started_by, started_at, ended_at, content)
            select i.id, i.project, i.pipeline, i.bundle, i.status, i.started_by, i.started_at, i.ended_at, $2
            from (select * from deepflow.instance where id = $1 for update) i where {Archivable}
            on conflict (id) do nothing
            """, [run, content.Pack()], cancellation);
        if (made == 0) return;
        foreach (var statement in new[]
        {
            "insert into deepflow.archived_instance (id, run) select id, $1 from deepflow.instance where root = $1 or id = $1",
            "delete from deepflow.journal where root = $1",
            "delete from deepflow.waiter where root = $1",
            "delete from deepflow.change where job in (select id from deepflow.job where root = $1)",
            "delete from deepflow.instance where root = $1 or id = $1",
        }) await transaction.ExecuteAsync(statement, [run], cancellation);
        await transaction.CommitAsync("archive", cancellation);
    }
}
