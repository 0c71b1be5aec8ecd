using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Journals;

/// <param name="Instance">The instance it happened to: the run itself or one that it called.</param>
/// <param name="Actor">The person who did it; null: the engine.</param>
/// <param name="Identity">asserted, where nobody signed in.</param>
public sealed record JournalRow(long Id, Guid Instance, Guid Root, string Pipeline, DateTimeOffset At, string Kind, string? Node, int Round, string? Actor, string? Identity, RecordValue Data);

/// <summary>Everything that happened, in order. It answers why a run is where it is, and who decided.</summary>
public sealed class Journal(NpgsqlDataSource source)
{
    /// <summary>Of the whole project so many ids are looked at first, then four times as many, and so on: they are found by ranges.</summary>
    private const long FirstWindow = 5_000;

    private const string Rows = """
        select j.id, j.instance, j.root, i.pipeline, j.at, j.kind, j.node, j.round, j.actor, j.identity, j.data::text
        from deepflow.journal j join deepflow.instance i on i.id = j.instance
        """;

    /// <param name="root">The run, with everything it called, or one of those; null: the whole project.</param>
    /// <param name="after">Only rows with a greater id. Whoever goes on from the last id it saw uses <see cref="SettledJournal"/>.</param>
    public Task<List<JournalRow>> ReadAsync(string project, Guid? root, long after, int limit, CancellationToken cancellation) =>
        root is { } run ? ReadRunAsync(project, run, after, limit, cancellation) : ReadProjectAsync(project, after, limit, cancellation);

    /// <summary>The last id given to a row, which may not be committed yet, or never.</summary>
    internal async Task<long> LastIdAsync(CancellationToken cancellation) =>
        (await source.QueryAsync("select last_value, is_called from deepflow.journal_id_seq", r => r.GetBoolean(1) ? r.GetInt64(0) : 0, [], cancellation))[0];

    private async Task<List<JournalRow>> ReadRunAsync(string project, Guid run, long after, int limit, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"""
            {Rows} where j.project = $1 and j.root = (select root from deepflow.instance where id = $2) and (j.root = $2 or j.instance = $2) and j.id > $3 order by j.id limit $4
            """, Read, [project, run, after, limit], cancellation);
        if (rows.Count > 0 || await ArchiveReader.FindAsync(source, project, run, cancellation) is not { } archived) return rows;
        return [.. archived.Journal.Where(r => r.Id > after && (r.Root == run || r.Instance == run)).Take(limit)];
    }

    private async Task<List<JournalRow>> ReadProjectAsync(string project, long after, int limit, CancellationToken cancellation)
    {
        var last = await LastIdAsync(cancellation);
        var rows = new List<JournalRow>();
        for (var window = FirstWindow; after < last && rows.Count < limit; window *= 4)
        {
            var until = after + Math.Min(window, last - after);
            rows.AddRange(await source.QueryAsync($"{Rows} where j.project = $1 and j.id > $2 and j.id <= $3 order by j.id limit $4",
                Read, [project, after, until, limit - rows.Count], cancellation));
            after = until;
        }
        return rows;
    }

    private static JournalRow Read(NpgsqlDataReader r) => new(r.GetInt64(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), r.GetString(5),
        r.TextAt(6), r.GetInt32(7), r.TextAt(8), r.TextAt(9), r.RecordAt(10));
}
