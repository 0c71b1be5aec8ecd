using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Nodes;

/// <summary>
/// One of the engine nodes leads: it holds the one row of <c>deepflow.leader</c> by a lease, under a term that counts up
/// whenever the lead changes. By the database's clock, so that machines need not agree on the time.
/// </summary>
public sealed class Leadership(NpgsqlDataSource source, IEnumerable<ILeaderDuty> duties, TimeProvider clock, ILogger<Leadership> log)
{
    /// <summary>How long a leader may be silent before another takes over; shorter than the lease of a job, so that a dead node's jobs wait no longer for that.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(9);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3);

    /// <summary>Takes the lead where nobody has it, keeps it, and does what is due, until stopped.</summary>
    public async Task RunAsync(Guid node, CancellationToken stop)
    {
        LeaderTerm? term = null;
        var doneAt = new Dictionary<ILeaderDuty, long>();
        while (true)
        {
            try
            {
                term = await HoldAsync(node, term, stop);
                if (term is not null) await DoAsync(term, doneAt, stop);
                await Task.Delay(Jitter.Around(Renewal), clock, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                if (term is not null) await ResignAsync(term);
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the leader ({Reason}); trying again.", e.Message);
                await Task.Delay(Jitter.Around(Renewal), clock, stop);
            }
        }
    }

    /// <summary>Renews a term, or begins one where the lease of the last has run out.</summary>
    /// <param name="held">The term that the node believes it has.</param>
    /// <returns>Null while another leads.</returns>
    public async Task<LeaderTerm?> HoldAsync(Guid node, LeaderTerm? held, CancellationToken cancellation)
    {
        var term = await source.QueryAsync("""
            insert into deepflow.leader as l (node, term, until) values ($1, 1, now() + $3)
            on conflict (one) do update
            set node = $1, until = now() + $3, term = case when l.node = $1 and l.term = $2 and l.until > now() then l.term else l.term + 1 end
            where l.node = $1 or l.until < now()
            returning term
            """, r => r.GetInt64(0), [node, held?.Number ?? 0L, Lease], cancellation);
        return term is [var number] ? new LeaderTerm(node, number) : null;
    }

    private async Task DoAsync(LeaderTerm term, Dictionary<ILeaderDuty, long> doneAt, CancellationToken stop)
    {
        foreach (var duty in duties)
        {
            if (doneAt.TryGetValue(duty, out var last) && clock.GetElapsedTime(last) < duty.Every) continue;
            await duty.RunAsync(term, stop);
            doneAt[duty] = clock.GetTimestamp();
        }
    }

    private async Task ResignAsync(LeaderTerm term)
    {
        try { await source.ExecuteAsync("update deepflow.leader set until = now() where node = $1 and term = $2", [term.Node, term.Number], CancellationToken.None); }
        catch (Exception e) when (e is NpgsqlException or IOException)
        {
            log.LogDebug("The lead could not be handed on ({Reason}); its lease will run out.", e.Message);
        }
    }
}
