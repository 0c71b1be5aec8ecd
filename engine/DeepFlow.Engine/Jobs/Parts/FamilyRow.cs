using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Jobs.Parts;

/// <summary>
/// A step's coordinator and its parts, as the row that whoever changes one of them holds. It is always taken first, then the
/// coordinator's job, then a part's: so a part that ends while a turn is committed is seen by that turn or wakes the next,
/// and nobody waits in a circle.
/// </summary>
/// <param name="Held">The run is paused.</param>
internal sealed record FamilyRow(int Turns, int Ends, int Told, bool Held)
{
    /// <param name="patient">False: a row that somebody else holds is left alone.</param>
    /// <returns>Null where it is left alone.</returns>
    public static async Task<FamilyRow?> HoldAsync(NpgsqlTransaction transaction, Guid coordinator, bool patient, CancellationToken cancellation)
    {
        var skip = patient ? "" : " skip locked";
        var family = await transaction.QueryAsync($"select turns, ends, told, held, {Sql.NoLongerThanALease} from deepflow.coordination where job = $1 for update{skip}",
            r => new FamilyRow(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetBoolean(3)), [coordinator], cancellation);
        if (family is not [var row]) return null;
        var job = await transaction.QueryAsync($"select 1 from deepflow.job where id = $1 for update{skip}", r => true, [coordinator], cancellation);
        return job.Count > 0 ? row : null;
    }

    /// <summary>Whatever is under way of these coordinators' parts is withdrawn. The caller holds the coordinators.</summary>
    public const string Withdraw = """
        with open as (update deepflow.part set retry_at = null where coordinator = any($1) and end_number is null returning job)
        update deepflow.job j set status = 'cancelled', ended_at = now()
        from open where j.id = open.job and j.status in ('queued', 'held', 'running', 'failed', 'lost')
        """;

    /// <summary>The run is paused: jobs that were just queued wait until it is resumed.</summary>
    public async Task HoldBackAsync(NpgsqlTransaction transaction, Guid[] jobs, CancellationToken cancellation)
    {
        if (Held) await transaction.ExecuteAsync("update deepflow.job set status = 'held' where id = any($1) and status in ('queued', 'parked')", [jobs], cancellation);
    }
}
