using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using DeepFlow.Engine.Instances;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>
/// Who may not decide a task with <c>not by step</c>: whoever decided that step, started the run, entered a round of it by
/// hand, or authored what the step submitted (its output <c>author</c>).
/// </summary>
internal static class FourEyes
{
    /// <returns>Each excluded person, and why.</returns>
    public static async Task<Dictionary<string, string>> ExcludedAsync(NpgsqlTransaction transaction, string project, HumanTask task, CancellationToken cancellation)
    {
        var excluded = new Dictionary<string, string>(StringComparer.Ordinal);
        var starters = await transaction.QueryAsync("select started_by from deepflow.instance where project = $1 and id = $2", r => r.GetString(0), [project, task.Root], cancellation);
        foreach (var starter in starters) excluded[starter] = "they started this run";
        var entered = await transaction.QueryAsync("select distinct actor from deepflow.journal where project = $1 and root = $2 and kind = 'entered_by_hand' and actor is not null",
            r => r.GetString(0), [project, task.Root], cancellation);
        foreach (var person in entered) excluded[person] = "they entered a round of this run by hand";
        foreach (var path in task.NotBy)
        {
            var (instance, node) = await FindAsync(transaction, task.Instance, path, cancellation);
            if (instance is not { } owner) continue;
            var deciders = await transaction.QueryAsync("""
                select d.person from deepflow.task t join deepflow.task_decision d on d.task = t.id
                where t.instance = $1 and t.node = $2 and t.iteration = (select max(iteration) from deepflow.task where instance = $1 and node = $2)
                """, r => r.GetString(0), [owner, node], cancellation);
            foreach (var person in deciders) excluded[person] = $"they decided {path}";
            var states = await transaction.QueryAsync($"select {StateRows.Columns} from {StateRows.Source} where i.id = $1", r => StateRows.Read(r, 0).Parse(), [owner], cancellation);
            if (states is [var state] && state.NodeAt(node).Output.Member("author") is TextValue author) excluded[author.Value] = $"they authored what {path} submitted";
        }
        return excluded;
    }

    /// <summary>Follows <c>model.experiment_evaluation</c> through the latest child of each call.</summary>
    private static async Task<(Guid? Instance, string Node)> FindAsync(NpgsqlTransaction transaction, Guid instance, string path, CancellationToken cancellation)
    {
        while (Reachability.Rest(path) is { } rest)
        {
            var children = await transaction.QueryAsync("select id from deepflow.instance where parent = $1 and parent_node = $2 order by started_at desc, id desc limit 1",
                r => r.GetGuid(0), [instance, Reachability.Head(path)], cancellation);
            if (children is not [var child]) return (null, path);
            (instance, path) = (child, rest);
        }
        return (instance, path);
    }
}
