using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands;

/// <summary>Commands that open the workspace's database, do one thing, and close it.</summary>
internal static class DatabaseCommand
{
    /// <summary>Runs the action with a session open.</summary>
    public static void SetDatabaseAction(this Command command, Func<ParseResult, GlobalOptions, Session, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            await using var session = await Session.OpenAsync(options, cancellation);
            return await action(parsed, options, session, cancellation);
        });

    /// <summary>Answers what a command did: a sentence, or the thing itself for programs.</summary>
    public static int Answer(this GlobalOptions options, string sentence, object thing)
    {
        Console.Out.WriteLine(options.Json ? JsonSerializer.Serialize(thing, DeepFlowJson.Options) : sentence);
        return 0;
    }
}
