using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Server.Sources;

namespace DeepFlow.Cli.Commands.Language;

internal static class VersionsCommand
{
    private const int Most = 1000;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The .dlflow file; one that is gone has versions too" };
        var limit = new Option<int>("--limit") { Description = "At most so many", HelpName = "N", DefaultValueFactory = _ => 50 };
        var command = new Command("versions", "Show the versions of a .dlflow file, newest first") { file, limit };
        command.SetAction(parsed =>
        {
            var most = parsed.GetValue(limit);
            if (most is < 1 or > Most) throw new CommandFailure("bad_option", $"--limit {most} is out of range.", $"Take 1 to {Most}.", exitCode: 2);
            var options = GlobalOptions.Of(parsed);
            var kept = KeptSource.Find(options, parsed.GetValue(file)!);
            new Listing<Row>([.. kept.Versions.Of(kept.Path, most).Select(version => new Row(version.Commit.Id, version.Commit.Message.TrimEnd(), version.Commit.Author, version.Commit.At, version.Version is null))])
                .Column("VERSION", row => row.Id[..10])
                .Column("WHEN", row => Form.Moment(row.At))
                .Column("BY", row => row.Author)
                .Column("WHAT", row => row.Message.Split('\n')[0] + (row.Removed ? " (the file was gone)" : ""))
                .Write(options, $"No version of {kept.Path} has been kept; saving it in the designer, or committing it, keeps one.");
            return 0;
        });
        return command;
    }

    private sealed record Row(string Id, string Message, string Author, DateTimeOffset At, bool Removed);
}
