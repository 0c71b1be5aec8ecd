using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Keeping;

/// <summary>Checks what must hold of the rows, whatever has crashed. It reads only, unless asked to mend.</summary>
public sealed class Doctor(NpgsqlDataSource source, Wakeups wakeups)
{
    private const int MostNamed = 20;

    /// <summary>Everything that does not hold; of each thing the first are named.</summary>
    public async Task<List<Finding>> CheckAsync(CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        // One moment for all checks: what moves meanwhile is no fault.
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        foreach (var check in Checks.All)
        {
            var found = await moment.QueryAsync($"select t.thing, count(*) over () from ({check.Query}) as t (thing) limit {MostNamed}", r => (Thing: r.GetString(0), Count: r.GetInt64(1)), [], cancellation);
            if (found.Count > 0) findings.Add(new(check.Code, $"{found[0].Count} {check.Message}", [.. found.Select(f => f.Thing)], check.Remedy, check.Fix is not null));
        }
        return findings;
    }

    /// <summary>Mends what can be mended without losing anything.</summary>
    /// <returns>How many rows were changed.</returns>
    public async Task<int> FixAsync(IEnumerable<Finding> findings, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var finding in findings.Where(f => f.Fixable))
            changed += await source.ExecuteAsync(Checks.All.First(c => c.Code == finding.Code).Fix!, [], cancellation);
        wakeups.Ring(Wakeups.Events);
        await source.ExecuteAsync("select pg_notify($1, $2), pg_notify($1, $3)", [Wakeups.Channel, Wakeups.Events, Wakeups.Jobs], cancellation);
        return changed;
    }
}
