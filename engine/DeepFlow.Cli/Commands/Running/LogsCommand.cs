using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Cli.Commands.Running;

internal static class LogsCommand
{
    private const int Page = 1000;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var instance = new Argument<string>("instance") { Description = "The instance's id, or its beginning or end" };
        var step = new Option<string?>("--step") { Description = "Only this step", HelpName = "STEP" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the run ends or Ctrl-C" };
        var command = new Command("logs", "Show what a run's steps wrote to their logs") { instance, step, follow };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var queries = session.The<InstanceQueries>();
            var id = await queries.ResolveAsync(session.Project, parsed.GetValue(instance)!, cancellation);
            var last = 0L;
            while (true)
            {
                var hasEnded = (await queries.GetAsync(session.Project, id, cancellation)).EndedAt is not null;
                var lines = await queries.LogsAsync(session.Project, id, parsed.GetValue(step), last, Page, cancellation);
                lines.ForEach(line => Write(options, line));
                last = lines.Count > 0 ? lines[^1].Id : last;
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
        ? JsonSerializer.Serialize(line, CliJson.Options)
        : $"{Styled.Quiet(Form.Moment(line.At))} {line.Node}{(line.Attempt > 1 ? $" (attempt {line.Attempt})" : "")}: {line.Line}");
}
