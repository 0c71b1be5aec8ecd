using System.CommandLine;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Versions;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Cli.Commands.Running;

internal static class RerunCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The earlier run's id, or its beginning or end" };
        var arguments = new Argument<string[]>("argument") { Description = "A parameter that the earlier run was not given", HelpName = "NAME=VALUE", Arity = ArgumentArity.ZeroOrMore };
        var from = new Option<string>("--from") { Description = "The step to begin at, or one of a called pipeline: model.tuning", HelpName = "STEP", Required = true };
        var definition = new Option<string?>("--definition") { Description = "Run on another definition: a .dlflow file, or the hash of a published one", HelpName = "FILE|HASH" };
        var detach = new Option<bool>("--detach") { Description = "Start the run and leave it to a DeepFlow that is up" };
        var person = Actor.Option();
        var command = new Command("rerun", "Run again from a step on, keeping what an earlier run has done before it") { run, arguments, from, definition, detach, person };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            await using var session = await Session.OpenAsync(options, cancellation, supervise: true, LogLevel.Warning);
            var who = await Actor.NameAsync(session, parsed.GetValue(person), cancellation);
            var earlier = await session.The<InstanceQueries>().ResolveAsync(session.Project, parsed.GetValue(run)!, cancellation);
            var other = parsed.GetValue(definition) is { } given ? await DefinitionArgument.ReadAsync(options, session, given, cancellation) : null;
            var warnings = other?.Warnings ?? PublishWarnings.None;
            var hash = other is null ? null : await other.PublishAsync(session, who, cancellation);
            var pipeline = (await session.The<InstanceQueries>().GetAsync(session.Project, earlier, cancellation)).Pipeline;
            var more = Assignments.Read(parsed.GetValue(arguments) ?? [], other?.Bundle.Pipelines.GetValueOrDefault(pipeline)?.Parameters ?? []);
            var id = await session.The<Reruns>().StartAsync(session.Project, earlier, parsed.GetValue(from)!, hash, more, who, cancellation);
            if (parsed.GetValue(detach))
            {
                return options.Answer($"instance {id}", new { instance = id, keptFrom = earlier, warnings = warnings.ForPrograms });
            }

            if (!options.Json)
            {
                Console.Out.WriteLine($"instance {id}");
            }

            return await RunCommand.FollowAsync(options, session, id, warnings, cancellation);
        });
        return command;
    }
}
