using System.CommandLine;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Cli.Commands.Running;

internal static class CancelCommand
{
    public static Command Create()
    {
        var instance = new Argument<string>("instance") { Description = "The instance's id, or its beginning or end" };
        var reason = new Option<string?>("--reason") { Description = "Why; it stands in the journal", HelpName = "TEXT" };
        var person = Actor.Option();
        var command = new Command("cancel", "End a run and everything it is doing") { instance, reason, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var id = await session.The<InstanceQueries>().ResolveAsync(session.Project, parsed.GetValue(instance)!, cancellation);
            await session.The<InstanceCommands>().CancelAsync(session.Project, id, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), parsed.GetValue(reason), cancellation);
            return options.Answer($"The run {id} is being cancelled.", new { instance = id });
        });
        return command;
    }
}
