namespace DeepFlow.Engine.Keeping;

/// <summary>One thing that must hold of the rows.</summary>
/// <param name="Query">Selects what breaks it, as one text a row.</param>
/// <param name="Message">After the number of things found.</param>
/// <param name="Fix">Mends all of it and loses nothing; null: a person must look.</param>
internal sealed record Check(string Code, string Query, string Message, string Remedy, string? Fix = null);

/// <summary>What the database must hold at every moment, whatever has crashed. What is on its way (an event that waits) is no fault.</summary>
internal static class Checks
{
    private const string Fixable = "deepflow doctor --fix puts it right.";
    private const string Report = "This is a defect of DeepFlow: report it, with the run's journal. Entering a step by hand (deepflow enter) lets the run go on.";

    /// <summary>Nothing waits for the instance <c>i</c>, and nobody is in the middle of moving it.</summary>
    private const string Settled = "not exists (select 1 from deepflow.event e where e.instance = i.id) and not exists (select 1 from deepflow.instance_state s where s.instance = i.id and s.doing = 'g')";

    /// <summary>What arrives for a paused instance is kept in its state until it is resumed.</summary>
    private const string HoldsNothing = "not exists (select 1 from deepflow.instance_state s where s.instance = i.id and s.doing = 'p' and s.state::json -> 'held' is not null)";

    /// <summary>The nodes of instances under way that nothing waits for, as rows <c>n (instance, node, status, work, iteration, wait)</c>; nodes lie in two places, of which the instance's own row is the newer.</summary>
    private const string OpenNodes = $"""
        with running as (select i.id, i.project from deepflow.instance i where i.status = 'running' and {Settled} and {HoldsNothing}),
        stored as (
            select s.instance, r.key as node, r.value as state from running join deepflow.instance_state s on s.instance = running.id cross join json_each(s.nodes::json) r
            union all
            select n.instance, n.node, n.state from running join deepflow.node_state n on n.instance = running.id join deepflow.instance_state s on s.instance = n.instance
            where s.nodes::json -> n.node is null),
        n as (
            select instance, node, coalesce(state ->> 'status', 'done') as status, (state ->> 'work')::uuid as work,
                   coalesce((state ->> 'iteration')::int, 1) as iteration, state -> 'wait' as wait from stored)
        """;

    /// <summary>A step that looks again and again keeps the job of its last look.</summary>
    private const string NotBetweenChecks = "not exists (select 1 from deepflow.timer t where t.instance = n.instance and t.node = n.node and t.kind = 'check')";

    /// <summary>Of one that has not ended nothing but its transition knows what it is doing: the next puts it right.</summary>
    private const string DoingByStatus = """
        (case when i.status = 'running' then case when s.doing in ('d', 'f', 'c') then 'r' else s.doing::text end
              when i.status = 'finished' then 'd' when i.status = 'failed' then 'f' else 'c' end)::"char"
        """;

    private const string ListedWrong = $"s.doing <> {DoingByStatus} or s.root is distinct from nullif(i.root, i.id)";

    public static IReadOnlyList<Check> All { get; } =
    [
        new("instance_without_state", "select i.id::text from deepflow.instance i where not exists (select 1 from deepflow.instance_state s where s.instance = i.id)",
            "instances have no state, so they can neither go on nor be shown.", "Restore the table instance_state from a backup, or delete these instances."),
        new("listed_as_living", $"select i.id::text from deepflow.instance i join deepflow.instance_state s on s.instance = i.id where {ListedWrong}",
            "instances are listed as what they are not: among those that have not ended, and have, or the other way round, or under another run.", Fixable,
            $"update deepflow.instance_state s set doing = {DoingByStatus}, root = nullif(i.root, i.id) from deepflow.instance i where i.id = s.instance and ({ListedWrong})"),
        new("activated_run_not_listed", $"""
            select i.id::text from deepflow.instance i where i.activation is not null and i.status = 'running' and not exists (select 1 from deepflow.activated_run r where r.instance = i.id)
            union all select r.instance::text from deepflow.activated_run r where not exists (select 1 from deepflow.instance i where i.id = r.instance and i.activation = r.activation and i.status = 'running')
            """,
            "runs of activations that live are not listed as such, or ended ones are: further runs wait for ever, or do not.", Fixable, """
            delete from deepflow.activated_run r where not exists (select 1 from deepflow.instance i where i.id = r.instance and i.activation = r.activation and i.status = 'running');
            insert into deepflow.activated_run (instance, project, activation, started_at)
                select i.id, i.project, i.activation, i.started_at from deepflow.instance i where i.activation is not null and i.status = 'running' on conflict do nothing
            """),
        new("instance_without_definition", "select i.id::text from deepflow.instance i where not exists (select 1 from deepflow.bundle b where b.project = i.project and b.hash = i.bundle)",
            "instances run on definitions that are not there.", "Publish the definition again from the project's repository: the same text has the same hash."),
        new("event_without_instance", "select e.id::text from deepflow.event e where not exists (select 1 from deepflow.instance i where i.id = e.instance)",
            "events wait for instances that are not there.", Fixable, "delete from deepflow.event e where not exists (select 1 from deepflow.instance i where i.id = e.instance)"),
        new("event_set_aside", "select format('%s of %s: %s', e.id, e.instance, e.defect) from deepflow.event e where e.defect is not null order by e.id",
            "events were set aside, for the engine failed on them.", "After an update --fix tries them again; until then the run can be cancelled.", "update deepflow.event set defect = null where defect is not null"),
        new("event_waits_long", "select format('%s of %s since %s', e.id, e.instance, e.at) from deepflow.event e where e.defect is null and e.at < now() - interval '10 minutes' order by e.id",
            "events have waited for ten minutes.", "No node is at work, or they cannot keep up: see deepflow up, and the nodes' logs."),
        new("job_without_end", $"{OpenNodes} select format('%s %s: job %s', n.instance, n.node, n.work) from n join deepflow.job j on j.id = n.work join deepflow.instance i on i.id = n.instance where n.status = 'active' and j.status not in ('queued', 'held', 'running', 'parked') and {NotBetweenChecks}",
            "steps are under way whose job has ended, and no event says so.", Report),
        new("task_without_end", $"{OpenNodes} select format('%s %s: task %s', n.instance, n.node, n.work) from n join deepflow.task t on t.id = n.work where n.status = 'active' and t.status <> 'open'",
            "steps wait for people whose task has been decided, and no event says so.", Report),
        new("child_without_end", $"{OpenNodes} select format('%s %s: instance %s', n.instance, n.node, n.work) from n join deepflow.instance c on c.id = n.work where n.status = 'active' and c.status <> 'running'",
            "steps wait for a called pipeline that has ended, and no event says so.", Report),
        new("step_without_work", $"""
            {OpenNodes} select format('%s %s: %s', n.instance, n.node, n.work) from n where n.status = 'active' and n.work is not null
              and not exists (select 1 from deepflow.job j where j.id = n.work) and not exists (select 1 from deepflow.task t where t.id = n.work) and not exists (select 1 from deepflow.instance c where c.id = n.work)
            """,
            "steps are under way whose job, task or called instance is not there.", Report),
        new("retry_without_timer", $"{OpenNodes} select format('%s %s', n.instance, n.node) from n where n.status = 'retrying' and not exists (select 1 from deepflow.timer t where t.instance = n.instance and t.node = n.node and t.kind = 'retry')",
            "steps wait for another attempt that no timer will start.", Report),
        new("wait_without_waiter", $"""
            {OpenNodes} select format('%s %s', n.instance, n.node) from n where n.status in ('active', 'retrying') and n.wait is not null and (
                n.wait -> 'signal' is not null
                    and not exists (select 1 from deepflow.waiter w where w.instance = n.instance and w.node = n.node and w.iteration = n.iteration and w.signal is not null)
                or n.wait -> 'check' is not null and n.work is null and {NotBetweenChecks}
                or n.wait -> 'signal' is null and n.wait -> 'check' is null
                    and not exists (select 1 from deepflow.timer t where t.instance = n.instance and t.node = n.node and t.iteration = n.iteration and t.kind in ('wait', 'timeout')))
            """,
            "steps wait for a signal that cannot reach them, or for a time or a check that no timer brings.",
            "Enter each again by hand (deepflow enter): it then waits anew. This is a defect of DeepFlow: report it, with the run's journal."),
        new("incident_without_row", $"{OpenNodes} select format('%s %s', n.instance, n.node) from n where n.status = 'incident' and not exists (select 1 from deepflow.incident x where x.instance = n.instance and x.node = n.node and x.resolved_at is null)",
            "steps wait at an incident that nobody sees.", Report),
        new("work_of_an_ended_instance", $"""
            select format('job %s of %s', j.id, i.id) from deepflow.job j join deepflow.instance i on i.id = j.instance where i.status <> 'running' and j.status in ('queued', 'held', 'running', 'parked')
            union all select format('task %s of %s', t.id, i.id) from deepflow.task t join deepflow.instance i on i.id = t.instance where i.status <> 'running' and t.status = 'open'
            union all select format('timer %s of %s', t.id, i.id) from deepflow.timer t join deepflow.instance i on i.id = t.instance where i.status <> 'running'
            union all select format('waiter %s of %s', w.node, i.id) from deepflow.waiter w join deepflow.instance i on i.id = w.instance where i.status <> 'running'
            union all select format('incident %s of %s', x.id, i.id) from deepflow.incident x join deepflow.instance i on i.id = x.instance where i.status <> 'running' and x.resolved_at is null
            """,
            "jobs, tasks, timers, waits or incidents are open though their instance has ended.", Fixable, """
            update deepflow.job j set status = 'cancelled', lease_until = null, ended_at = now() from deepflow.instance i where i.id = j.instance and i.status <> 'running' and j.status in ('queued', 'held', 'running', 'parked');
            update deepflow.task t set status = 'withdrawn', superseded_by_round = t.round from deepflow.instance i where i.id = t.instance and i.status <> 'running' and t.status = 'open';
            delete from deepflow.task_candidate c using deepflow.task t where t.id = c.task and t.status <> 'open';
            delete from deepflow.timer t using deepflow.instance i where i.id = t.instance and i.status <> 'running';
            delete from deepflow.waiter w using deepflow.instance i where i.id = w.instance and i.status <> 'running';
            update deepflow.incident x set resolved_at = now(), resolution = 'the run has ended' from deepflow.instance i where i.id = x.instance and i.status <> 'running' and x.resolved_at is null
            """),
        new("child_of_an_ended_instance", $"select i.id::text from deepflow.instance i join deepflow.instance p on p.id = i.parent where i.status = 'running' and p.status <> 'running' and {Settled}",
            "called instances go on though their caller has ended.", Fixable, $$"""
            insert into deepflow.event (project, instance, body)
            select i.project, i.id, json_build_object('$', 'cancel_requested', 'by', 'doctor', 'reason', 'its caller has ended')
            from deepflow.instance i join deepflow.instance p on p.id = i.parent where i.status = 'running' and p.status <> 'running' and {{Settled}}
            """),
        new("held_though_not_paused", $"select format('job %s of %s', j.id, i.id) from deepflow.job j join deepflow.instance i on i.id = j.instance join deepflow.instance_state s on s.instance = i.id where j.status = 'held' and i.status = 'running' and s.state::json -> 'paused' is null and {Settled}",
            "jobs are held though their run is not paused.", Fixable, """
            update deepflow.coordination k set held = false from deepflow.job j, deepflow.instance_state s where j.id = k.job and k.held and s.instance = j.instance and s.state::json -> 'paused' is null;
            update deepflow.job j set status = 'queued' from deepflow.instance_state s where s.instance = j.instance and j.status = 'held' and s.state::json -> 'paused' is null
            """),
        new("part_without_coordinator", """
            select format('job %s of %s, %s', j.id, j.instance, j.part) from deepflow.job j join deepflow.job c on c.id = j.family
            where j.part <> '' and c.status in ('completed', 'cancelled', 'discarded')
              and (j.status in ('queued', 'held', 'running') or exists (select 1 from deepflow.part p where p.job = j.id and p.retry_at is not null))
            """,
            "parts of steps go on though their step is done or was left.", Fixable, """
            with open as (
                update deepflow.part p set retry_at = null from deepflow.job c
                where c.id = p.coordinator and c.status in ('completed', 'cancelled', 'discarded') and p.end_number is null returning p.job)
            update deepflow.job j set status = 'cancelled', ended_at = now() from open where j.id = open.job and j.status in ('queued', 'held', 'running', 'failed', 'lost')
            """),
        new("coordinator_not_woken", """
            select format('job %s of %s', j.id, j.instance) from deepflow.job j join deepflow.coordination k on k.job = j.id
            where j.status = 'parked' and (k.held
               or k.ends > k.told and k.wakes = 'each' or not exists (select 1 from deepflow.part p where p.coordinator = k.job and p.end_number is null))
            """,
            "steps are not told of parts that have ended, or wait for none.", Fixable, """
            update deepflow.job j set status = case when k.held then 'held' else 'queued' end, queued_at = now() from deepflow.coordination k
            where k.job = j.id and j.status = 'parked' and (k.held
               or k.ends > k.told and k.wakes = 'each' or not exists (select 1 from deepflow.part p where p.coordinator = k.job and p.end_number is null))
            """),
        new("part_without_end", """
            select format('job %s of %s, %s: %s', j.id, j.instance, j.part, j.status) from deepflow.job j join deepflow.part p on p.job = j.id join deepflow.job c on c.id = p.coordinator
            where c.status in ('queued', 'held', 'running', 'parked') and (
                p.end_number is null and p.retry_at is null and j.status not in ('queued', 'held', 'running')
                or p.end_number is not null and j.status not in ('completed', 'failed', 'lost'))
            """,
            "parts of steps have ended, and their step will never hear of it; or have not, and it has.", Report),
        new("lease_run_out", "select format('job %s of %s, held by %s', j.id, j.instance, j.worker) from deepflow.job j where j.status = 'running' and j.lease_until < now() - interval '1 minute'",
            "jobs are held by workers that have been silent for long, and nobody takes them back.", "No engine node is at work: start one with deepflow up."),
        new("timer_overdue", "select format('%s of %s %s, due %s', t.kind, t.instance, t.node, t.fires_at) from deepflow.timer t where t.fires_at < now() - interval '10 minutes'",
            "timers should have fired ten minutes ago.", "No engine node is at work, or its clock is wrong: see deepflow up, and the nodes' logs."),
    ];
}
