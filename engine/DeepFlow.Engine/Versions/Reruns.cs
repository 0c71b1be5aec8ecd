using System.Collections.Immutable;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Versions;

/// <summary>Starts runs that build on what an earlier one has done, on its definition or on another.</summary>
public sealed class Reruns(NpgsqlDataSource source, Bundles bundles, InstanceCommands commands)
{
    /// <param name="from">The path of the step to begin at: what lies before it keeps its outputs. <c>model.tuning</c> enters a called pipeline.</param>
    /// <param name="definition">The hash of the definition to run on; null: the earlier run's.</param>
    /// <param name="more">Arguments for parameters that the earlier run was not given.</param>
    /// <returns>The new run.</returns>
    /// <exception cref="EngineException"><c>rerun_needs</c>: a step from there on needs one that has no output to keep.</exception>
    public async Task<Guid> StartAsync(string project, Guid run, string from, string? definition, RecordValue more, string by, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"select {InstanceRow.Columns} from {StateRows.Source} where i.project = $1 and i.id = $2", InstanceRow.Read, [project, run], cancellation);
        if (rows.Count == 0) throw await ArchiveReader.WhyAbsentAsync(source, project, run, cancellation);
        var earlier = rows[0].Parse();
        var old = await bundles.GetAsync(project, earlier.BundleHash, cancellation);
        var to = await bundles.GetAsync(project, definition ?? earlier.BundleHash, cancellation);
        if (to.Pipelines.TryGetValue(earlier.Pipeline, out var pipeline))
        {
            InstanceCommands.CheckPath(to, pipeline, from);
            CheckNeeds(old, to, pipeline, earlier, from);
        }
        return await commands.StartAsync(project, definition ?? earlier.BundleHash, earlier.Pipeline, Arguments(earlier, more), by, from, keptFrom: run, cancellation: cancellation);
    }

    private static RecordValue Arguments(Instance earlier, RecordValue more)
    {
        foreach (var (name, _) in more.Fields)
            if (!earlier.Arguments.Member(name).IsMissing)
                throw new EngineException("argument_given", $"The run {earlier.Id} was given {name}, and what it has done was done with that. To change it start a new run.");
        var latest = earlier.State.Arguments.Aggregate(earlier.Arguments, (all, newer) => all.With(newer.Key, newer.Value));
        return more.Fields.Aggregate(latest, (all, field) => all.With(field.Key, field.Value));
    }

    private static void CheckNeeds(Bundle old, Bundle to, WorkflowDefinition pipeline, Instance earlier, string from)
    {
        var head = Reachability.Head(from);
        var ahead = Reachability.Forward(pipeline, head);
        var kept = KeptOutputs.Of(old, to, earlier.Pipeline, earlier.State);
        // A step inside a called pipeline is entered with the arguments that the call had.
        var readers = Reachability.Rest(from) is not null && kept.NodeAt(head).LastChild is not null ? ahead.Remove(head) : ahead;
        var needs = MigrationPlanner.Passed(pipeline, readers, id => id == head || kept.NodeAt(id).Status is NodeStatus.Done or NodeStatus.Skipped).ToImmutableArray();
        if (needs is [var (step, reader), ..])
            throw new EngineException("rerun_needs", earlier.State.NodeAt(step).Status == NodeStatus.Done
                ? $"{reader} needs {step}, which is another step in this definition than the one that the run {earlier.Id} has done. Rerun from {step}."
                : $"{reader} needs {step}, which the run {earlier.Id} has not done. Rerun from {step}.");
    }
}
