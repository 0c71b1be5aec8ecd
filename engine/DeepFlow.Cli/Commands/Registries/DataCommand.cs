using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Data.Versions;
using Npgsql;

namespace DeepFlow.Cli.Commands.Registries;

internal static class DataCommand
{
    private const int Newest = 100;

    public static Command Create()
    {
        var dataset = new Argument<string?>("dataset") { Description = "Only this data set", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("data", "Show the versions of data sets, newest first") { dataset };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var commits = await DataCommits.ListAsync(session.The<NpgsqlDataSource>(), session.Project, parsed.GetValue(dataset), Newest, cancellation);
            new Listing<DataCommit>(commits)
                .Column("COMMIT", commit => commit.Id[..12])
                .Column("DATA SET", commit => commit.Dataset)
                .Column("BRANCH", commit => commit.Branch)
                .Column("ITEMS", commit => $"{commit.ItemCount}")
                .Column("LABELS", commit => commit.Labeled ? "yes" : "no")
                .Column("MADE BY", commit => commit.Operation)
                .Column("WHEN", commit => Form.Moment(commit.CreatedAt))
                .Column("MESSAGE", commit => commit.Message)
                .Write(options, "No data yet.");
            return 0;
        });
        return command;
    }
}
