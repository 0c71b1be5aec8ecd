using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Running;

internal static class LogsCommand
{
    private const int Page = 1000;
    private const int MostAtOnce = 100_000;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var instance = new Argument<string>("instance") { Description = "The instance's id, or its beginning or end" };
        var step = new Option<string?>("--step") { Description = "Only this step", HelpName = "STEP" };
        var search = new Option<string?>("--search") { Description = "Only lines that hold this text", HelpName = "TEXT" };
        var tail = new Option<int?>("--tail") { Description = "Begin with the last N lines", HelpName = "N" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the run ends or Ctrl-C" };
        var command = new Command("logs", "Show what a run's steps wrote to their logs") { instance, step, search, tail, follow };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var queries = session.The<InstanceQueries>();
            var id = await queries.ResolveAsync(session.Project, parsed.GetValue(instance)!, cancellation);
            var filter = new LogFilter(parsed.GetValue(step), parsed.GetValue(search), Limit: Page);
            var logs = session.The<RunLogs>();
            if (parsed.GetValue(tail) is { } count)
            {
                if (count is < 1 or > MostAtOnce) throw new CommandFailure("bad_option", $"--tail {count} is out of range.", $"Take 1 to {MostAtOnce}.", exitCode: 2);
                var end = await logs.ListAsync(session.Project, id, filter with { Latest = true, Limit = count }, cancellation);
                end.ForEach(line => Write(options, line));
                filter = filter with { After = end.Count > 0 ? end[^1].Id : 0 };
            }

            while (true)
            {
                var hasEnded = (await queries.GetAsync(session.Project, id, cancellation)).EndedAt is not null;
                var lines = await logs.ListAsync(session.Project, id, filter, cancellation);
                lines.ForEach(line => Write(options, line));
                if (lines.Count > 0) filter = filter with { After = lines[^1].Id };
                if (lines.Count < Page && (hasEnded || !parsed.GetValue(follow)))
                {
                    return 0;
                }

                await Task.Delay(lines.Count < Page ? Poll : TimeSpan.Zero, cancellation);
            }
        });
        return command;
    }

    /// <summary>With <c>--json</c> one object a line, since the log may have no end.</summary>
    private static void Write(GlobalOptions options, LogLine line) => Console.Out.WriteLine(options.Json
        ? JsonSerializer.Serialize(line, DeepFlowJson.Options)
        : $"{Styled.Quiet(Form.Moment(line.At))} {line.Node}{(line.Attempt > 1 ? $" (attempt {line.Attempt})" : "")}: {line.Line}");
}
