using System.Collections.Immutable;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <summary>Starts instances and posts commands to them. What is acknowledged here is committed; the dispatcher does the rest.</summary>
public sealed class InstanceCommands(NpgsqlDataSource source, Bundles bundles, Roster roster, ActivityRegistry activities, Dispatcher dispatcher, Wakeups wakeups)
{
    /// <summary>Starts a pipeline of a published bundle.</summary>
    /// <param name="entry">A step to enter at; null: where the pipeline's <c>on started</c> says, or its first.</param>
    /// <param name="id">The instance's id, where the caller must know it before; null: a new one.</param>
    /// <param name="keptFrom">An earlier run; what it has done before <paramref name="entry"/> is kept.</param>
    /// <param name="key">A repeated start under the same key returns the instance of the first.</param>
    /// <param name="priority">-1000..1000, of all the run's jobs: a point is a minute's head start in the queue, and running jobs of lower priority that checkpoint make room.</param>
    public async Task<Guid> StartAsync(string project, string bundleHash, string pipeline, RecordValue arguments, string startedBy,
        string? entry = null, string? key = null, Guid? id = null, int priority = 0, Guid? keptFrom = null, CancellationToken cancellation = default)
    {
        var bundle = await bundles.GetAsync(project, bundleHash, cancellation);
        if (!bundle.Pipelines.TryGetValue(pipeline, out var definition))
            throw new EngineException("unknown_pipeline", $"There is no pipeline {pipeline}; the definition holds {string.Join(", ", bundle.Pipelines.Keys)}.", EngineProblem.NotFound);
        arguments = RunArguments.Read(definition, arguments);
        CheckPriority(priority);
        entry ??= definition.Triggers.FirstOrDefault(t => t.Event == "started")?.Entry;
        if (entry is not null) CheckPath(bundle, definition, entry);

        FailPoints.Pass("start.committing");
        var made = id ?? Guid.CreateVersion7();
        var instance = new Instance(project, made, 0, bundleHash, pipeline, made, null, null, arguments, startedBy, new InstanceState());
        if (key is { Length: 0 }) throw new EngineException("bad_key", "The key of a start must have a letter at least; leave it out for a start that nobody repeats.");
        if (key is null && await dispatcher.TryStartAsync(instance, new Started(entry, keptFrom), new(priority, keptFrom), cancellation))
        {
            FailPoints.Pass("start.committed");
            return made;
        }
        var started = await source.QueryAsync($"""
            with made as (
                insert into deepflow.instance (id, project, bundle, pipeline, root, arguments, started_by, start_key, priority, kept_from)
                values ($1, $2, $3, $4, $1, $5::json, $7, $8::text, $10, $11::uuid)
                on conflict (project, start_key) where start_key is not null do nothing returning id),
            placed as (insert into deepflow.instance_state (instance, project, state) select id, $2, $6 from made),
            told as (insert into deepflow.event (project, instance, body) select $2, id, $9::json from made),
            hint as (select {Wakeups.TellOfEvents} from made)
            select id from made union all select i.id from deepflow.instance i, (select count(*) from hint) h where i.project = $2 and i.start_key = $8::text
            """,
            r => r.GetGuid(0),
            [made, project, bundleHash, pipeline, Sql.Json((Value)arguments), StateRows.Fresh, startedBy, key, Sql.Json<InstanceEvent>(new Started(entry, keptFrom)), priority, keptFrom],
            cancellation);
        FailPoints.Pass("start.committed");
        wakeups.Ring(Wakeups.Events);
        return started is [var run] ? run : await StartedAsync(project, key!, cancellation);
    }

    /// <summary>The run of a start under the same key that committed while this one waited for it: too new for that statement to see.</summary>
    private async Task<Guid> StartedAsync(string project, string key, CancellationToken cancellation) =>
        (await source.QueryAsync("select id from deepflow.instance where project = $1 and start_key = $2", r => r.GetGuid(0), [project, key], cancellation))[0];

    public Task CancelAsync(string project, Guid instance, string by, string? reason, CancellationToken cancellation) =>
        PostAsync(project, instance, new CancelRequested(by, reason), cancellation);

    /// <summary>Enters a step of a running instance by hand.</summary>
    /// <exception cref="EngineException"><c>unknown_person</c>, <c>wrong_role</c>, <c>unknown_step</c>, <c>instance_ended</c> or <c>instance_paused</c></exception>
    public async Task EnterAsync(string project, Guid instance, string step, string by, string? reason, CancellationToken cancellation)
    {
        var (bundle, definition) = await DefinitionOfAsync(project, instance, cancellation);
        CheckPath(bundle, definition, step);
        EntryRights.Check(bundle, definition, step, await roster.RequireAsync(project, by, cancellation), activities.Catalog);
        await PostAsync(project, instance, new EnterRequested(step, by, reason), cancellation);
    }

    /// <summary>Tries the step of an open incident again.</summary>
    public async Task RetryAsync(string project, Guid instance, string step, string by, CancellationToken cancellation)
    {
        await RequireIncidentAsync(project, instance, step, cancellation);
        await PostAsync(project, instance, new RetryRequested(step, by), cancellation);
    }

    /// <summary>Leaves the step of an open incident by an outcome, with an output given by hand.</summary>
    /// <param name="output">By name, of the types that the step declares; what is left out is missing to later steps.</param>
    /// <exception cref="EngineException"><c>no_incident</c>, <c>unknown_outcome</c>, <c>bad_output</c>, <c>instance_ended</c> or <c>instance_paused</c></exception>
    public async Task SkipAsync(string project, Guid instance, string step, string by, string outcome, Value output, CancellationToken cancellation)
    {
        await RequireIncidentAsync(project, instance, step, cancellation);
        var (bundle, definition) = await DefinitionOfAsync(project, instance, cancellation);
        if (definition.Find(step, outcome) is null)
            throw new EngineException("unknown_outcome",
                $"{step} cannot be left as \"{outcome}\", for no edge leads on from there; it can as {string.Join(", ", definition.Connections.Where(c => c.From == step).Select(c => c.Outcome))}.");
        var read = GivenOutput.Read(bundle, definition.Find(step)!, output, activities.Catalog);
        await PostAsync(project, instance, new SkipRequested(step, by, outcome, read), cancellation);
    }

    /// <summary>What a step puts out, with the types; nothing where there is no such step.</summary>
    public async Task<ImmutableArray<RecordField>> OutputsAsync(string project, Guid instance, string step, CancellationToken cancellation)
    {
        var (bundle, definition) = await DefinitionOfAsync(project, instance, cancellation);
        return definition.Find(step) is { } node ? GivenOutput.DeclaredBy(bundle, node, activities.Catalog) : [];
    }

    /// <summary>Pauses a run and all that it called: nothing further is begun, what is under way may end.</summary>
    public async Task PauseAsync(string project, Guid run, string by, string? reason, CancellationToken cancellation)
    {
        if (await IsPausedAsync(project, run, cancellation)) throw new EngineException("already_paused", $"The run {run} is paused already; resume it, or cancel it.", EngineProblem.Conflict);
        await PostAsync(project, run, new PauseRequested(by, reason), cancellation);
    }

    /// <summary>Lets a paused run go on, beginning with what has arrived meanwhile.</summary>
    public async Task ResumeAsync(string project, Guid run, string by, CancellationToken cancellation)
    {
        if (!await IsPausedAsync(project, run, cancellation)) throw new EngineException("not_paused", $"The run {run} is not paused.", EngineProblem.Conflict);
        await PostAsync(project, run, new ResumeRequested(by), cancellation, whilePaused: true);
    }

    /// <summary>Gives a variable of a running or paused instance another value.</summary>
    public async Task SetVariableAsync(string project, Guid instance, string variable, Value value, string by, string? reason, CancellationToken cancellation)
    {
        var (_, definition) = await DefinitionOfAsync(project, instance, cancellation);
        var declared = definition.Variables.FirstOrDefault(v => v.Name == variable)
            ?? throw new EngineException("unknown_variable", definition.Variables.IsEmpty
                ? $"{definition.Name} has no variables, so there is no {variable} to set."
                : $"{definition.Name} has no variable {variable}; it has {string.Join(", ", definition.Variables.Select(v => v.Name))}.", EngineProblem.NotFound);
        var type = TypeText.Parse(declared.Type);
        var read = GivenValue.Read(type, value)
            ?? throw new EngineException("bad_value", $"{variable} cannot be {(value.IsMissing ? "nothing" : $"\"{value}\"")}: it is declared as {type}, {TypedValues.Describe(type)}.");
        await PostAsync(project, instance, new SetVariableRequested(variable, read, by, reason), cancellation, whilePaused: true);
    }

    /// <summary>The variables of an instance's pipeline, with their types.</summary>
    public async Task<ImmutableArray<VariableDefinition>> VariablesAsync(string project, Guid instance, CancellationToken cancellation) =>
        (await DefinitionOfAsync(project, instance, cancellation)).Item2.Variables;

    private async Task<bool> IsPausedAsync(string project, Guid run, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"select i.root, i.status, s.state::json -> 'paused' is not null from {StateRows.Source} where i.project = $1 and i.id = $2",
            r => (Root: r.GetGuid(0), Status: r.GetString(1), Paused: r.GetBoolean(2)), [project, run], cancellation);
        if (rows.Count == 0) throw await ArchiveReader.WhyAbsentAsync(source, project, run, cancellation);
        if (rows[0].Status != "running") throw Ended(run, rows[0].Status);
        if (rows[0].Root != run) throw new EngineException("not_a_run", $"{run} was called by the run {rows[0].Root}; a run is paused and resumed as a whole, by that id.");
        return rows[0].Paused;
    }

    private async Task RequireIncidentAsync(string project, Guid instance, string step, CancellationToken cancellation)
    {
        var open = await source.QueryAsync("select 1 from deepflow.incident where project = $1 and instance = $2 and node = $3 and resolved_at is null",
            r => 1, [project, instance, step], cancellation);
        if (open.Count == 0) throw new EngineException("no_incident", $"The step {step} of instance {instance} has no open incident.", EngineProblem.NotFound);
    }

    /// <summary>Follows <c>model.tuning</c> through the pipelines that are called.</summary>
    /// <exception cref="EngineException"><c>unknown_step</c></exception>
    internal static void CheckPath(Bundle bundle, WorkflowDefinition definition, string path)
    {
        var node = definition.Find(Reachability.Head(path));
        if (node is null or JoinNode)
            throw new EngineException("unknown_step", $"{definition.Name} has no step {Reachability.Head(path)}; it has {string.Join(", ", definition.Nodes.Where(n => n is ActivityNode or CallNode).Select(n => n.Id))}.", EngineProblem.NotFound);
        if (Reachability.Rest(path) is not { } rest) return;
        if (node is not CallNode call)
            throw new EngineException("unknown_step", $"{node.Id} of {definition.Name} calls no pipeline, so there is no {path}.", EngineProblem.NotFound);
        CheckPath(bundle, bundle.Pipelines[call.Pipeline], rest);
    }

    private async Task<(Bundle, WorkflowDefinition)> DefinitionOfAsync(string project, Guid instance, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync("select bundle, pipeline from deepflow.instance where project = $1 and id = $2",
            r => (r.GetString(0), r.GetString(1)), [project, instance], cancellation);
        if (rows.Count == 0) throw await ArchiveReader.WhyAbsentAsync(source, project, instance, cancellation);
        var bundle = await bundles.GetAsync(project, rows[0].Item1, cancellation);
        return (bundle, bundle.Pipelines[rows[0].Item2]);
    }

    /// <param name="whilePaused">Whether a paused instance acts on it at once; otherwise it is refused, rather than kept and forgotten.</param>
    private async Task PostAsync(string project, Guid instance, InstanceEvent body, CancellationToken cancellation, bool whilePaused = false)
    {
        var posted = await source.QueryAsync($"""
            with running as (select i.id, i.status, not $4 and s.state::json -> 'paused' is not null as paused from {StateRows.Source} where i.project = $1 and i.id = $2),
            told as (insert into deepflow.event (project, instance, body) select $1, id, $3::json from running where status = 'running' and not paused returning 1)
            select status, paused, (select count(*) from told), {Wakeups.TellOfEvents}::text from running
            """, r => (Status: r.GetString(0), Paused: r.GetBoolean(1)), [project, instance, Sql.Json(body), whilePaused || body is CancelRequested], cancellation);
        if (posted.Count == 0) throw await ArchiveReader.WhyAbsentAsync(source, project, instance, cancellation);
        if (posted[0].Status != "running") throw Ended(instance, posted[0].Status);
        if (posted[0].Paused) throw new EngineException("instance_paused", $"The instance {instance} is paused: resume its run first, or cancel it.", EngineProblem.Conflict);
        FailPoints.Pass("command.committed");
        wakeups.Ring(Wakeups.Events);
    }

    private static EngineException Ended(Guid instance, string status) => new("instance_ended", $"The instance {instance} has ended already: it is {status}.", EngineProblem.Conflict);

    internal static void CheckPriority(int priority)
    {
        if (priority is < -1000 or > 1000) throw new EngineException("bad_priority", $"{priority} cannot be a priority: choose one from -1000 to 1000; 0 is usual.");
    }
}
