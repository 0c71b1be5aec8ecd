using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>
/// A change of one task by a person: holds the task's row from the first look until the commit, so that of two people at the
/// same moment one is first and the other sees what that one did.
/// </summary>
internal sealed class TaskTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private TaskTransaction(NpgsqlConnection connection, NpgsqlTransaction rows, HumanTask task)
    {
        this.connection = connection;
        Rows = rows;
        Task = task;
    }

    public NpgsqlTransaction Rows { get; }

    /// <summary>The task as it was when its row was locked.</summary>
    public HumanTask Task { get; }

    /// <exception cref="EngineException"><c>unknown_task</c></exception>
    public static async Task<TaskTransaction> BeginAsync(NpgsqlDataSource source, string project, Guid task, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            var rows = await connection.BeginTransactionAsync(cancellation);
            await rows.QueryAsync($"select 1, {Sql.NoLongerThanALease} from deepflow.task where project = $1 and id = $2 for update", r => 1, [project, task], cancellation);
            var found = await rows.QueryAsync($"select {Inbox.Columns} from deepflow.task t where project = $1 and id = $2", Inbox.Read, [project, task], cancellation);
            return found is [var open] ? new(connection, rows, open) : throw Inbox.Unknown(task);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="EngineException"><c>task_decided</c> or <c>task_withdrawn</c></exception>
    public void CheckOpen()
    {
        if (Task.Status == HumanTaskStatus.Decided)
            throw new EngineException("task_decided", $"\"{Task.Title}\" is decided already: {Task.DecidedBy} said \"{Task.Outcome}\" at {Task.DecidedAt:u}.", EngineProblem.Conflict);
        if (Task.Status == HumanTaskStatus.Withdrawn)
            throw new EngineException("task_withdrawn", $"\"{Task.Title}\" was superseded by round {Task.SupersededByRound}; the run asks anew if it needs to.", EngineProblem.Conflict);
    }

    public Task JournalAsync(string kind, string person, CancellationToken cancellation, params (string Name, Value Value)[] data) => Rows.ExecuteAsync("""
        insert into deepflow.journal (project, instance, root, kind, node, round, actor, identity, data)
        select t.project, t.instance, t.root, $2, t.node, t.round, $3, 'asserted', $4::json from deepflow.task t where t.id = $1
        """, [Task.Id, kind, person, Sql.Json((Value)Value.Record([("task", Value.Of(Task.Id.ToString())), .. data.Where(d => !d.Value.IsMissing)]))], cancellation);

    /// <summary>Brings what the inbox shows of the task to what its row says now.</summary>
    public async Task OfferAsync(CancellationToken cancellation)
    {
        await Rows.ExecuteAsync(TaskRows.Unlist, [new[] { Task.Id }], cancellation);
        await Rows.ExecuteAsync(TaskRows.List, [new[] { Task.Id }], cancellation);
    }

    /// <param name="person">Whom alone it concerns, of those who subscribed for a person; null: whoever may decide the task.</param>
    public Task NotifyAsync(NoticeKind kind, string? person, CancellationToken cancellation) =>
        Rows.ExecuteAsync(NoticeRows.OfTasks, [new[] { Task.Id }, new[] { NoticeRows.NameOf(kind) }, new[] { person }], cancellation);

    /// <param name="boundary">Its name among the <see cref="FailPoints"/>.</param>
    public async Task CommitAsync(string boundary, CancellationToken cancellation)
    {
        await Rows.ExecuteAsync("select pg_notify($1, $2), pg_notify($1, $3)", [Wakeups.Channel, Wakeups.Events, Wakeups.Journal], cancellation);
        await Rows.CommitAsync(boundary, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Rows.DisposeAsync();
        await connection.DisposeAsync();
    }
}
