using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.People;

namespace DeepFlow.Cli.Commands.Deciding;

internal static class PeopleCommand
{
    public static Command Create()
    {
        var command = new Command("people", "Show the project's people, groups and their roles; add and remove them") { Add(), Remove(), GroupCommands.Create() };
        command.SetDatabaseAction(async (_, options, session, cancellation) =>
        {
            var people = await session.The<Roster>().ListAsync(session.Project, cancellation);
            new Listing<Person>(people)
                .Column("NAME", person => person.Name)
                .Column("CALLED", person => person.Display)
                .Column("ROLES", person => string.Join(", ", person.Roles))
                .Column("GROUPS", person => string.Join(", ", person.Groups))
                .Write(options, $"Nobody yet. {Invocation.Name} people add NAME --role ROLE adds someone.");
            return 0;
        });
        return command;
    }

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "A short name without spaces" };
        var display = new Option<string?>("--called") { Description = "The full name", HelpName = "TEXT" };
        var roles = new Option<string[]>("--role") { Description = "A role, such as data_scientist; may be given several times", HelpName = "ROLE", AllowMultipleArgumentsPerToken = true };
        var command = new Command("add", "Add a person, or set the roles of one who is there") { name, display, roles };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (who, what) = (parsed.GetValue(name)!, parsed.GetValue(roles) ?? []);
            await session.The<Roster>().SetAsync(session.Project, who, parsed.GetValue(display), what, cancellation);
            return options.Answer($"{who} is {(what.Length == 0 ? "in no role" : string.Join(", ", what))}.", new { name = who, roles = what });
        });
        return command;
    }

    private static Command Remove()
    {
        var name = new Argument<string>("name") { Description = "Whom" };
        var command = new Command("remove", "Remove a person; what they decided stays") { name };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var who = parsed.GetValue(name)!;
            return await session.The<Roster>().RemoveAsync(session.Project, who, cancellation)
                ? options.Answer($"{who} is no longer one of the project's people.", new { removed = who })
                : throw new CommandFailure("unknown_person", $"Nobody here is called {who}.", $"{Invocation.Name} people lists everyone.");
        });
        return command;
    }
}
