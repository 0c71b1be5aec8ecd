using Npgsql;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>Fills the database with finished runs, as many short ones would leave them: with a job each, and a task that was decided for every tenth.</summary>
internal static class HistoryFill
{
    private const int Portion = 50_000;
    private const int RowsEach = 4;

    /// <param name="from">How many there are already.</param>
    public static async Task FillAsync(BenchServer server, int from, int runs, IProgress<string> progress, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Connection) { CommandTimeout = 600 });
        for (var done = from; done < runs; done += Portion)
        {
            progress.Report($"{done} of {runs} finished runs");
            await using var command = source.CreateCommand("""
                with planned as materialized (
                    select n, at, (moment || '7' || substr(chance, 1, 3) || '8' || substr(chance, 4, 15))::uuid as id,
                           (moment || '8' || substr(chance, 8, 3) || '8' || substr(chance, 12, 15))::uuid as job, (moment || '8' || substr(chance, 10, 3) || '9' || substr(chance, 14, 15))::uuid as task
                    from (select n, now() - n * interval '1 second' as at, md5(n::text) as chance, lpad(to_hex((extract(epoch from now() - n * interval '1 second') * 1000)::bigint), 12, '0') as moment
                          from generate_series($1::int, $2::int) n) as m),
                made as (
                    insert into deepflow.instance (id, project, bundle, pipeline, root, started_by, started_at, arguments, status, ended_at, result)
                    select id, 'bench', 'past', 'steps', id, 'bench', at, '{}', 'finished', at, '{"last":"done"}' from planned),
                placed as (insert into deepflow.instance_state (instance, project, doing, version, state, nodes) select id, 'bench', 'd', 10, '{}', '{"step1":{"outcome":"done","output":{"unmet":[]}}}' from planned),
                worked as (
                    insert into deepflow.job (id, project, instance, root, pipeline, node, round, iteration, activity, input, settings, started_by, status, outcome, output, created_at, started_at, ended_at)
                    select job, 'bench', id, id, 'steps', 'step1', 1, 1, 'bench_step', '{"number":1}', '{}', 'bench', 'completed', 'done', '{"number":1}', at, at, at from planned),
                decided as (
                    insert into deepflow.task (id, project, instance, root, pipeline, node, round, iteration, activity, bundle, title, search, roles, input, outcomes, status, outcome, decided_by, decided_at, created_at)
                    select task, 'bench', id, id, 'steps', 'step2', 1, 1, 'approval', 'past', 'Is it good enough?', to_tsvector('simple', 'Is it good enough? steps step2'), array['approver'],
                        '{"title":"Is it good enough?"}', '[{"name":"approve","label":"Approve","targets":[]}]', 'decided', 'approve', 'bench', at, at
                    from planned where n % 10 = 0)
                insert into deepflow.journal (instance, root, round, project, kind, node, data) select id, id, 1, 'bench', 'completed', 'step' || step, '{"outcome":"done"}' from planned, generate_series(1, $3) step
                """);
            command.Parameters.Add(new() { Value = done + 1 });
            command.Parameters.Add(new() { Value = Math.Min(runs, done + Portion) });
            command.Parameters.Add(new() { Value = RowsEach });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        // As after a while: neither tidying up nor the writing of what the filling has left is to be measured.
        foreach (var settled in new[] { "vacuum analyze deepflow.instance, deepflow.instance_state, deepflow.journal, deepflow.job, deepflow.task", "checkpoint" })
        {
            await using var command = source.CreateCommand(settled);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
