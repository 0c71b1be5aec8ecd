using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>Computes transitions: fetches what <see cref="Transition"/> needs and is not in the instance's state.</summary>
internal sealed class Planner(NpgsqlDataSource source, Bundles bundles, ActivityRegistry activities, TimeProvider clock)
{
    public async Task<PlannedTransition> PlanAsync(WaitingInstance waiting, CancellationToken cancellation)
    {
        var instance = waiting.Known ?? waiting.Row!.Parse();
        var bodies = new List<InstanceEvent>(waiting.Events.Count + 1);
        if (instance.State.GoesOn) bodies.Add(new Continue());
        foreach (var e in waiting.Events) bodies.Add(await CompleteAsync(instance, Sql.FromJson<InstanceEvent>(e.Body), cancellation));
        return new(instance, await ApplyAsync(instance, bodies, cancellation), [.. waiting.Events.Select(e => e.Id)]);
    }

    public async Task<PlannedTransition> ContinueAsync(Instance instance, CancellationToken cancellation) =>
        new(instance, await ApplyAsync(instance, [Continue.Event], cancellation), []);

    public async Task<PlannedTransition> DeliverAsync(Instance instance, SignalDelivery delivery, CancellationToken cancellation) =>
        new(instance, await ApplyAsync(instance, [delivery.Event], cancellation), []) { Delivery = delivery };

    public async Task<PlannedTransition> StartAsync(Instance instance, Started started, RunStart start, CancellationToken cancellation) =>
        new(instance, await ApplyAsync(instance, [await CompleteAsync(instance, started, cancellation)], cancellation), [], start);

    private async ValueTask<TransitionResult> ApplyAsync(Instance instance, IReadOnlyList<InstanceEvent> events, CancellationToken cancellation) =>
        Transition.Apply(await bundles.GetAsync(instance.Project, instance.BundleHash, cancellation), instance, events, clock.GetUtcNow(), activities);

    /// <summary>A start that keeps outputs needs the state of the run that made them.</summary>
    private async ValueTask<InstanceEvent> CompleteAsync(Instance instance, InstanceEvent body, CancellationToken cancellation)
    {
        if (body is not Started { Entry: not null } started) return body;
        var keptFrom = started.KeptFrom ?? (instance.Parent is null ? null : await LatestFinishedAsync(instance, cancellation));
        if (keptFrom is null) return instance.Parent is null ? started : started with { Entry = null };
        var found = await source.QueryAsync($"select {InstanceRow.Columns} from {StateRows.Source} where i.id = $1 and i.project = $2", InstanceRow.Read, [keptFrom.Value, instance.Project], cancellation);
        return started with { KeptFrom = keptFrom, Kept = found.Count > 0 ? await KeptAsync(instance, found[0].Parse(), cancellation) : null };
    }

    private async ValueTask<InstanceState> KeptAsync(Instance instance, Instance earlier, CancellationToken cancellation) =>
        earlier.BundleHash == instance.BundleHash ? earlier.State : KeptOutputs.Of(
            await bundles.GetAsync(earlier.Project, earlier.BundleHash, cancellation), await bundles.GetAsync(instance.Project, instance.BundleHash, cancellation), instance.Pipeline, earlier.State);

    /// <summary>A jump into a pipeline that has not run here builds on the project's latest finished run of it for the same arguments.</summary>
    private async Task<Guid?> LatestFinishedAsync(Instance instance, CancellationToken cancellation)
    {
        var found = await source.QueryAsync("""
            select id from deepflow.instance
            where project = $1 and pipeline = $2 and bundle = $3 and status = 'finished' and arguments::text = $4
            order by ended_at desc limit 1
            """, r => r.GetGuid(0), [instance.Project, instance.Pipeline, instance.BundleHash, Sql.Json((Workflows.Values.Value)instance.Arguments)], cancellation);
        return found.Count > 0 ? found[0] : null;
    }
}
