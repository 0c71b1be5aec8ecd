using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;

namespace DeepFlow.Cli.Commands.Bench;

internal static class EngineBenchCommand
{
    public static Command Create()
    {
        var workflows = new Option<int>("--workflows") { Description = "How many are run at each concurrency", HelpName = "N", DefaultValueFactory = _ => 400 };
        var steps = new Option<int>("--steps") { Description = "Steps in each", HelpName = "N", DefaultValueFactory = _ => 10 };
        var concurrency = new Option<string>("--concurrency") { Description = "How many at once, separated by commas", HelpName = "N,N", DefaultValueFactory = _ => "1,16,128" };
        var repeat = new Option<int>("--repeat") { Description = "The median of so many runs is reported", HelpName = "N", DefaultValueFactory = _ => 3 };
        var command = new Command("engine", "Measure durable steps per second, on the PostgreSQL that --postgres names") { workflows, steps, concurrency, repeat };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            var postgres = options.Postgres ?? throw new CommandFailure("no-postgres", "bench engine needs a server.", "Name one with --postgres; a database of the bench's own is made on it and dropped again.", exitCode: 2);
            var levels = parsed.GetValue(concurrency)!.Split(',').Select(c => int.TryParse(c, out var n) && n is > 0 and <= 1000
                ? n : throw new CommandFailure("bad-option", $"--concurrency {c} is out of range.", "Take numbers from 1 to 1000.", exitCode: 2)).ToImmutableArray();
            var benchmark = new EngineBenchmark(new(postgres, parsed.GetValue(workflows), parsed.GetValue(steps), levels, parsed.GetValue(repeat)));
            var result = await benchmark.RunAsync(new Progress(options), cancellation);
            if (options.Json) Console.Out.WriteLine(JsonSerializer.Serialize(result, CliJson.Indented));
            else
                new Listing<Throughput>(result.Throughput).Column("at once", t => $"{t.Concurrency}").Column("steps/s", t => $"{t.StepsPerSecond:N0}").Column("workflows/s", t => $"{t.WorkflowsPerSecond:N0}")
                    .Column("p50", t => $"{t.WorkflowP50Ms} ms").Column("p95", t => $"{t.WorkflowP95Ms} ms").Column("WAL/workflow", t => $"{t.WalBytesPerWorkflow:N0} B").Write(options, "");
            return 0;
        });
        return command;
    }

    private sealed class Progress(GlobalOptions options) : IProgress<string>
    {
        public void Report(string value)
        {
            if (!options.Json) Console.Error.WriteLine(value);
        }
    }
}
