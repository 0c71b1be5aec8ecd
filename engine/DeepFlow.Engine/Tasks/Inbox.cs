using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <param name="Role">Tasks that this role may decide.</param>
/// <param name="Root">Tasks of one run and of what it called.</param>
public sealed record TaskFilter(HumanTaskStatus? Status = HumanTaskStatus.Open, string? Role = null, Guid? Root = null, int Limit = 200);

/// <summary>Reads the tasks of people.</summary>
public sealed class Inbox(NpgsqlDataSource source)
{
    internal const string Columns = """
        t.id, t.instance, t.root, t.pipeline, t.node, t.round, t.iteration, t.activity, t.roles, t.input::text, t.outcomes::text, t.required, t.not_by,
        array(select person from deepflow.task_decision d where d.task = t.id and d.outcome = t.outcomes -> 0 ->> 'name' order by at),
        t.status, t.superseded_by_round, t.outcome, t.target, t.decided_by, t.decided_at, t.due_at, t.escalated, t.created_at
        """;

    public Task<List<HumanTask>> ListAsync(string project, TaskFilter filter, CancellationToken cancellation) => source.QueryAsync($"""
        select {Columns} from deepflow.task t
        where project = $1 and ($2::text is null or status = $2) and ($3::text is null or roles && array[$3, 'everyone']) and ($4::uuid is null or root = $4)
        order by created_at desc, id limit $5
        """, Read, [project, filter.Status?.ToString().ToLowerInvariant(), filter.Role, filter.Root, filter.Limit], cancellation);

    /// <exception cref="EngineException">There is no such task.</exception>
    public async Task<HumanTask> GetAsync(string project, Guid task, CancellationToken cancellation)
    {
        var found = await source.QueryAsync($"select {Columns} from deepflow.task t where project = $1 and id = $2", Read, [project, task], cancellation);
        return found.Count > 0 ? found[0] : throw new EngineException("unknown_task", $"There is no task {task} in this project.", EngineProblem.NotFound);
    }

    internal static HumanTask Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4), r.GetInt32(5), r.GetInt32(6), r.GetString(7),
        [.. r.GetFieldValue<string[]>(8)], r.RecordAt(9), r.FromJson<System.Collections.Immutable.ImmutableArray<TaskOutcome>>(10), r.GetInt32(11), [.. r.GetFieldValue<string[]>(12)],
        [.. r.GetFieldValue<string[]>(13)], Enum.Parse<HumanTaskStatus>(r.GetString(14), ignoreCase: true), r.IntAt(15), r.TextAt(16), r.TextAt(17), r.TextAt(18),
        r.TimeAt(19), r.TimeAt(20), r.GetBoolean(21), r.GetFieldValue<DateTimeOffset>(22));
}
