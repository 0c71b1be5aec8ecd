using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>
/// What the server does at most: <c>pgbench</c> sends the engine's rows in the engine's batches, computed beforehand, with
/// nothing around it.
/// </summary>
internal static partial class LimitBench
{
    private const int Seconds = 6;
    private const int Clients = 2;
    private const int Batch = 100;
    private const int StepsOfARun = 10;

    /// <summary>One transaction of one row, as long as a step's.</summary>
    private const string Commit = """insert into bench_limit (payload) values ('{"kind":"StepCompleted","step":"train","output":{"loss":0.123,"epoch":7,"path":"s3://b/k"}}');""";

    /// <returns>Null where there is no <c>pgbench</c>.</returns>
    public static async Task<Limits?> RunAsync(BenchServer server, IProgress<string> progress, CancellationToken cancellation)
    {
        if (Find() is not { } pgbench) return null;
        progress.Report($"pgbench: {Seconds} s of single commits, {Seconds} s of batches");
        await server.CreateAsync(cancellation);
        Guid[][] runs = [.. Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, Batch).Select(_ => Guid.NewGuid()).ToArray())];
        await using (var source = NpgsqlDataSource.Create(server.Connection))
        await using (var command = source.CreateCommand("""
            create table bench_limit (id bigserial primary key, wf uuid not null default gen_random_uuid(), payload text, at timestamptz default now());
            insert into deepflow.instance (id, project, bundle, pipeline, root, started_by, arguments) select id, 'bench', 'limit', 'steps', id, 'bench', '{}' from unnest($1::uuid[]) id;
            insert into deepflow.instance_state (instance, project, state) select id, 'bench', '{}' from unnest($1::uuid[]) id
            """.Replace("$1", $"'{{{string.Join(',', runs.SelectMany(r => r))}}}'", StringComparison.Ordinal)))
            await command.ExecuteNonQueryAsync(cancellation);
        var commits = await RunAsync(pgbench, server, Commit, 16, cancellation);
        var batches = await Task.WhenAll(runs.Select(r => RunAsync(pgbench, server, BatchOf(r), 1, cancellation)));
        return new(Figure.Round(commits), Figure.Round(Batch * batches.Sum()));
    }

    /// <summary>A hundred transitions as <c>GroupCommit</c> writes them: three statements in one round trip, which also commits.</summary>
    private static string BatchOf(Guid[] runs)
    {
        var ids = string.Join(',', runs);
        var ended = string.Join(',', runs.Take(Batch / StepsOfARun));
        var journalled = string.Join(',', runs.Concat(runs.Take(4 * Batch / StepsOfARun))); // a run of ten steps writes fourteen rows
        return $$$"""
            \startpipeline
            begin;
            with moved as (update deepflow.instance_state s set version = s.version + 1, doing = 'g', state = u.state, nodes = '{"step' || s.version % 10 || u.node || left(s.nodes, 300) from unnest('{{{{ids}}}}'::uuid[], array_fill('{"r":1}'::text, array[{{{Batch}}}]), array_fill('":{"s":"done","o":"done","v":{"unmet":[]}},'::text, array[{{{Batch}}}])) as u (instance, state, node) where s.instance = u.instance returning 1) select case when (select count(*) from moved) <> {{{Batch}}} then deepflow.refuse_stale() end;
            update deepflow.instance i set result = u.result::json, ended_at = null from unnest('{{{{ended}}}}'::uuid[], array_fill('{"last":"done"}'::text, array[{{{Batch / StepsOfARun}}}])) as u (id, result) where i.id = u.id;
            insert into deepflow.journal (project, instance, root, kind, node, round, data) select 'bench', instance, instance, 'completed', 'step1', 1, '{"outcome":"done","output":{"unmet":[]}}' from unnest('{{{{journalled}}}}'::uuid[]) as u (instance);
            commit;
            \endpipeline
            """;
    }

    private static async Task<double> RunAsync(string pgbench, BenchServer server, string statements, int clients, CancellationToken cancellation)
    {
        var to = new NpgsqlConnectionStringBuilder(server.Connection);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, statements, cancellation);
            var start = new ProcessStartInfo(pgbench, ["-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-n", "-M", "prepared", "-f", script, "-c", $"{clients}", "-j", $"{Math.Min(2, clients)}", "-T", $"{Seconds}", to.Database!])
                { RedirectStandardOutput = true, RedirectStandardError = true };
            if (to.Password is not null) start.Environment["PGPASSWORD"] = to.Password;
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return Tps().Match(output) is { Success: true } tps ? double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"pgbench: {await error}");
        }
        finally { File.Delete(script); }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")) : [])
        .Select(d => Path.Combine(d, "pgbench")).FirstOrDefault(File.Exists);

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
