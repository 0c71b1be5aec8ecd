using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Notifications;

/// <summary>
/// Statements that write a row of <c>delivery</c> for each subscription that wants to hear of something, in the transaction
/// of the thing itself. Where nobody has subscribed they look at an empty table and write nothing.
/// </summary>
internal static class NoticeRows
{
    /// <summary>Parameters: tasks, kinds, and for each the person whom alone it concerns (or null).</summary>
    public const string OfTasks = $"""
        with told as (
            insert into deepflow.delivery (project, subscription, event, root, task, body)
            select t.project, s.id, u.event, t.root, t.id, json_build_object(
                'type', u.event, 'timestamp', {Timestamp}, 'data', json_strip_nulls(json_build_object(
                    'project', t.project, 'run', t.root, 'task', t.id, 'title', t.title, 'pipeline', t.pipeline, 'step', t.node, 'round', t.round, 'holders', t.roles,
                    'claimed_by', t.claimed_by, 'due_at', t.due_at, 'reminders', nullif(t.reminded, 0), 'outcome', t.outcome, 'target', t.target, 'decided_by', t.decided_by)))
            from unnest($1::uuid[], $2::text[], $3::text[]) u (task, event, person)
            join deepflow.task t on t.id = u.task
            join deepflow.subscription s on s.project = t.project and u.event = any(s.events) and (s.pipeline is null or s.pipeline = t.pipeline)
                and (cardinality(s.holders) = 0 or s.holders && t.roles)
                and (s.person is null or s.person = u.person or u.person is null and exists (
                    select 1 from deepflow.person_key k where k.project = s.project and k.person = s.person and k.key = any(t.roles)))
            returning 1)
        {Ring}
        """;

    /// <summary>Parameter: incidents that were opened.</summary>
    private const string OfIncidents = $"""
        with told as (
            insert into deepflow.delivery (project, subscription, event, root, body)
            select i.project, s.id, 'incident_opened', i.root, json_build_object(
                'type', 'incident_opened', 'timestamp', {Timestamp}, 'data', json_build_object(
                    'project', i.project, 'run', i.root, 'instance', i.instance, 'pipeline', p.pipeline, 'step', i.node, 'incident', i.kind, 'code', i.code, 'message', i.message))
            from deepflow.incident i join deepflow.instance p on p.id = i.instance
            join deepflow.subscription s on s.project = i.project and 'incident_opened' = any(s.events) and (s.pipeline is null or s.pipeline = p.pipeline)
            where i.id = any($1)
            returning 1)
        {Ring}
        """;

    /// <summary>Parameter: runs that have ended.</summary>
    private const string OfRuns = $"""
        with told as (
            insert into deepflow.delivery (project, subscription, event, root, body)
            select i.project, s.id, 'run_ended', i.id, json_build_object(
                'type', 'run_ended', 'timestamp', {Timestamp}, 'data', json_strip_nulls(json_build_object(
                    'project', i.project, 'run', i.id, 'pipeline', i.pipeline, 'status', i.status, 'reason', i.reason, 'started_by', i.started_by)))
            from deepflow.instance i
            join deepflow.subscription s on s.project = i.project and 'run_ended' = any(s.events) and (s.pipeline is null or s.pipeline = i.pipeline)
            where i.id = any($1)
            returning 1)
        {Ring}
        """;

    private const string Timestamp = """to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')""";

    private const string Ring = $"select {Wakeups.TellOfDeliveries} from told limit 1";

    /// <summary>What a group of transitions has to tell.</summary>
    public static void Write(Action<string, object?[]> add, IReadOnlyList<Effect> effects, Guid[] endedRuns)
    {
        var tasks = effects.SelectMany(Of).ToList();
        if (tasks.Count > 0)
            add(OfTasks, [tasks.Select(t => t.Task).ToArray(), tasks.Select(t => NameOf(t.Kind)).ToArray(), new string?[tasks.Count]]);
        if (effects.OfType<OpenIncident>().Select(i => i.Incident.Id).ToArray() is { Length: > 0 } incidents) add(OfIncidents, [incidents]);
        if (endedRuns.Length > 0) add(OfRuns, [endedRuns]);
    }

    /// <summary>As it is written in rows, requests and commands: <c>task_opened</c>.</summary>
    public static string NameOf(NoticeKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static IEnumerable<(Guid Task, NoticeKind Kind)> Of(Effect effect) => effect switch
    {
        CreateTask task => [(task.Id, NoticeKind.TaskOpened)],
        RemindTask task => [(task.Id, NoticeKind.TaskReminder)],
        EscalateTask { Step: 0, Roles.IsEmpty: true } task => [(task.Id, NoticeKind.TaskOverdue)],
        EscalateTask { Step: 0 } task => [(task.Id, NoticeKind.TaskOverdue), (task.Id, NoticeKind.TaskEscalated)],
        EscalateTask task => [(task.Id, NoticeKind.TaskEscalated)],
        _ => [],
    };
}
