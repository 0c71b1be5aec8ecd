using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>The rows of tasks, as transitions write them: statements to add to the batch of a group.</summary>
internal static class TaskRows
{
    private const int LongestTitle = 300;

    /// <summary>Takes tasks out of the inbox.</summary>
    public const string Unlist = "delete from deepflow.task_candidate where task = any($1)";

    /// <summary>Puts tasks that are open into the inbox of whoever they are offered to.</summary>
    public const string List = """
        insert into deepflow.task_candidate (project, holder, claimed, pipeline, node, task, created_at, due_at)
        select t.project, h.holder, t.claimed_by is not null, t.pipeline, t.node, t.id, t.created_at, coalesce(t.due_at, 'infinity')
        from deepflow.task t
        cross join lateral (
            select unnest(t.roles) union select '*' union select '=' || t.claimed_by where t.claimed_by is not null) h (holder)
        where t.id = any($1) and t.status = 'open'
        """;

    private const string Insert = """
        insert into deepflow.task (id, project, instance, root, pipeline, node, round, iteration, activity, bundle, title, search, roles, input, outcomes, required, not_by, due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, to_tsvector('simple', $12), $13, $14::json, $15::json, $16, $17, $18::timestamptz)
        """;

    // One row a statement: arrays of arrays (roles, four eyes) do not travel through unnest, and tasks are rare.
    public static void Create(Action<string, object?[]> add, IReadOnlyList<(Instance Instance, CreateTask Task)> rows)
    {
        foreach (var (instance, task) in rows)
        {
            var title = HumanTask.TitleOf(task.Input, task.Node, instance.Pipeline).Replace("\0", "", StringComparison.Ordinal); // no text in PostgreSQL holds it
            add(Insert,
            [
                task.Id, instance.Project, instance.Id, instance.Root, instance.Pipeline, task.Node, task.Round, task.Iteration, task.Activity, instance.BundleHash,
                SearchWords.Shorten(title, LongestTitle), SearchWords.Of($"{title} {instance.Pipeline} {task.Node}"), task.Roles.ToArray(),
                Sql.Json((Value)task.Input), Sql.Json(task.Outcomes), task.Approvals?.Count ?? 1, task.Approvals?.NotBy.ToArray() ?? [], task.DueAt?.ToUniversalTime(),
            ]);
        }
        if (rows.Count > 0) add(List, [Ids(rows.Select(r => r.Task.Id))]);
    }

    public static void Withdraw(Action<string, object?[]> add, IReadOnlyList<WithdrawTask> withdrawn)
    {
        if (withdrawn.Count == 0) return;
        add("""
            update deepflow.task t set status = 'withdrawn', superseded_by_round = u.round, outcome = null, target = null, decided_by = null, decided_at = null
            from unnest($1::uuid[], $2::int[]) as u (id, round) where t.id = u.id and t.status <> 'withdrawn'
            """, [Ids(withdrawn.Select(w => w.Id)), withdrawn.Select(w => w.ByRound).ToArray()]);
        add(Unlist, [Ids(withdrawn.Select(w => w.Id))]);
    }

    public static void OfferOutcomes(Action<string, object?[]> add, IReadOnlyList<OfferOutcomes> offers)
    {
        foreach (var offer in offers) add("update deepflow.task set outcomes = $2::json where id = $1 and status = 'open'", [offer.Id, Sql.Json(offer.Outcomes)]);
    }

    public static void Escalate(Action<string, object?[]> add, IReadOnlyList<EscalateTask> escalated)
    {
        var further = escalated.Where(e => !e.Roles.IsEmpty).ToList();
        foreach (var escalation in further)
            add("""
                update deepflow.task t set escalated = true, roles = array(select r from unnest(t.roles || $2) with ordinality u (r, at) group by r order by min(at))
                where id = $1 and status = 'open'
                """, [escalation.Id, escalation.Roles.ToArray()]);
        if (further.Count == 0) return;
        add(Unlist, [Ids(further.Select(e => e.Id))]);
        add(List, [Ids(further.Select(e => e.Id))]);
    }

    public static void Remind(Action<string, object?[]> add, IReadOnlyList<RemindTask> reminded)
    {
        if (reminded.Count > 0) add("update deepflow.task set reminded = reminded + 1 where id = any($1) and status = 'open'", [Ids(reminded.Select(r => r.Id))]);
    }

    private static Guid[] Ids(IEnumerable<Guid> ids) => [.. ids];
}
