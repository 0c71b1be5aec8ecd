using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>What a person may do by hand about a step: try it again, leave it, or enter another.</summary>
internal static class IncidentCommands
{
    public static Command Retry()
    {
        var (instance, step, person) = (InstanceArgument(), new Argument<string>("step") { Description = "The step of the incident" }, Actor.Option());
        var command = new Command("retry", "Try the step of an incident again") { instance, step, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (id, name) = (await ResolveAsync(session, parsed.GetValue(instance)!, cancellation), parsed.GetValue(step)!);
            await session.The<InstanceCommands>().RetryAsync(session.Project, id, name, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), cancellation);
            return options.Answer($"{name} of {Form.Short(id)} is tried again.", new { instance = id, step = name });
        });
        return command;
    }

    public static Command Skip()
    {
        var (instance, step, person) = (InstanceArgument(), new Argument<string>("step") { Description = "The step of the incident" }, Actor.Option());
        var outcome = new Option<string>("--outcome") { Description = "By which outcome it is left", HelpName = "NAME", DefaultValueFactory = _ => "done" };
        var output = new Option<string[]>("--output") { Description = "An output that later steps need, of its declared type; a data set as NAME=DATASET@BRANCH", HelpName = "NAME=VALUE" };
        var command = new Command("skip", "Leave the step of an incident, with outputs given by hand") { instance, step, outcome, output, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (id, name) = (await ResolveAsync(session, parsed.GetValue(instance)!, cancellation), parsed.GetValue(step)!);
            var commands = session.The<InstanceCommands>();
            var declared = await commands.OutputsAsync(session.Project, id, name, cancellation);
            var given = await DataArguments.ResolveAsync(session, parsed.GetValue(output) ?? [], [.. declared.Select(field => new ParameterDefinition(field.Name, field.Type.ToString()))], cancellation);
            await commands.SkipAsync(session.Project, id, name, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), parsed.GetValue(outcome)!, given, cancellation);
            return options.Answer($"{name} of {Form.Short(id)} is left as {parsed.GetValue(outcome)}.", new { instance = id, step = name, outcome = parsed.GetValue(outcome) });
        });
        return command;
    }

    public static Command Enter()
    {
        var (instance, step, person) = (InstanceArgument(), new Argument<string>("step") { Description = "The step, or one of a called pipeline: model.tuning" }, Actor.Option());
        var reason = new Option<string?>("--reason") { Description = "Why; it stands in the journal", HelpName = "TEXT" };
        var command = new Command("enter", "Send a running instance to a step, which opens a new round") { instance, step, reason, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (id, name) = (await ResolveAsync(session, parsed.GetValue(instance)!, cancellation), parsed.GetValue(step)!);
            await session.The<InstanceCommands>().EnterAsync(session.Project, id, name, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), parsed.GetValue(reason), cancellation);
            return options.Answer($"{Form.Short(id)} enters {name}.", new { instance = id, step = name });
        });
        return command;
    }

    private static Argument<string> InstanceArgument() => new("instance") { Description = "The instance's id, or its beginning or end" };

    private static Task<Guid> ResolveAsync(Session session, string typed, CancellationToken cancellation) =>
        session.The<InstanceQueries>().ResolveAsync(session.Project, typed, cancellation);
}
