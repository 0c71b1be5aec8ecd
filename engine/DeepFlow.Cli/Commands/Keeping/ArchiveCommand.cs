using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Keeping;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Keeping;

internal static class ArchiveCommand
{
    public static Command Create()
    {
        var olderThan = new Option<string>("--older-than") { Description = "How long ago they ended, at least", HelpName = "DURATION", DefaultValueFactory = _ => "90d" };
        var always = new Option<bool>("--always") { Description = "From now on do so every hour" };
        var never = new Option<bool>("--never") { Description = "From now on archive nothing by itself" };
        var person = Actor.Option();
        var command = new Command("archive", "Pack runs that ended long ago; they can still be shown, and no longer be rerun") { olderThan, always, never, person, List() };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            if (!DurationText.TryParse(parsed.GetValue(olderThan), out var age) || age <= TimeSpan.Zero)
            {
                throw new CommandFailure("bad_option", $"--older-than {parsed.GetValue(olderThan)} is no duration.", "Write one like 90d.", exitCode: 2);
            }

            var archive = session.The<Archive>();
            if (parsed.GetValue(never))
            {
                await archive.KeepAsync(session.Project, null, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), cancellation);
                return options.Answer("Runs stay until they are archived by hand.", new { archive_after = (string?)null });
            }

            if (parsed.GetValue(always))
            {
                await archive.KeepAsync(session.Project, age, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), cancellation);
            }

            var count = await archive.ArchiveAsync(session.Project, age, cancellation);
            return options.Answer($"{count} runs were archived.", new { archived = count });
        });
        return command;
    }

    private static Command List()
    {
        var pipeline = new Option<string?>("--pipeline") { Description = "Only runs of this pipeline", HelpName = "NAME" };
        var limit = new Option<int>("--limit") { Description = "How many, newest first", HelpName = "N", DefaultValueFactory = _ => 50 };
        var command = new Command("list", $"Show the archived runs; {Invocation.Name} show RUN tells of each") { pipeline, limit };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            new Listing<ArchivedSummary>(await session.The<Archive>().ListAsync(session.Project, parsed.GetValue(pipeline), null, Math.Max(1, parsed.GetValue(limit)), cancellation))
                .Column("INSTANCE", run => Form.Short(run.Id))
                .Column("PIPELINE", run => run.Pipeline)
                .Column("STATUS", run => run.Status)
                .Column("BY", run => run.StartedBy)
                .Column("STARTED", run => Form.Moment(run.StartedAt))
                .Column("TOOK", run => Form.Took(run.StartedAt, run.EndedAt))
                .Column("ARCHIVED", run => Form.Moment(run.ArchivedAt))
                .Write(options, "No runs were archived yet.");
            return 0;
        });
        return command;
    }
}
