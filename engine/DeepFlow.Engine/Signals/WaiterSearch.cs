using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Signals;

/// <summary>Finds who waits for a signal, with its run, where this process remembers nobody: after a restart, or after a long time.</summary>
internal sealed class WaiterSearch
{
    private const int LargestBatch = 200;
    private readonly NpgsqlDataSource source;
    private readonly Gathering<(string Project, Signal Signal), WaitingStep?> searches;

    public WaiterSearch(NpgsqlDataSource source)
    {
        this.source = source;
        searches = new(LargestBatch, FindTogetherAsync);
    }

    /// <returns>Null where nobody waits, or several do. What is asked for at the same time is one statement.</returns>
    public Task<WaitingStep?> FindAsync(string project, Signal signal) => searches.AskAsync((project, signal));

    private async Task<IReadOnlyList<WaitingStep?>> FindTogetherAsync(IReadOnlyList<(string Project, Signal Signal)> sought)
    {
        var steps = new WaitingStep?[sought.Count];
        var several = new HashSet<int>();
        await source.QueryAsync($"""
            select {InstanceRow.Columns}, u.place::int - 1, w.node, w.iteration
            from unnest($1::text[], $2::text[], $3::text[]) with ordinality as u (project, name, correlation, place)
            cross join lateral (select * from deepflow.waiter w where w.project = u.project and w.signal = u.name and w.correlation = u.correlation limit 2) as w
            join deepflow.instance i on i.id = w.instance join deepflow.instance_state s on s.instance = i.id
            """, r => Take(InstanceRow.Read(r), r.GetInt32(InstanceRow.Count), r.GetString(InstanceRow.Count + 1), r.GetInt32(InstanceRow.Count + 2)),
            [sought.Select(s => s.Project).ToArray(), sought.Select(s => s.Signal.Name).ToArray(), sought.Select(s => s.Signal.Correlation).ToArray()], CancellationToken.None);
        foreach (var place in several) steps[place] = null;
        return steps;

        bool Take(InstanceRow row, int place, string node, int iteration)
        {
            if (steps[place] is not null) return several.Add(place);
            var (project, signal) = sought[place];
            steps[place] = new(project, new(signal.Name, signal.Correlation), row.Unparsed.Id, node, iteration) { Row = row };
            return true;
        }
    }
}
