using System.Runtime.CompilerServices;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Journals;

/// <param name="Position">Everything up to this id has been looked at; go on from here.</param>
public sealed record JournalPage(List<JournalRow> Rows, long Position);

/// <summary>
/// The journal as something that can be followed by id. Ids are given when rows are written, and rows appear when their
/// transactions commit, so row 7 may be there before row 6: who then goes on after 7 never sees 6. Here a page ends where
/// every earlier id is settled, because no transaction that was writing to the journal when the page's last id was found
/// is still under way. A writer holds its lock on the table from before it takes an id until it has ended.
/// </summary>
public sealed class SettledJournal(NpgsqlDataSource source, Journal journal, Wakeups wakeups, TimeProvider clock)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private const string Writers = """
        select virtualtransaction from pg_locks
        where locktype = 'relation' and relation = 'deepflow.journal'::regclass and mode = 'RowExclusiveLock' and granted
          and database = (select oid from pg_database where datname = current_database())
        """;

    /// <param name="run">That run with everything it called; null: the whole project.</param>
    public async Task<JournalPage> ReadAsync(string project, Guid? run, long after, int limit, CancellationToken cancellation)
    {
        var last = await SettledIdAsync(after, cancellation);
        if (last <= after) return new([], after);
        var rows = await journal.ReadAsync(project, run, after, limit, cancellation);
        var position = rows.Count < limit ? last : rows[^1].Id;
        rows.RemoveAll(r => r.Id > last);
        return new(rows, Math.Min(position, last));
    }

    /// <summary>The journal from <paramref name="after"/> on, and then what happens, until cancelled.</summary>
    public async IAsyncEnumerable<JournalRow> FollowAsync(string project, Guid? run, long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var bell = wakeups.Bell(Wakeups.Journal);
            var page = await ReadAsync(project, run, after, PageSize, cancellation);
            after = page.Position;
            foreach (var row in page.Rows) yield return row;
            if (page.Rows.Count == 0) await Wakeups.WaitAsync(bell, wakeups.AtMost(Poll), cancellation);
        }
    }

    /// <summary>The id after which whatever happens from now on follows.</summary>
    public Task<long> LastAsync(CancellationToken cancellation) => SettledIdAsync(0, cancellation);

    private async Task<long> SettledIdAsync(long after, CancellationToken cancellation)
    {
        var last = await journal.LastIdAsync(cancellation); // older than the look at the locks
        if (last <= after) return last;
        var writing = await source.QueryAsync(Writers, r => r.GetString(0), [], cancellation);
        while (writing.Count > 0)
        {
            await Task.Delay(Pause, clock, cancellation);
            writing = await source.QueryAsync($"{Writers} and virtualtransaction = any($1)", r => r.GetString(0), [writing.ToArray()], cancellation);
        }
        return last;
    }
}
