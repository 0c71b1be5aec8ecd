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
    /// <param name="root">The run, with everything it called; null: the whole project.</param>
    /// <param name="after">Only rows with a greater id. Whoever goes on from the last id it saw uses <see cref="SettledJournal"/>.</param>
    public Task<List<JournalRow>> ReadAsync(string project, Guid? root, long after, int limit, CancellationToken cancellation) => source.QueryAsync("""
        select j.id, j.instance, j.root, i.pipeline, j.at, j.kind, j.node, j.round, j.actor, j.identity, j.data::text
        from deepflow.journal j join deepflow.instance i on i.id = j.instance
        where j.project = $1 and j.id > $3
          and ($2::uuid is null or j.root = (select root from deepflow.instance where id = $2) and (j.root = $2 or j.instance = $2))
        order by j.id limit $4
        """,
        r => new JournalRow(r.GetInt64(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), r.GetString(5), r.TextAt(6), r.GetInt32(7),
            r.TextAt(8), r.TextAt(9), r.RecordAt(10)),
        [project, root, after, limit], cancellation);
}
