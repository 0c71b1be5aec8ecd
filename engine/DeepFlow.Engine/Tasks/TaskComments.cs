using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>What somebody said about a task, without deciding it.</summary>
public sealed record TaskComment(long Id, Guid Task, string Person, string Text, DateTimeOffset At);

/// <summary>People talk about a task where they decide it. A comment stays when the task is decided, and may be added after.</summary>
public sealed class TaskComments(NpgsqlDataSource source, Roster roster, Wakeups wakeups)
{
    private const int LongestText = 20_000;

    /// <exception cref="EngineException"><c>unknown_person</c>, <c>unknown_task</c>, <c>no_text</c> or <c>text_too_long</c></exception>
    public async Task<TaskComment> AddAsync(string project, Guid task, string by, string text, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new EngineException("no_text", "A comment needs words.");
        if (text.Length > LongestText) throw new EngineException("text_too_long", $"A comment has {LongestText:N0} characters at most; this one has {text.Length:N0}.");
        var person = await roster.RequireAsync(project, by, cancellation);
        await using var change = await TaskTransaction.BeginAsync(source, project, task, cancellation);
        var added = await change.Rows.QueryAsync("""
            insert into deepflow.task_comment (project, task, person, text, identity) values ($1, $2, $3, $4, 'asserted')
            returning id, task, person, text, at
            """, Read, [project, task, person.Name, text], cancellation);
        await change.JournalAsync("task_commented", person.Name, cancellation, ("text", Value.Of(text)));
        await change.CommitAsync("comment", cancellation);
        wakeups.Ring(Wakeups.Journal);
        return added[0];
    }

    /// <summary>In the order in which they were made.</summary>
    public Task<List<TaskComment>> ListAsync(string project, IReadOnlyCollection<Guid> tasks, CancellationToken cancellation) => source.QueryAsync(
        "select id, task, person, text, at from deepflow.task_comment where project = $1 and task = any($2) order by id", Read, [project, tasks.ToArray()], cancellation);

    private static TaskComment Read(NpgsqlDataReader r) => new(r.GetInt64(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4));
}
