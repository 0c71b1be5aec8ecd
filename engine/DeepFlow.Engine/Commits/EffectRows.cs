using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Triggers;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// Turns a group's effects into a batch with one statement for each kind of row, whatever the group's size. New rows come
/// before changes to rows, so that what one transition makes another of the same group may take back.
/// </summary>
internal sealed class EffectRows(NpgsqlBatch batch)
{
    /// <summary>Who has something to do once this is committed: topics of <see cref="Wakeups"/>.</summary>
    public HashSet<string> Topics { get; } = [];

    /// <summary>As part of the transaction. Two that do so commit one after the other, each with its own wait for the disk.</summary>
    public void TellOthers()
    {
        foreach (var topic in Topics) Add("select pg_notify($1, $2)", Wakeups.Channel, topic);
    }

    internal readonly record struct Row<T>(Instance Instance, T Effect) where T : Effect;

    /// <summary>Runs that begin with their first transition. One whose id is taken fails the whole group.</summary>
    public void StartInstances(IReadOnlyList<PlannedTransition> starts)
    {
        if (starts.Count == 0) return;
        Add("""
            with u as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::int[], $13::uuid[])
                    as u (id, project, bundle, pipeline, started_by, arguments, doing, version, state, nodes, variables, priority, kept_from)),
            started as (
                insert into deepflow.instance (id, project, bundle, pipeline, root, started_by, arguments, priority, kept_from)
                select id, project, bundle, pipeline, id, started_by, arguments::json, priority, kept_from from u)
            insert into deepflow.instance_state (instance, project, doing, version, state, nodes, variables)
            select id, project, doing::"char", version, state, nodes, variables from u
            """,
            Column(starts, t => t.Instance.Id), Column(starts, t => t.Instance.Project), Column(starts, t => t.Instance.BundleHash), Column(starts, t => t.Instance.Pipeline),
            Column(starts, t => t.Instance.StartedBy), Column(starts, t => Sql.Json((Value)t.Instance.Arguments)), Column(starts, DoingOf),
            Column(starts, t => t.After.Version), Column(starts, t => t.Rows.State), Column(starts, t => t.Rows.Recent.Json), Column(starts, t => t.Rows.Variables), Column(starts, t => t.Start!.Priority), Column(starts, t => t.Start!.KeptFrom));
    }

    /// <summary>Unless every instance is still at the version that its transition was computed from, nothing of the group is written.</summary>
    public void MoveInstances(IReadOnlyList<PlannedTransition> group)
    {
        if (group.Count == 0) return;
        Add("""
            with moved as (
                update deepflow.instance_state s
                set version = s.version + 1, doing = u.doing::"char", state = u.state, nodes = u.nodes, variables = coalesce(u.variables, s.variables)
                from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) as u (instance, version, doing, state, nodes, variables)
                where s.instance = u.instance and s.version = u.version
                returning 1)
            select case when (select count(*) from moved) <> $7 then deepflow.refuse_stale() end
            """,
            Column(group, t => t.Instance.Id), Column(group, t => t.Instance.Version), Column(group, DoingOf),
            Column(group, t => t.Rows.State), Column(group, t => t.Rows.Recent.Json), Column(group, t => t.Rows.Variables), (long)group.Count);
    }

    private static string DoingOf(PlannedTransition transition) => StateRows.DoingOf(transition.Result);

    public void EndInstances(IReadOnlyList<PlannedTransition> group)
    {
        PlannedTransition[] ended = [.. group.Where(t => t.Result.State.Status != t.Instance.State.Status)];
        if (ended.Length == 0) return;
        Add("""
            update deepflow.instance i set status = u.status, result = u.result::json, reason = u.reason, ended_at = now()
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as u (id, status, result, reason) where i.id = u.id
            """,
            Column(ended, t => t.Instance.Id), Column(ended, t => t.Result.State.Status.ToString().ToLowerInvariant()),
            Column(ended, t => t.Result.State.Result is { IsMissing: false } result ? Sql.Json(result) : null), Column(ended, t => t.Result.State.Reason));
        Guid[] activated = [.. ended.Where(t => t.Instance.Activation is not null).Select(t => t.Instance.Id)];
        if (activated.Length > 0) Add("delete from deepflow.activated_run where instance = any($1)", activated);
    }

    /// <summary>The nodes that no longer fit into their instances' rows.</summary>
    public void MoveNodes(IReadOnlyList<PlannedTransition> group)
    {
        var nodes = group.SelectMany(t => t.Rows.Moved.Select(n => (t.Instance, n.Node, n.State))).ToArray();
        if (nodes.Length == 0) return;
        Add("""
            insert into deepflow.node_state (instance, node, project, state)
            select instance, node, project, state::json from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as u (instance, node, project, state)
            on conflict (instance, node) do update set state = excluded.state
            """,
            Column(nodes, n => n.Instance.Id), Column(nodes, n => n.Node), Column(nodes, n => n.Instance.Project), Column(nodes, n => n.State));
    }

    /// <summary>Unless all of them still wait, nothing of the group is written.</summary>
    public void Consume(long[] events)
    {
        if (events.Length == 0) return;
        Add("""
            with consumed as (delete from deepflow.event where id = any($1) returning 1)
            select case when (select count(*) from consumed) <> $2 then deepflow.refuse_stale() end
            """, events, (long)events.Length);
    }

    public void Write(IReadOnlyList<PlannedTransition> group)
    {
        SignalDelivery[] delivered = [.. group.Select(t => t.Delivery).OfType<SignalDelivery>()];
        if (group.All(IsPlain)) new WaiterRows(this).Write([], [], delivered);
        else WriteAll(group, delivered);
        Journal(Of<JournalEntry>(group));
    }

    /// <summary>Most steps of most runs write nothing but the journal, and need not be asked for each kind of row.</summary>
    private static bool IsPlain(PlannedTransition transition)
    {
        if (transition.Result.State.Status != transition.Instance.State.Status) return false;
        foreach (var effect in transition.Result.Effects)
            if (effect is not JournalEntry) return false;
        return true;
    }

    private void WriteAll(IReadOnlyList<PlannedTransition> group, SignalDelivery[] delivered)
    {
        StartChildren(Of<StartChild>(group));
        CreateJobs(Of<CreateJob>(group));
        TaskRows.Create(Add, [.. Of<CreateTask>(group).Select(r => (r.Instance, r.Effect))]);
        MoveTimers(Of<MoveTimers>(group));
        SetTimers(Of<SetTimer>(group));
        new WaiterRows(this).Write(Of<BeginWait>(group), Of<EndWait>(group), delivered);
        OpenIncidents(Of<OpenIncident>(group));
        ChangeJobs(group);
        PartRows.Cancel(Add, EffectsOf<CancelParts>(group));
        HoldJobs(Of<HoldJobs>(group));
        ChangeTasks(group);
        MoveToBundles(Of<MoveToBundle>(group));
        DropTimers(Of<DropTimers>(group));
        CloseIncidents(Of<CloseIncident>(group));
        PostEvents(group);
        new CauseRows(this).Write(group);
        NoticeRows.Write(Add, EffectsOf<Effect>(group), [.. group.Where(t => t.Instance.Parent is null && t.Result.State.Status != t.Instance.State.Status).Select(t => t.Instance.Id)]);
    }

    internal static Row<T>[] Of<T>(IReadOnlyList<PlannedTransition> group) where T : Effect
    {
        List<Row<T>>? rows = null;
        foreach (var transition in group)
            foreach (var effect in transition.Result.Effects)
                if (effect is T wanted) (rows ??= []).Add(new(transition.Instance, wanted));
        return rows is null ? [] : [.. rows];
    }

    private static T[] EffectsOf<T>(IReadOnlyList<PlannedTransition> group) where T : Effect => [.. group.SelectMany(t => t.Result.Effects.OfType<T>())];

    private void StartChildren(Row<StartChild>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            with started as (
                insert into deepflow.instance (id, project, bundle, pipeline, root, parent, parent_node, arguments, started_by)
                select id, project, bundle, pipeline, root, parent, parent_node, arguments::json, started_by
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[])
                    as u (id, project, bundle, pipeline, root, parent, parent_node, arguments, started_by)
                returning id, project, root)
            insert into deepflow.instance_state (instance, project, root, state) select id, project, root, $10 from started
            """,
            Column(rows, r => r.Effect.Id), Column(rows, r => r.Instance.Project), Column(rows, r => r.Instance.BundleHash), Column(rows, r => r.Effect.Pipeline),
            Column(rows, r => r.Instance.Root), Column(rows, r => r.Instance.Id), Column(rows, r => r.Effect.Node), Column(rows, r => Sql.Json((Value)r.Effect.Arguments)),
            Column(rows, r => r.Instance.StartedBy), StateRows.Fresh);
    }

    private void CreateJobs(Row<CreateJob>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            insert into deepflow.job (id, project, instance, root, pipeline, node, round, iteration, activity, input, settings, started_by,
                pool, cpu, memory, gpu, wished_gpu, yields, family, priority, turn)
            select u.id, u.project, u.instance, u.root, u.pipeline, u.node, u.round, u.iteration, u.activity, u.input::json, u.settings::json, u.started_by,
                u.pool, u.cpu, u.memory, u.gpu, u.wished_gpu, u.yields, u.family, i.priority, now() - i.priority * interval '1 minute'
            from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[],
                        $13::text[], $14::int[], $15::bigint[], $16::int[], $17::int[], $18::boolean[], $19::uuid[])
                as u (id, project, instance, root, pipeline, node, round, iteration, activity, input, settings, started_by, pool, cpu, memory, gpu, wished_gpu, yields, family)
            join deepflow.instance i on i.id = u.root
            """,
            Column(rows, r => r.Effect.Id), Column(rows, r => r.Instance.Project), Column(rows, r => r.Instance.Id), Column(rows, r => r.Instance.Root),
            Column(rows, r => r.Instance.Pipeline), Column(rows, r => r.Effect.Node), Column(rows, r => r.Effect.Round), Column(rows, r => r.Effect.Iteration),
            Column(rows, r => r.Effect.Activity), Column(rows, r => Sql.Json((Value)r.Effect.Input)), Column(rows, r => Sql.Json(r.Effect.Settings)),
            Column(rows, r => r.Instance.StartedBy), Column(rows, r => r.Effect.Request.Pool), Column(rows, r => r.Effect.Request.Needs.Cpu), Column(rows, r => r.Effect.Request.Needs.Memory),
            Column(rows, r => r.Effect.Request.Needs.Gpus), Column(rows, r => r.Effect.Request.WishedGpus), Column(rows, r => r.Effect.Yields), Column(rows, r => r.Effect.Coordinates ? r.Effect.Id : (Guid?)null));
        PartRows.Coordinate(Add, [.. rows.Where(r => r.Effect.Coordinates).Select(r => (r.Effect.Id, r.Instance.Project))]);
        Notify(Wakeups.Jobs);
    }

    private void SetTimers(Row<SetTimer>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            insert into deepflow.timer (project, instance, node, iteration, kind, fires_at)
            select * from unnest($1::text[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::timestamptz[])
            on conflict (instance, node, iteration, kind) do update set fires_at = excluded.fires_at
            """,
            Column(rows, r => r.Instance.Project), Column(rows, r => r.Instance.Id), Column(rows, r => r.Effect.Node), Column(rows, r => r.Effect.Iteration),
            Column(rows, r => r.Effect.Kind.ToString().ToLowerInvariant()), Column(rows, r => r.Effect.FiresAt.ToUniversalTime()));
        Notify(Wakeups.Timers);
    }

    private void OpenIncidents(Row<OpenIncident>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            insert into deepflow.incident (id, project, instance, root, node, round, kind, code, message)
            select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[])
            """,
            Column(rows, r => r.Effect.Incident.Id), Column(rows, r => r.Instance.Project), Column(rows, r => r.Instance.Id), Column(rows, r => r.Instance.Root),
            Column(rows, r => r.Effect.Node), Column(rows, r => r.Effect.Round), Column(rows, r => r.Effect.Incident.Kind), Column(rows, r => r.Effect.Incident.Code),
            Column(rows, r => r.Effect.Incident.Message));
    }

    private void ChangeJobs(IReadOnlyList<PlannedTransition> group)
    {
        var requeued = Of<RequeueJob>(group);
        if (requeued.Length > 0)
        {
            Add("""
                update deepflow.job j set status = 'queued', attempt = u.attempt, worker = null, node_id = null, lease_until = null, gpus = '{}', queued_at = now(),
                    turn = case when j.status = 'completed' or j.yield_to is not null then now() - j.priority * interval '1 minute' else j.turn end,
                    yield_to = null, hindrance = null,
                    ended_at = null, progress = 0, progress_text = '', outcome = null, output = null
                from unnest($1::uuid[], $2::int[]) as u (id, attempt) where j.id = u.id and j.status in ('failed', 'lost', 'completed')
                """, Column(requeued, r => r.Effect.Id), Column(requeued, r => r.Effect.Attempt));
            Notify(Wakeups.Jobs);
        }
        if (Of<CancelJob>(group) is { Length: > 0 } cancelled)
            Add("""
                update deepflow.job set status = 'cancelled', ended_at = now()
                where id = any($1) and status in ('queued', 'held', 'running', 'parked', 'failed', 'lost')
                """, Column(cancelled, r => r.Effect.Id));
        if (Of<DiscardJob>(group) is { Length: > 0 } discarded)
            Add("update deepflow.job set status = 'discarded' where id = any($1)", Column(discarded, r => r.Effect.Id));
    }

    private void HoldJobs(Row<HoldJobs>[] rows)
    {
        if (rows.Length == 0) return;
        PartRows.Hold(Add, [.. rows.Select(r => (r.Instance.Id, r.Effect.Hold))]);
        Add("""
            update deepflow.job j set status = case when u.hold then 'held' else 'queued' end
            from unnest($1::uuid[], $2::boolean[]) as u (instance, hold)
            where j.instance = u.instance and (j.status = 'held' and not u.hold or j.status in ('queued', 'parked') and u.hold)
            """, Column(rows, r => r.Instance.Id), Column(rows, r => r.Effect.Hold));
        if (rows.Any(r => !r.Effect.Hold)) Notify(Wakeups.Jobs);
    }

    private void ChangeTasks(IReadOnlyList<PlannedTransition> group)
    {
        TaskRows.Withdraw(Add, EffectsOf<WithdrawTask>(group));
        TaskRows.OfferOutcomes(Add, EffectsOf<OfferOutcomes>(group));
        TaskRows.Escalate(Add, EffectsOf<EscalateTask>(group));
        TaskRows.Remind(Add, EffectsOf<RemindTask>(group));
    }

    private void MoveToBundles(Row<MoveToBundle>[] rows)
    {
        foreach (var (instance, move) in rows)
        {
            Add("update deepflow.instance set bundle = $2 where id = $1", instance.Id, move.Hash);
            Add("update deepflow.task set bundle = $2 where instance = $1 and status = 'open'", instance.Id, move.Hash);
        }
    }

    private void MoveTimers(Row<MoveTimers>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            update deepflow.timer t set fires_at = fires_at + u.by
            from unnest($1::uuid[], $2::text[], $3::interval[]) as u (instance, kind, by) where t.instance = u.instance and t.kind = u.kind
            """, Column(rows, r => r.Instance.Id), Column(rows, r => r.Effect.Kind.ToString().ToLowerInvariant()), Column(rows, r => r.Effect.By));
    }

    private void DropTimers(Row<DropTimers>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            delete from deepflow.timer t using unnest($1::uuid[], $2::text[], $3::int[]) as u (instance, node, iteration)
            where t.instance = u.instance and t.node = u.node and t.iteration <= u.iteration
            """, Column(rows, r => r.Instance.Id), Column(rows, r => r.Effect.Node), Column(rows, r => r.Effect.Iteration));
    }

    private void CloseIncidents(Row<CloseIncident>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            update deepflow.incident i set resolved_at = now(), resolution = u.resolution, resolved_by = u.resolved_by
            from unnest($1::uuid[], $2::text[], $3::text[]) as u (id, resolution, resolved_by) where i.id = u.id and i.resolved_at is null
            """, Column(rows, r => r.Effect.Id), Column(rows, r => r.Effect.Resolution), Column(rows, r => r.Effect.By));
    }

    /// <summary>What transitions say to other instances: children start and are cancelled, parents hear of the end.</summary>
    private void PostEvents(IReadOnlyList<PlannedTransition> group)
    {
        var posts = new List<(string Project, Guid Instance, InstanceEvent Event)>();
        foreach (var transition in group)
            foreach (var effect in transition.Result.Effects)
                switch (effect)
                {
                    case StartChild child: posts.Add((transition.Instance.Project, child.Id, new Started(child.Entry, child.KeptFrom))); break;
                    case CancelChild child: posts.Add((transition.Instance.Project, child.Id, new CancelRequested(transition.Instance.Pipeline, child.Reason))); break;
                    case TellChild tell: posts.Add((transition.Instance.Project, tell.Child, tell.Event)); break;
                    case TellParent tell: posts.Add((transition.Instance.Project, tell.Parent, tell.Event)); break;
                }
        if (posts.Count == 0) return;
        Add("""
            insert into deepflow.event (project, instance, body)
            select project, instance, body::json from unnest($1::text[], $2::uuid[], $3::text[]) with ordinality as u (project, instance, body, place) order by place
            """, posts.Select(p => p.Project).ToArray(), posts.Select(p => p.Instance).ToArray(), posts.Select(p => Sql.Json(p.Event)).ToArray());
        Notify(Wakeups.Events);
    }

    private void Journal(Row<JournalEntry>[] rows)
    {
        if (rows.Length == 0) return;
        Add("""
            insert into deepflow.journal (project, instance, root, kind, node, round, actor, data)
            select project, instance, root, kind, node, round, actor, data::json
            from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[]) with ordinality
                as u (project, instance, root, kind, node, round, actor, data, place) order by place
            """,
            Column(rows, r => r.Instance.Project), Column(rows, r => r.Instance.Id), Column(rows, r => r.Instance.Root), Column(rows, r => r.Effect.Kind),
            Column(rows, r => r.Effect.Node), Column(rows, r => r.Effect.Round), Column(rows, r => r.Effect.Actor), Column(rows, r => Sql.Json((Value)r.Effect.Data)));
    }

    internal static TColumn[] Column<T, TColumn>(IReadOnlyList<T> rows, Func<T, TColumn> of)
    {
        var column = new TColumn[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = of(rows[i]);
        return column;
    }

    private void Notify(string topic) => Topics.Add(topic);

    internal void Add(string sql, params object?[] parameters) => batch.Add(sql, parameters);
}
