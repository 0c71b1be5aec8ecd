using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;

namespace DeepFlow.Cli.Commands.Bench;

internal static class InboxBenchCommand
{
    public static Command Create()
    {
        var tasks = new Option<int>("--tasks") { Description = "How many tasks wait", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        var repeat = new Option<int>("--repeat") { Description = "How often each question is asked", HelpName = "N", DefaultValueFactory = _ => 200 };
        var command = new Command("inbox", "Measure an inbox of many open tasks, on the PostgreSQL that --postgres names") { tasks, repeat };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            var postgres = options.Postgres ?? throw new CommandFailure("no_postgres", "bench inbox needs a server.", "Name one with --postgres; a database of the bench's own is made on it and dropped again.", exitCode: 2);
            if (parsed.GetValue(tasks) is < 1_000 or > 10_000_000) throw new CommandFailure("bad_option", "--tasks is out of range.", "Take from 1,000 to 10,000,000.", exitCode: 2);
            var result = await new InboxBenchmark(postgres, parsed.GetValue(tasks), Math.Max(20, parsed.GetValue(repeat))).RunAsync(
                step => { if (!options.Json) Console.Error.WriteLine(step); }, cancellation);
            if (options.Json) Console.Out.WriteLine(JsonSerializer.Serialize(result, BenchJson.Indented));
            else
                new Listing<InboxLatency>(result.Questions).Column("question", q => q.Question).Column("p50", q => $"{q.P50Ms} ms").Column("p95", q => $"{q.P95Ms} ms").Column("longest", q => $"{q.LongestMs} ms").Write(options, "");
            return 0;
        });
        return command;
    }
}
