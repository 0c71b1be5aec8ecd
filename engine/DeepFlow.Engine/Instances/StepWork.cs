using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <summary>What was done at a step in one of its iterations: a job's work, or a question to people.</summary>
/// <param name="Kind">job or task.</param>
/// <param name="Input">The arguments, as evaluated when the step was entered.</param>
/// <param name="Output">What a job gave; null while it runs, and for tasks, whose step holds it.</param>
/// <param name="By">The worker, or the person who decided.</param>
public sealed record StepWork(Guid Id, string Kind, int Iteration, int Round, int Attempt, string Status, RecordValue Input, string? Outcome, Value? Output,
    string? ErrorCode, string? Error, string? By, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);

/// <summary>Reads what a step was given and what it gave, over all its iterations.</summary>
public sealed class StepWorkQuery(NpgsqlDataSource source)
{
    /// <returns>The latest iteration first; nothing for a step that the engine carries out itself, or that was not entered.</returns>
    public Task<List<StepWork>> ListAsync(string project, Guid instance, string node, CancellationToken cancellation) => source.QueryAsync("""
        select id, 'job', iteration, round, attempt, deepflow.seen_status(j), input::text, outcome, output::text, error_code, error, worker, created_at, started_at, ended_at
        from deepflow.job j where project = $1 and instance = $2 and node = $3 and part = ''
        union all
        select id, 'task', iteration, round, 1, status, input::text, outcome, null, null, null, decided_by, created_at, created_at, decided_at
        from deepflow.task where project = $1 and instance = $2 and node = $3
        order by 3 desc, 13 desc
        """,
        r => new StepWork(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetString(5), r.RecordAt(6), r.TextAt(7),
            r.IsDBNull(8) ? null : r.FromJson<Value>(8), r.TextAt(9), r.TextAt(10), r.TextAt(11), r.GetFieldValue<DateTimeOffset>(12), r.TimeAt(13), r.TimeAt(14)),
        [project, instance, node], cancellation);
}
