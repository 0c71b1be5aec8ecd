using System.CommandLine;
using DeepFlow.Cli.Failures;

namespace DeepFlow.Cli.Commands.Bench;

internal static class WebBenchCommand
{
    public static Command Create()
    {
        var tasks = new Option<int>("--tasks") { Description = "How many tasks wait in the inbox", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        var points = new Option<int>("--points") { Description = "Points of the live curve", HelpName = "N", DefaultValueFactory = _ => 100_000 };
        var minutes = new Option<double>("--minutes") { Description = "How long memory is watched under live events", HelpName = "N", DefaultValueFactory = _ => 1 };
        var only = new Option<string?>("--only") { Description = "One measurement alone", HelpName = "PART" };
        only.AcceptOnlyFromAmong("first_load", "inbox", "pan", "edit", "live_curve", "memory");
        var command = new Command("web", "Measure the web pages in Chromium, on a workspace of the bench's own") { tasks, points, minutes, only };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            if (options.Postgres is not null) throw new CommandFailure("bad_option", "bench web makes a workspace of its own.", "Leave out --postgres.", exitCode: 2);
            if (parsed.GetValue(tasks) is < 100 or > 10_000_000) throw new CommandFailure("bad_option", "--tasks is out of range.", "Take from 100 to 10,000,000.", exitCode: 2);
            if (parsed.GetValue(points) is < 100 or > 1_000_000) throw new CommandFailure("bad_option", "--points is out of range.", "Take from 100 to 1,000,000.", exitCode: 2);
            if (parsed.GetValue(minutes) is < 0 or > 24 * 60) throw new CommandFailure("bad_option", "--minutes is out of range.", "Take from 0 to 1440.", exitCode: 2);
            var answer = await new WebBenchmark(options, parsed.GetValue(tasks), parsed.GetValue(points), parsed.GetValue(minutes), parsed.GetValue(only)).RunAsync(
                step => { if (!options.Json) Console.Error.WriteLine(step); }, cancellation);
            Console.Out.WriteLine(answer);
            return 0;
        });
        return command;
    }
}
