using System.CommandLine;
using DeepFlow.Cli.Commands.Language;
using DeepFlow.Server.Publishing;

namespace DeepFlow.Cli.Commands.Running;

internal static class PublishCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The .dlflow file; what it uses is published with it" };
        var person = Actor.Option();
        var command = new Command("publish", "Publish the pipelines of a .dlflow file, and tell what they need that the project lacks") { file, person };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            var selection = SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), [parsed.GetValue(file)!]);
            var compilation = CompileCommand.Compile(options, selection);
            await using var session = await Session.OpenAsync(options, cancellation);
            var published = await session.The<Publisher>().PublishAsync(session.Project, compilation, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), cancellation, selection.Root);
            var warnings = new PublishWarnings(published.Warnings, selection.Root).Tell(options);
            return options.Answer(
                $"Published {string.Join(", ", published.Bundle.Pipelines.Keys)} ({published.Hash}){(published.Commit is { } commit ? $", commit {commit[..12]}" : "")}",
                new
                {
                    hash = published.Hash,
                    commit = published.Commit,
                    pipelines = published.Bundle.Pipelines.Keys,
                    warnings = warnings.ForPrograms,
                });
        });
        return command;
    }
}
