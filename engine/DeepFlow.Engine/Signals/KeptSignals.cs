using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Signals;

/// <summary>A signal that nobody has waited for yet.</summary>
/// <param name="KeptUntil">It is dropped then.</param>
/// <param name="Key">A repeat under it is the same signal.</param>
public sealed record KeptSignal(long Id, string Name, string Correlation, Value Data, string SentBy, DateTimeOffset SentAt, DateTimeOffset KeptUntil, string? Key);

/// <summary>The signals that wait for a step to wait for them.</summary>
public sealed class KeptSignals(NpgsqlDataSource source)
{
    /// <summary>The oldest first: in that order they are taken.</summary>
    /// <param name="name">Only signals of this name; null: all.</param>
    /// <param name="after">Goes on behind the last id of the page before; 0: from the first.</param>
    public Task<List<KeptSignal>> ListAsync(string project, string? name, long after, int limit, CancellationToken cancellation) => source.QueryAsync("""
        select id, name, correlation, data::text, sent_by, sent_at, kept_until, key from deepflow.signal
        where project = $1 and taken_at is null and kept_until > now() and ($2::text is null or name = $2) and id > $3 order by id limit $4
        """,
        r => new KeptSignal(r.GetInt64(0), r.GetString(1), r.GetString(2), r.ValueAt(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5), r.GetFieldValue<DateTimeOffset>(6), r.TextAt(7)),
        [project, name, after, limit], cancellation);

    /// <summary>No step gets it any more. A repeat under its key does nothing all the same.</summary>
    /// <exception cref="EngineException"><c>unknown_signal</c>: it was received meanwhile, its time is over, or there never was one.</exception>
    public async Task DropAsync(string project, long id, CancellationToken cancellation)
    {
        var dropped = await source.ExecuteAsync("update deepflow.signal set taken_at = now() where project = $1 and id = $2 and taken_at is null and kept_until > now()", [project, id], cancellation);
        if (dropped == 0) throw new EngineException("unknown_signal", $"No signal {id} is kept in this project: a step has received it, or its time is over.", EngineProblem.NotFound);
    }
}
