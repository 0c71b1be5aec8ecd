using System.CommandLine;
using System.Globalization;
using DeepFlow.Cli.Failures;
using DeepFlow.Data.Code;
using DeepFlow.Data.Sources;
using DeepFlow.Engine.Triggers;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>Tells from outside what triggers wait for: a hook of git or a job that delivers data calls these.</summary>
internal static class ChangeCommands
{
    public static Command Changed()
    {
        var source = new Argument<string>("source") { Description = "The source that has new data, as it was given when activating" };
        var version = new Option<string?>("--version-key") { Description = "Tells one change from the next (default: now)", HelpName = "TEXT" };
        var command = new Command("changed", "Tell that a source has new data: on data_changed(source)") { source, version };
        command.SetDatabaseAction((parsed, options, session, cancellation) =>
        {
            var value = (RecordValue)ClrValues.From(DataSource.Parse(parsed.GetValue(source)!));
            var key = parsed.GetValue(version) ?? session.The<TimeProvider>().GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            return TellAsync(options, session, Change.OfSource(value, key), parsed.GetValue(source)!, cancellation);
        });
        return command;
    }

    public static Command Pushed()
    {
        var branch = new Argument<string>("branch") { Description = "The branch of the project's code repository, or refs/heads/BRANCH" };
        var commit = new Argument<string?>("commit") { Description = "Its new tip (default: as the repository has it)", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("pushed", "Tell that code was pushed: on pushed(branch)") { branch, commit };
        command.SetDatabaseAction((parsed, options, session, cancellation) =>
        {
            var name = parsed.GetValue(branch)!.Replace("refs/heads/", "", StringComparison.Ordinal);
            return TellAsync(options, session, Change.OfCode(name, parsed.GetValue(commit) ?? TipOf(session, name)), name, cancellation);
        });
        return command;
    }

    private static string TipOf(Session session, string branch) =>
        session.The<CodeRepositories>().Of(session.Project) is { Exists: true } repository && repository.Tip(branch) is { } tip
            ? tip.Id
            : throw new CommandFailure("no_branch", $"The project's code repository has no branch {branch}.", "Name the commit too, where the code lies elsewhere.");

    private static async Task<int> TellAsync(GlobalOptions options, Session session, Change change, string what, CancellationToken cancellation)
    {
        var fired = await session.The<Activations>().TellAsync(session.Project, change, cancellation);
        return options.Answer(
            fired == 0 ? $"Nothing active watches {what}, or it knew of this version." : $"{fired} {(fired == 1 ? "activation has" : "activations have")} fired.",
            new { fired, change.Name, change.Version });
    }
}
