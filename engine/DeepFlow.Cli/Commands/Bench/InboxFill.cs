using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DeepFlow.Cli.Commands.Bench;

/// <summary>
/// Makes an inbox of many open tasks, with SQL: 20 pipelines with 4 steps each, offered to 6 roles, a tenth claimed, three
/// quarters with a due date; 50 people with two roles each.
/// </summary>
internal static class InboxFill
{
    private const int People = 50;

    /// <summary>One of the people who work there.</summary>
    public static string Person(int n) => $"person{n % People}";

    public static async Task FillAsync(IServiceProvider services, string project, int tasks, CancellationToken cancellation)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        var hash = await services.GetRequiredService<Bundles>().PublishAsync(project, new Bundle(), project, cancellation);
        for (var person = 0; person < People; person++)
            await services.GetRequiredService<Roster>().SetAsync(project, Person(person), null, [$"role{person % 6}", $"role{(person + 1) % 6}"], cancellation);
        var indexes = await source.QueryAsync("""
            select i.indexname, i.indexdef from pg_indexes i
            where i.schemaname = 'deepflow' and i.tablename in ('task', 'task_candidate') and not exists (select 1 from pg_constraint c where c.conname = i.indexname)
            """, r => (Name: r.GetString(0), Text: r.GetString(1)), [], cancellation);
        foreach (var index in indexes) await source.ExecuteAsync($"drop index deepflow.{index.Name}", [], cancellation);
        await source.ExecuteAsync("""
            insert into deepflow.instance (id, project, bundle, pipeline, root, arguments, started_by)
            select md5('i' || i)::uuid, $1, $2, 'pipeline' || i % 20, md5('i' || i)::uuid, '{}', 'bench' from generate_series(0, $3) i
            """, [project, hash, tasks / 100], cancellation);
        await source.ExecuteAsync("""
            insert into deepflow.task (id, project, instance, root, pipeline, node, round, iteration, activity, bundle, title, search, roles, input, outcomes, claimed_by, claimed_at, due_at, created_at)
            select md5('t' || i)::uuid, $1, md5('i' || i / 100)::uuid, md5('i' || i / 100)::uuid, 'pipeline' || i / 100 % 20, 'step' || i % 4, 1, i % 100 + 1, 'approval', $2,
                   t.title, to_tsvector('simple', t.title || ' pipeline' || i / 100 % 20 || ' step' || i % 4), array['role' || i % 6], json_build_object('title', t.title),
                   '[{"name":"approve","label":"Approve","targets":[]},{"name":"reject","label":"Reject","targets":["prepare","train"]}]',
                   case when i % 10 = 0 then 'person' || i / 10 % 50 end, case when i % 10 = 0 then now() end,
                   case when i % 4 <> 0 then now() + make_interval(mins => i % 20000 - 5000) end, now() - make_interval(secs => $3 - i)
            from generate_series(0, $3 - 1) i
            cross join lateral (
                select 'Is model ' || i || ' good enough to ' || (array['register', 'deploy', 'promote', 'retrain'])[i % 4 + 1] || case when i % 1000 = 7 then ' urgently' else '' end) t (title)
            """, [project, hash, tasks], cancellation);
        await source.ExecuteAsync("""
            insert into deepflow.task_candidate (project, holder, claimed, pipeline, node, task, created_at, due_at)
            select t.project, h.holder, t.claimed_by is not null, t.pipeline, t.node, t.id, t.created_at, coalesce(t.due_at, 'infinity')
            from deepflow.task t cross join lateral (
                select unnest(t.roles) union all select '*' union all select '=' || t.claimed_by where t.claimed_by is not null) h (holder)
            """, [], cancellation);
        foreach (var index in indexes) await source.ExecuteAsync(index.Text, [], cancellation);
        await source.ExecuteAsync("vacuum analyze deepflow.task", [], cancellation);
        await source.ExecuteAsync("vacuum analyze deepflow.task_candidate", [], cancellation);
    }
}
