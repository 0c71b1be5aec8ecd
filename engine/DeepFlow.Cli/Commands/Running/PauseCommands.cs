using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>Holding a run still, and changing what it works with.</summary>
internal static class PauseCommands
{
    public static Command Pause()
    {
        var (run, reason, person) = (RunArgument(), ReasonOption(), Actor.Option());
        var command = new Command("pause", "Begin nothing further in a run; what is under way may end") { run, reason, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var id = await session.The<InstanceQueries>().ResolveAsync(session.Project, parsed.GetValue(run)!, cancellation);
            await session.The<InstanceCommands>().PauseAsync(session.Project, id, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), parsed.GetValue(reason), cancellation);
            return options.Answer($"{Form.Short(id)} is paused; {Invocation.Name} resume {Form.Short(id)} lets it go on.", new { instance = id });
        });
        return command;
    }

    public static Command Resume()
    {
        var (run, person) = (RunArgument(), Actor.Option());
        var command = new Command("resume", "Let a paused run go on, with what has arrived meanwhile") { run, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var id = await session.The<InstanceQueries>().ResolveAsync(session.Project, parsed.GetValue(run)!, cancellation);
            await session.The<InstanceCommands>().ResumeAsync(session.Project, id, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), cancellation);
            return options.Answer($"{Form.Short(id)} goes on.", new { instance = id });
        });
        return command;
    }

    public static Command Set()
    {
        var instance = new Argument<string>("instance") { Description = "The instance's id, or its beginning or end" };
        var values = new Argument<string[]>("variable") { Description = "A variable and its new value, of its declared type", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
        var (reason, person) = (ReasonOption(), Actor.Option());
        var command = new Command("set", "Give variables of a run other values") { instance, values, reason, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var commands = session.The<InstanceCommands>();
            var id = await session.The<InstanceQueries>().ResolveAsync(session.Project, parsed.GetValue(instance)!, cancellation);
            var declared = await commands.VariablesAsync(session.Project, id, cancellation);
            var given = Assignments.Read(parsed.GetValue(values)!, [.. declared.Select(variable => new Workflows.Definitions.ParameterDefinition(variable.Name, variable.Type))]);
            foreach (var (name, value) in given.Fields)
            {
                await commands.SetVariableAsync(session.Project, id, name, value, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), parsed.GetValue(reason), cancellation);
            }

            return options.Answer($"{Form.Short(id)} is given {given}.", new { instance = id, variables = given });
        });
        return command;
    }

    private static Argument<string> RunArgument() => new("run") { Description = "The run's id, or its beginning or end" };

    private static Option<string?> ReasonOption() => new("--reason") { Description = "Why; it stands in the journal", HelpName = "TEXT" };
}
