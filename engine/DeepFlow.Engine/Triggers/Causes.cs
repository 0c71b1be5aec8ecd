using System.Collections.Immutable;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Triggers;

/// <summary>
/// Gives causes that wait to runs. The activation's row is locked meanwhile, so of any number of nodes one decides at a
/// time, and a cause and the run that it starts are one transaction.
/// </summary>
public sealed class Causes(NpgsqlDataSource source, Bundles bundles, Wakeups wakeups, TimeProvider clock, ILogger<Causes> log)
{
    private const int MostActivations = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var bell = wakeups.Bell(Wakeups.Causes);
            try
            {
                await DispatchAsync(cancellation);
                await Wakeups.WaitAsync(bell, Poll, cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the triggers ({Reason}); trying again.", e.Message);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <returns>How many causes changed their state.</returns>
    public async Task<int> DispatchAsync(CancellationToken cancellation)
    {
        var activations = await source.QueryAsync("select distinct activation from deepflow.cause where status = 'waiting' limit $1", r => r.GetGuid(0), [MostActivations], cancellation);
        var moved = 0;
        foreach (var activation in activations)
        {
            try { moved += await DispatchAsync(activation, cancellation); }
            catch (Exception e) when (e is not (OperationCanceledException or NpgsqlException or IOException))
            {
                log.LogError(e, "The causes of activation {Activation} cannot be given to runs; they wait.", activation);
            }
        }
        if (moved > 0) wakeups.Ring(Wakeups.Events);
        return moved;
    }

    private sealed record Listening(Guid Id, string Project, string Name, string Bundle, string Pipeline, RecordValue Arguments, string By, int Priority, bool Active);

    private sealed record Row(WaitingCause Cause, string? Parameter, string Key, RecordValue Data);

    private async Task<int> DispatchAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var locked = await transaction.QueryAsync("""
            select id, project, name, bundle, pipeline, arguments::text, activated_by, priority, deactivated_at is null from deepflow.activation where id = $1 for update skip locked
            """, r => new Listening(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.RecordAt(5), r.GetString(6), r.GetInt32(7), r.GetBoolean(8)), [id], cancellation);
        if (locked is not [var activation]) return 0; // another node is at it
        if (!activation.Active)
        {
            var dropped = await transaction.ExecuteAsync("update deepflow.cause set status = 'dropped', settled_at = now() where activation = $1 and status = 'waiting'", [id], cancellation);
            await transaction.CommitAsync("cause", cancellation);
            return dropped;
        }
        var definition = (await bundles.GetAsync(activation.Project, activation.Bundle, cancellation)).Pipelines[activation.Pipeline];
        var rows = await transaction.QueryAsync("select id, trigger, event, entry, parameter, cause, data::text from deepflow.cause where activation = $1 and status = 'waiting' order by id",
            r => new Row(new(r.GetInt64(0), r.GetString(1), r.GetString(2), r.TextAt(3)), r.TextAt(4), r.GetString(5), r.RecordAt(6)), [id], cancellation);
        var living = await LivingAsync(transaction, activation, definition, cancellation);
        var steps = CausePlan.Of(definition, [.. rows.Select(r => r.Cause)], living);
        foreach (var step in steps)
        {
            var row = rows.First(r => r.Cause.Id == step.Cause);
            switch (step)
            {
                case CauseStep.Start: activation = await StartAsync(transaction, activation, row, cancellation); break;
                case CauseStep.Deliver deliver: activation = await DeliverAsync(transaction, activation, row, deliver.Run, cancellation); break;
                case CauseStep.Replace replace: await ReplaceAsync(transaction, activation, row, rows.First(r => r.Cause.Id == replace.By), living, cancellation); break;
                case CauseStep.Cancel cancel: await CancelAsync(transaction, activation, row, cancel.Run, cancellation); break;
            }
        }
        await transaction.CommitAsync("cause", cancellation);
        return steps.Length;
    }

    /// <summary>A run that already has a cause on its way takes no other.</summary>
    internal const string Living = """
        select r.instance, not exists (select 1 from deepflow.cause c where c.activation = $1 and c.status = 'delivering' and c.instance = r.instance)
            and (exists (select 1 from deepflow.waiter w where w.instance = r.instance)
                 or exists (select 1 from deepflow.task t where t.instance = r.instance and t.status = 'open' and t.node = any($2)))
        from deepflow.activated_run r where r.activation = $1 order by r.started_at, r.instance
        """;

    private static async Task<List<LivingRun>> LivingAsync(NpgsqlTransaction transaction, Listening activation, WorkflowDefinition definition, CancellationToken cancellation)
    {
        var awaiting = definition.Nodes.OfType<ActivityNode>().Where(n => n is { Kind: ActivityKind.Task, OpenOutcomes: true }).Select(n => n.Id).ToArray();
        return await transaction.QueryAsync(Living, r => new LivingRun(r.GetGuid(0), r.GetBoolean(1)), [activation.Id, awaiting], cancellation);
    }

    private static async Task<Listening> StartAsync(NpgsqlTransaction transaction, Listening activation, Row row, CancellationToken cancellation)
    {
        activation = await BindAsync(transaction, activation, row, cancellation);
        var run = Guid.CreateVersion7();
        await transaction.ExecuteAsync("""
            with made as (
                insert into deepflow.instance (id, project, bundle, pipeline, root, arguments, started_by, activation, priority)
                values ($1, $2, $3, $4, $1, $5::json, $6, $7, $11)),
            placed as (insert into deepflow.instance_state (instance, project, state) values ($1, $2, $8)),
            listed as (insert into deepflow.activated_run (instance, project, activation) values ($1, $2, $7)),
            told as (insert into deepflow.event (project, instance, body) values ($2, $1, $9::json))
            update deepflow.cause set status = 'started', instance = $1, settled_at = now() where id = $10
            """,
            [run, activation.Project, activation.Bundle, activation.Pipeline, Sql.Json((Value)activation.Arguments), activation.By, activation.Id, StateRows.Fresh,
             Sql.Json<InstanceEvent>(new Started(row.Cause.Entry, Cause: Told(activation, row))), row.Cause.Id, activation.Priority], cancellation);
        return activation;
    }

    private static async Task<Listening> DeliverAsync(NpgsqlTransaction transaction, Listening activation, Row row, Guid run, CancellationToken cancellation)
    {
        activation = await BindAsync(transaction, activation, row, cancellation);
        var arrival = new CauseArrived(row.Cause.Id, row.Cause.Trigger, row.Cause.Entry!, row.Parameter, row.Data.Member("value"), Told(activation, row));
        await transaction.ExecuteAsync("""
            with told as (insert into deepflow.event (project, instance, body) values ($1, $2, $3::json))
            update deepflow.cause set status = 'delivering', instance = $2 where id = $4
            """, [activation.Project, run, Sql.Json<InstanceEvent>(arrival), row.Cause.Id], cancellation);
        return activation;
    }

    /// <summary>Whatever starts a later run, it starts on the newest data.</summary>
    private static async Task<Listening> BindAsync(NpgsqlTransaction transaction, Listening activation, Row row, CancellationToken cancellation)
    {
        if (row.Parameter is not { } parameter || row.Data.Member("value") is not { IsMissing: false } value) return activation;
        var arguments = activation.Arguments.With(parameter, value);
        await transaction.ExecuteAsync("update deepflow.activation set arguments = $2::json where id = $1", [activation.Id, Sql.Json((Value)arguments)], cancellation);
        return activation with { Arguments = arguments };
    }

    private static async Task ReplaceAsync(NpgsqlTransaction transaction, Listening activation, Row row, Row by, List<LivingRun> living, CancellationToken cancellation)
    {
        await transaction.ExecuteAsync("update deepflow.cause set status = 'replaced', settled_at = now() where id = $1", [row.Cause.Id], cancellation);
        if (living is not [var run, ..]) return;
        var data = Value.Record(("trigger", Value.Of(row.Cause.Trigger)), ("cause", Value.Of(row.Key)), ("by", Value.Of(by.Key)));
        await transaction.ExecuteAsync("""
            insert into deepflow.journal (project, instance, root, kind, round, data) values ($1, $2, $2, 'cause_replaced', 0, $3::json)
            """, [activation.Project, run.Id, Sql.Json((Value)data)], cancellation);
    }

    private static Task CancelAsync(NpgsqlTransaction transaction, Listening activation, Row row, Guid run, CancellationToken cancellation) => transaction.ExecuteAsync("""
        insert into deepflow.event (project, instance, body)
        select $1, $2, $3::json where not exists (select 1 from deepflow.event where instance = $2 and body ->> '$' = 'cancel_requested')
        """,
        [activation.Project, run, Sql.Json<InstanceEvent>(new CancelRequested(activation.By, $"{row.Cause.Trigger} replaces it"))], cancellation);

    private static RecordValue Told(Listening activation, Row row) => Value.Record(
        ("activation", Value.Of(activation.Name)), ("trigger", Value.Of(row.Cause.Trigger)), ("cause", Value.Of(row.Key)), ("data", row.Data));
}
