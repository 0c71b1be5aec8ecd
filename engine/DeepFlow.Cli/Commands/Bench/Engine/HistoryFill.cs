using Npgsql;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>Fills the database with finished runs, as many short ones would leave them.</summary>
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
                    returning id),
                placed as (insert into deepflow.instance_state (instance, project, version, state, nodes) select id, 'bench', 10, '{}', '{"step1":{"outcome":"done","output":{"unmet":[]}}}' from made)
                insert into deepflow.journal (instance, root, round, project, kind, node, data) select id, id, 1, 'bench', 'completed', 'step' || n, '{"outcome":"done"}' from made, generate_series(1, $3) n
                """);
            command.Parameters.Add(new() { Value = done + 1 });
            command.Parameters.Add(new() { Value = Math.Min(runs, done + Portion) });
            command.Parameters.Add(new() { Value = RowsEach });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await using var analyze = source.CreateCommand("vacuum analyze deepflow.instance, deepflow.instance_state, deepflow.journal");
        await analyze.ExecuteNonQueryAsync(cancellation);
    }
}
