using System.Collections.Immutable;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using Npgsql;

namespace DeepFlow.Engine.Versions;

/// <summary>Moves running runs to other definitions: says what that would do, and does it, the run and all that it called in one transaction.</summary>
public sealed class InstanceMigrations(NpgsqlDataSource source, Bundles bundles, GroupCommit commit, Wakeups wakeups, ActivityRegistry activities, TimeProvider clock)
{
    /// <summary>How often a run may move on between being read and being written.</summary>
    private const int MostTries = 20;

    /// <param name="to">Need not be published.</param>
    /// <param name="from">The path of a step from which everything shall be done again; null: only what must be.</param>
    /// <exception cref="EngineException">There is no such run under way, or no such step.</exception>
    public async Task<MigrationPlan> PreviewAsync(string project, Guid run, Bundle to, string? from, CancellationToken cancellation)
    {
        var tree = await ReadAsync(project, run, cancellation);
        return Plan(await bundles.GetAsync(project, tree[0].BundleHash, cancellation), to, to.Hash(), tree, from);
    }

    /// <returns>What was done.</returns>
    /// <exception cref="EngineException"><c>migration_blocked</c>: nothing was changed; the message says what stands in the way and what to do.</exception>
    public async Task<MigrationPlan> ApplyAsync(string project, Guid run, string hash, string? from, string by, CancellationToken cancellation)
    {
        var to = await bundles.GetAsync(project, hash, cancellation);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var tree = await ReadAsync(project, run, cancellation);
            var old = await bundles.GetAsync(project, tree[0].BundleHash, cancellation);
            var plan = Plan(old, to, hash, tree, from);
            if (plan.From == hash && from is null) return plan;
            if (!plan.Possible)
                throw new EngineException("migration_blocked", $"The run {run} was not moved. {string.Join(" ", plan.Instances.SelectMany(i => i.Blocks).Select(b => b.Message))}", EngineProblem.Conflict);
            PlannedTransition[] moves = [.. from move in plan.Instances join instance in tree on move.Instance equals instance.Id select Move(instance, move)];
            if (!await commit.CommitAllAsync(moves, cancellation)) continue;
            await GoOnAsync(project, moves, cancellation);
            return plan;

            PlannedTransition Move(Instance instance, InstanceMigration move) =>
                new(instance with { BundleHash = hash }, Transition.Migrate(old, to, hash, instance, move, by, clock.GetUtcNow(), activities), []);
        }
        throw new EngineException("run_busy", $"The run {run} moved on each time that it was to be migrated. Pause it first.", EngineProblem.Conflict);
    }

    internal static MigrationPlan Plan(Bundle old, Bundle to, string hash, List<Instance> tree, string? from)
    {
        var top = tree[0];
        if (from is not null && to.Pipelines.TryGetValue(top.Pipeline, out var definition)) InstanceCommands.CheckPath(to, definition, from);
        var plans = ImmutableArray.CreateBuilder<InstanceMigration>();
        Add(top, from);
        return new(top.Id, top.BundleHash, hash, plans.ToImmutable());

        void Add(Instance instance, string? entry)
        {
            var plan = MigrationPlanner.Plan(old, to, instance, entry);
            plans.Add(plan);
            foreach (var (id, node) in instance.State.Nodes)
            {
                if (plan.Find(id)?.Fate is not (null or StepFate.GoesOn)) continue; // its children are cancelled with it
                foreach (var child in Transition.OpenChildren(old.Pipelines[instance.Pipeline], id, node))
                    if (tree.FirstOrDefault(i => i.Id == child) is { } called) Add(called, null);
            }
        }
    }

    /// <summary>The run and what it called, as far as they are under way; the run first.</summary>
    private async Task<List<Instance>> ReadAsync(string project, Guid run, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"select {InstanceRow.Columns} from {StateRows.Source} where i.project = $1 and i.root = (select root from deepflow.instance where id = $2) order by i.parent nulls first, i.id",
            InstanceRow.Read, [project, run], cancellation);
        if (rows.Count == 0) throw await ArchiveReader.WhyAbsentAsync(source, project, run, cancellation);
        var tree = rows.ConvertAll(r => r.Parse());
        if (tree[0].Id != run) throw new EngineException("not_a_run", $"{run} was called by the run {tree[0].Id}; a run is migrated as a whole, by that id.");
        if (tree[0].State.Status != InstanceStatus.Running)
            throw new EngineException("instance_ended", $"The instance {run} has ended already: it is {tree[0].State.Status.ToString().ToLowerInvariant()}; rerun it with the other definition.", EngineProblem.Conflict);
        tree.RemoveAll(i => i.State.Status != InstanceStatus.Running);
        return tree;
    }

    /// <summary>A node that was moving an instance on knows it by its former version, and lets go of it; the event makes some node look again at once.</summary>
    private async Task GoOnAsync(string project, PlannedTransition[] moves, CancellationToken cancellation)
    {
        var going = moves.Where(m => m.Result.State.GoesOn).Select(m => m.Instance.Id).ToArray();
        await source.ExecuteAsync("insert into deepflow.event (project, instance, body) select $1, i, $3::json from unnest($2::uuid[]) i",
            [project, going, Sql.Json<InstanceEvent>(new Continue())], cancellation);
        wakeups.Ring(Wakeups.Events);
        wakeups.Ring(Wakeups.Journal);
        await source.ExecuteAsync("select pg_notify($1, $2), pg_notify($1, $3)", [Wakeups.Channel, Wakeups.Events, Wakeups.Journal], cancellation);
    }
}
