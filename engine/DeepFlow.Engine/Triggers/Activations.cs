using System.Collections.Immutable;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Triggers;

/// <summary>Activates published pipelines, so that their triggers start runs, and ends that.</summary>
public sealed class Activations(NpgsqlDataSource source, Bundles bundles, Wakeups wakeups)
{
    /// <summary>
    /// Activates a pipeline under a name. Where the name is active already it goes on with this definition and these
    /// arguments; runs under way stay as they are, and what has fired does not fire again.
    /// </summary>
    /// <param name="name">Null: the pipeline's.</param>
    /// <param name="priority">Of its runs, -1000..1000.</param>
    /// <exception cref="EngineException"><c>no_triggers</c>, <c>trigger_unbound</c>, <c>unknown_pipeline</c>, or what is wrong with the arguments.</exception>
    public async Task<Activation> ActivateAsync(string project, string bundleHash, string pipeline, RecordValue arguments, string by, string? name, CancellationToken cancellation, int priority = 0)
    {
        var bundle = await bundles.GetAsync(project, bundleHash, cancellation);
        if (!bundle.Pipelines.TryGetValue(pipeline, out var definition))
            throw new EngineException("unknown_pipeline", $"There is no pipeline {pipeline}; the definition holds {string.Join(", ", bundle.Pipelines.Keys)}.", EngineProblem.NotFound);
        arguments = RunArguments.Read(definition, arguments);
        InstanceCommands.CheckPriority(priority);
        var triggers = TriggersOf(definition, arguments);

        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = (await transaction.QueryAsync("""
            insert into deepflow.activation (id, project, name, bundle, pipeline, arguments, activated_by, priority) values ($1, $2, $3, $4, $5, $6::json, $7, $8)
            on conflict (project, name) where deactivated_at is null
            do update set bundle = excluded.bundle, pipeline = excluded.pipeline, arguments = excluded.arguments, activated_by = excluded.activated_by, priority = excluded.priority, activated_at = now()
            returning id
            """, r => r.GetGuid(0), [Guid.CreateVersion7(), project, name ?? pipeline, bundleHash, pipeline, Sql.Json((Value)arguments), by, priority], cancellation))[0];
        await transaction.ExecuteAsync("delete from deepflow.trigger where activation = $1", [id], cancellation);
        await transaction.ExecuteAsync("""
            insert into deepflow.trigger (activation, trigger, project, event, subject, zone, entry, parameter)
            select $1, trigger, $2, event, subject, zone, entry, parameter
            from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as u (trigger, event, subject, zone, entry, parameter)
            """,
            [id, project, triggers.Select(t => t.Text).ToArray(), triggers.Select(t => t.Event).ToArray(), triggers.Select(t => t.Subject).ToArray(),
             triggers.Select(t => t.Zone).ToArray(), triggers.Select(t => t.Entry).ToArray(), triggers.Select(t => t.Parameter).ToArray()], cancellation);
        await FireStartedAsync(transaction, id, cancellation);
        await transaction.ExecuteAsync("select pg_notify($1, $2), pg_notify($1, $3)", [Wakeups.Channel, Wakeups.Causes, Wakeups.Schedules], cancellation);
        await transaction.CommitAsync("activation", cancellation);
        wakeups.Ring(Wakeups.Causes);
        wakeups.Ring(Wakeups.Schedules);
        return (await ListAsync(project, cancellation)).Single(a => a.Id == id);
    }

    /// <summary>Ends an activation: it starts nothing more, and drops the causes that wait. Its runs go on.</summary>
    /// <exception cref="EngineException"><c>unknown_activation</c></exception>
    public async Task DeactivateAsync(string project, string name, string by, CancellationToken cancellation)
    {
        var ended = await source.QueryAsync($"""
            with ended as (
                update deepflow.activation set deactivated_by = $3, deactivated_at = now() where project = $1 and name = $2 and deactivated_at is null returning id),
            silent as (delete from deepflow.trigger where activation in (select id from ended)),
            dropped as (update deepflow.cause set status = 'dropped', settled_at = now() where activation in (select id from ended) and status = 'waiting')
            select {Wakeups.TellOfSchedules}::text from ended
            """, r => 1, [project, name, by], cancellation);
        if (ended.Count == 0) throw Unknown(name);
        FailPoints.Pass("deactivation.committed");
        wakeups.Ring(Wakeups.Schedules);
    }

    /// <summary>Those that listen, by name.</summary>
    public Task<List<Activation>> ListAsync(string project, CancellationToken cancellation) => source.QueryAsync("""
        select a.id, a.name, a.bundle, a.pipeline, a.arguments::text, array(select t.trigger from deepflow.trigger t where t.activation = a.id order by t.trigger),
               a.activated_by, a.activated_at, a.deactivated_at,
               array(select r.instance from deepflow.activated_run r where r.activation = a.id order by r.started_at),
               (select count(*)::int from deepflow.cause c where c.activation = a.id and c.status in ('waiting', 'delivering'))
        from deepflow.activation a where a.project = $1 and a.deactivated_at is null order by a.name
        """,
        r => new Activation(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.RecordAt(4), [.. r.GetFieldValue<string[]>(5)], r.GetString(6),
            r.GetFieldValue<DateTimeOffset>(7), r.TimeAt(8), [.. r.GetFieldValue<Guid[]>(9)], r.GetInt32(10)),
        [project], cancellation);

    /// <summary>What has fired an activation's triggers, newest first; also of one that has ended, the latest of that name.</summary>
    /// <exception cref="EngineException"><c>unknown_activation</c></exception>
    public async Task<List<Cause>> CausesAsync(string project, string name, int limit, CancellationToken cancellation)
    {
        var found = await source.QueryAsync("select id from deepflow.activation where project = $1 and name = $2 order by activated_at desc limit 1", r => r.GetGuid(0), [project, name], cancellation);
        if (found is not [var id]) throw Unknown(name);
        return await source.QueryAsync("""
            select id, trigger, cause, data::text, at, status, instance, settled_at from deepflow.cause where activation = $1 order by id desc limit $2
            """,
            r => new Cause(r.GetInt64(0), r.GetString(1), r.GetString(2), r.RecordAt(3), r.GetFieldValue<DateTimeOffset>(4), Enum.Parse<CauseStatus>(r.GetString(5), ignoreCase: true), r.GuidAt(6), r.TimeAt(7)),
            [id, limit], cancellation);
    }

    /// <summary>Tells from outside that something watched has a new version: a source, a branch of the code.</summary>
    /// <returns>How many triggers fired; 0 also where they have fired for this version before.</returns>
    public async Task<int> TellAsync(string project, Change change, CancellationToken cancellation)
    {
        var data = Value.Record(("name", Value.Of(change.Name)), ("version", Value.Of(change.Version)), ("value", change.Value));
        var fired = await source.QueryAsync("select coalesce(sum(fired), 0)::int from deepflow.fire_triggers(array[$1], array[$2], array[$3], array[$4], array[$5], array[null::uuid])",
            r => r.GetInt32(0), [project, change.Trigger, change.Name, change.Version, Sql.Json((Value)data)], cancellation);
        FailPoints.Pass("change.committed");
        if (fired[0] > 0) wakeups.Ring(Wakeups.Causes);
        return fired[0];
    }

    /// <summary>The first run, of a pipeline that says so. An activation that is renewed has had it.</summary>
    private static Task FireStartedAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellation) => transaction.ExecuteAsync("""
        insert into deepflow.cause (project, activation, trigger, event, entry, cause, data)
        select project, activation, trigger, event, entry, 'activated', '{}' from deepflow.trigger where activation = $1 and event = 'started'
        on conflict (activation, trigger, cause) do nothing
        """, [id], cancellation);

    private sealed record Listener(string Event, string Subject, string? Zone, string? Entry, string? Parameter)
    {
        public string Text => $"{Event}{(Subject.Length > 0 ? $"({Parameter ?? Subject}{(Zone is null ? "" : $", {Zone}")})" : "")}{(Entry is null ? "" : $" -> {Entry}")}";
    }

    private static ImmutableArray<Listener> TriggersOf(WorkflowDefinition definition, RecordValue arguments)
    {
        var listeners = definition.Triggers.Select(t => ListenerOf(definition, t, arguments)).DistinctBy(l => l.Text).ToImmutableArray();
        return listeners.IsEmpty
            ? throw new EngineException("no_triggers", $"{definition.Name} has no trigger, so nothing would ever start it: write one, such as \"on cron(\\\"0 3 * * *\\\")\", or run it by hand.")
            : listeners;
    }

    private static Listener ListenerOf(WorkflowDefinition definition, TriggerDefinition trigger, RecordValue arguments)
    {
        if (trigger.Event == "cron") _ = CronSchedule.Of(TextOf(trigger, "schedule") ?? "", TextOf(trigger, "zone"));
        if (trigger.Event != Change.DataChanged)
            return new(trigger.Event, TextOf(trigger, trigger.Event switch { "cron" => "schedule", "event" => "name", "pushed" => "branch", "finished" => "pipeline", _ => "" }) ?? "", TextOf(trigger, "zone"), trigger.Entry, null);
        var parameter = (trigger.Arguments.FirstOrDefault(a => a.Name == "data")?.Value as Name)?.Identifier
            ?? throw new EngineException("trigger_unbound", $"{definition.Name}'s trigger data_changed watches no parameter.");
        var value = arguments.Member(parameter);
        if (value.IsMissing) throw new EngineException("trigger_unbound", $"The trigger data_changed({parameter}) of {definition.Name} watches {parameter}, which is given no value: say {parameter}=...");
        return new(trigger.Event, Change.NameOf(value) ?? throw new EngineException("trigger_unbound", $"The trigger data_changed({parameter}) of {definition.Name} cannot watch {value.ToText()}: it is a version on no branch, which never changes. Give a branch, such as {parameter}=NAME@main."),
            null, trigger.Entry, parameter);
    }

    private static string? TextOf(TriggerDefinition trigger, string argument) =>
        trigger.Arguments.FirstOrDefault(a => a.Name == argument)?.Value is Literal { Value: TextValue text } ? text.Value : null;

    private static EngineException Unknown(string name) => new("unknown_activation", $"No activation is called {name}; \"deepflow activations\" lists them.", EngineProblem.NotFound);
}
