using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>What the server does at most: rows as long as a step's, written by <c>pgbench</c> with nothing around it.</summary>
internal static partial class LimitBench
{
    private const int Seconds = 6;
    private const string Row = """insert into bench_limit (payload) select '{"kind":"StepCompleted","step":"train","output":{"loss":0.123,"epoch":7,"path":"s3://b/k"}}' from generate_series(1, """;

    /// <returns>Null where there is no <c>pgbench</c>.</returns>
    public static async Task<Limits?> RunAsync(BenchServer server, IProgress<string> progress, CancellationToken cancellation)
    {
        if (Find() is not { } pgbench) return null;
        progress.Report("pgbench");
        await server.CreateAsync(cancellation);
        await using (var source = NpgsqlDataSource.Create(server.Connection))
        await using (var command = source.CreateCommand("create table bench_limit (id bigserial primary key, wf uuid not null default gen_random_uuid(), payload text, at timestamptz default now())"))
            await command.ExecuteNonQueryAsync(cancellation);
        return new(Figure.Round(await RunAsync(pgbench, server, 1, 16, cancellation)), Figure.Round(100 * await RunAsync(pgbench, server, 100, 2, cancellation)));
    }

    private static async Task<double> RunAsync(string pgbench, BenchServer server, int rows, int clients, CancellationToken cancellation)
    {
        var to = new NpgsqlConnectionStringBuilder(server.Connection);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, $"{Row}{rows});", cancellation);
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
