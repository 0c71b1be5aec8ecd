using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;

namespace DeepFlow.Cli.Commands.Bench.Engine;

internal static class EngineBenchCommand
{
    public static Command Create()
    {
        var workflows = Number("--workflows", "How many are run at each concurrency", 400);
        var steps = Number("--steps", "Steps in each", 10);
        var concurrency = new Option<string>("--concurrency") { Description = "How many at once, separated by commas", HelpName = "N,N", DefaultValueFactory = _ => "1,16,128" };
        var repeat = Number("--repeat", "The median of so many runs is reported", 3);
        var signals = Number("--signals", "How many signals are sent one after the other", 200);
        var waiting = Number("--waiting", "How many runs wait when their process is killed", 2000);
        var many = Number("--many", "How many runs wait while memory and idle load are measured; 0: not measured", 0);
        var history = Number("--history", "Measure costs with few finished runs in the database and with so many; 0: not measured", 0);
        var only = new Option<string?>("--only") { Description = $"Parts, separated by commas: {string.Join(", ", EngineBenchOptions.Parts)}", HelpName = "PART,PART" };
        var role = new Option<string?>("--role") { Hidden = true };
        var command = new Command("engine", "Measure durable steps per second, signals and waiting runs, on the PostgreSQL that --postgres names")
            { workflows, steps, concurrency, repeat, signals, waiting, many, history, only, role };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            var postgres = options.Postgres ?? throw new CommandFailure("no_postgres", "bench engine needs a server.", "Name one with --postgres; a database of the bench's own is made on it and dropped again.", exitCode: 2);
            var bench = new EngineBenchOptions(postgres, parsed.GetValue(workflows), parsed.GetValue(steps), Levels(parsed.GetValue(concurrency)!), parsed.GetValue(repeat),
                parsed.GetValue(signals), parsed.GetValue(waiting), parsed.GetValue(many), parsed.GetValue(history), Parts(parsed.GetValue(only)));
            if (parsed.GetValue(role) is { } part) await PlayAsync(part, bench, cancellation);
            else Write(options, await new EngineBenchmark(bench).RunAsync(new Progress(options), cancellation));
            return 0;
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int usual) => new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };

    private static ImmutableArray<int> Levels(string text) => [.. text.Split(',').Select(c => int.TryParse(c, out var n) && n is > 0 and <= 1000
        ? n : throw new CommandFailure("bad_option", $"--concurrency {c} is out of range.", "Take numbers from 1 to 1000.", exitCode: 2))];

    private static ImmutableArray<string> Parts(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => EngineBenchOptions.Parts.Contains(p)
        ? p : throw new CommandFailure("bad_option", $"--only {p} names no part.", $"The parts are {string.Join(", ", EngineBenchOptions.Parts)}.", exitCode: 2))];

    /// <summary>What this program does as a process of the benchmark.</summary>
    private static Task PlayAsync(string role, EngineBenchOptions options, CancellationToken cancellation)
    {
        var server = new BenchServer(options.Postgres);
        return role switch
        {
            WaitingBench.StartRole or WaitingBench.ManyRole => WaitingBench.StartAsync(server, options.Waiting, cancellation),
            WaitingBench.RecoverRole => WaitingBench.RecoverAsync(server, options.Waiting, cancellation),
            WaitingBench.LoadRole => WaitingBench.LoadAsync(server, options, cancellation),
            _ => throw new CommandFailure("bad_option", $"--role {role} is none.", "The benchmark itself gives this option.", exitCode: 2),
        };
    }

    private static void Write(GlobalOptions options, EngineBenchResult result)
    {
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, BenchJson.Indented));
            return;
        }
        (string Title, IReadOnlyDictionary<string, Throughput>? Levels)[] tables = [("Steps", result.Throughput), ("Jobs", result.Jobs)];
        foreach (var (title, levels) in tables.Where(t => t.Levels is not null))
            new Listing<KeyValuePair<string, Throughput>>([.. levels!]).Column(title, t => t.Key).Column("steps/s", t => $"{t.Value.StepsPerS:N0}").Column("p50", t => $"{t.Value.P50} ms")
                .Column("p95", t => $"{t.Value.P95} ms").Column("WAL/workflow", t => $"{t.Value.WalBytesPerWf:N0} B").Column("server CPU", t => $"{t.Value.ServerCpuMsPerWf} ms")
                .Column("client CPU", t => $"{t.Value.ClientCpuMsPerWf} ms").Write(options, "");
        if (result.Signal is { } signal) Console.Out.WriteLine($"signal to next step: p50 {signal.P50} ms, p95 {signal.P95} ms");
        if (result.Waiting is { } waiting)
            Console.Out.WriteLine($"{result.Params.Waiting} waiting: started in {waiting.Start.AllWaitingMs} ms; after kill -9 the first goes on {waiting.Recover.FirstResumedMs} ms after the restart, all {waiting.Recover.AllResumedMs} ms after their signals");
        if (result.Many is { } many) Console.Out.WriteLine($"{many.Waiting} waiting: {many.AboveIdleMb} MB above idle, {many.HeldKbEach} KB held for each, {many.IdleCpuPct} % of a core");
        if (result.Nodes is { } nodes) Console.Out.WriteLine($"one node {nodes.One:N0} steps/s, two {nodes.Two:N0}");
        if (result.History is { } history)
            new Listing<KeyValuePair<string, double>>([.. history.Ratios]).Column($"{result.Params.History:N0} finished runs", r => r.Key).Column("times as with few", r => $"{r.Value:N2}").Write(options, "");
        if (result.Limits is { } limits) Console.Out.WriteLine($"pgbench: {limits.CommitsPerS:N0} commits/s, {limits.TransitionsPerS:N0} transitions/s in batches of 100{(limits.StepsOfLimitPct is { } part ? $"; the engine reaches {part} % of that" : "")}");
    }

    private sealed class Progress(GlobalOptions options) : IProgress<string>
    {
        public void Report(string value)
        {
            if (!options.Json) Console.Error.WriteLine(value);
        }
    }
}
