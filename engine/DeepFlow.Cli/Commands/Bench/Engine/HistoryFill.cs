using Npgsql;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>Fills the database with finished runs, as many short ones would leave them: with a job each, and a task that was decided for every tenth.</summary>
internal static class HistoryFill
{
    private const int Portion = 50_000;
    private const int RowsEach = 4;

    public static async Task FillAsync(BenchServer server, int runs, IProgress<string> progress, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Connection) { CommandTimeout = 600 });
        for (var done = 0; done < runs; done += Portion)
        {
            progress.Report($"{done} of {runs} finished runs");
            await using var command = source.CreateCommand("""
                with made as (
                    insert into deepflow.instance (id, project, bundle, pipeline, root, started_by, started_at, arguments, status, ended_at, result)
                    select id, 'bench', 'past', 'steps', id, 'bench', now() - n * interval '1 second', '{}', 'finished', now() - n * interval '1 second', '{"last":"done"}'
                    from (select gen_random_uuid() as id, n from generate_series($1::int, $2::int) n) as made
                    returning id, started_at),
                placed as (insert into deepflow.instance_state (instance, project, live, version, state, nodes) select id, 'bench', false, 10, '{}', '{"step1":{"outcome":"done","output":{"unmet":[]}}}' from made),
                worked as (
                    insert into deepflow.job (id, project, instance, root, pipeline, node, round, iteration, activity, input, settings, started_by, status, outcome, output, created_at, started_at, ended_at)
                    select gen_random_uuid(), 'bench', id, id, 'steps', 'step1', 1, 1, 'bench_step', '{"number":1}', '{}', 'bench', 'completed', 'done', '{"number":1}', started_at, started_at, started_at from made),
                decided as (
                    insert into deepflow.task (id, project, instance, root, pipeline, node, round, iteration, activity, bundle, title, search, roles, input, outcomes, status, outcome, decided_by, decided_at, created_at)
                    select gen_random_uuid(), 'bench', id, id, 'steps', 'step2', 1, 1, 'approval', 'past', 'Is it good enough?', to_tsvector('simple', 'Is it good enough? steps step2'), array['approver'],
                        '{"title":"Is it good enough?"}', '[{"name":"approve","label":"Approve","targets":[]}]', 'decided', 'approve', 'bench', started_at, started_at
                    from made where get_byte(uuid_send(id), 0) % 10 = 0)
                insert into deepflow.journal (instance, root, round, project, kind, node, data) select id, id, 1, 'bench', 'completed', 'step' || n, '{"outcome":"done"}' from made, generate_series(1, $3) n
                """);
            command.Parameters.Add(new() { Value = done + 1 });
            command.Parameters.Add(new() { Value = Math.Min(runs, done + Portion) });
            command.Parameters.Add(new() { Value = RowsEach });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await using var analyze = source.CreateCommand("vacuum analyze deepflow.instance, deepflow.instance_state, deepflow.journal, deepflow.job, deepflow.task");
        await analyze.ExecuteNonQueryAsync(cancellation);
    }
}
