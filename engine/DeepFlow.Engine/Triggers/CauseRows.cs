using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Commits.EffectRows;

namespace DeepFlow.Engine.Triggers;

/// <summary>What transitions bring about among causes.</summary>
internal sealed class CauseRows(EffectRows rows)
{
    public void Write(IReadOnlyList<PlannedTransition> group)
    {
        FireChanges(Of<FireChanges>(group));
        FireTriggers(Of<FireTrigger>(group));
        Settle(Of<SettleCause>(group), "delivered");
        Settle(Of<DropCause>(group), "dropped");
        if (Of<KeepCause>(group) is { Length: > 0 } kept)
            rows.Add("update deepflow.cause set status = 'waiting', instance = null where id = any($1) and status = 'delivering'", Column(kept, r => r.Effect.Cause));
        if (Of<LookForCauses>(group) is { Length: > 0 } look)
            rows.Add("select pg_notify($1, $2) where exists (select 1 from deepflow.cause where activation = any($3) and status = 'waiting')",
                Wakeups.Channel, Wakeups.Causes, Column(look, r => r.Effect.Activation));
    }

    private void FireChanges(Row<FireChanges>[] fired)
    {
        if (fired.Length == 0) return;
        rows.Add("""
            select count(*) from (
                select array_agg(project) as projects, array_agg(trigger) as events, array_agg(name) as names, array_agg(version) as versions,
                       array_agg(json_build_object('name', name, 'version', version, 'value', value)::text) as datas, array_agg(root) as roots
                from (select * from deepflow.change where job = any($1) order by job, number) as c) as all_of_them
            cross join lateral deepflow.fire_triggers(projects, events, names, versions, datas, roots)
            """, Column(fired, r => r.Effect.Job));
    }

    private void FireTriggers(Row<FireTrigger>[] fired)
    {
        if (fired.Length == 0) return;
        rows.Add("select count(*) from deepflow.fire_triggers($1, $2, $3, $4, $5, $6)",
            Column(fired, r => r.Instance.Project), Column(fired, r => r.Effect.Event), Column(fired, r => r.Effect.Subject), Column(fired, r => r.Effect.Cause),
            Column(fired, r => Sql.Json((Value)r.Effect.Data)), Column(fired, r => r.Instance.Root));
    }

    private void Settle<T>(Row<T>[] settled, string status) where T : SettledCause
    {
        if (settled.Length > 0)
            rows.Add("update deepflow.cause set status = $2, settled_at = now() where id = any($1) and status = 'delivering'", Column(settled, r => r.Effect.Cause), status);
    }
}
