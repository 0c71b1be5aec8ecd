using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.People;

namespace DeepFlow.Cli.Commands.Deciding;

/// <summary>Groups of people: <c>people groups</c>.</summary>
internal static class GroupCommands
{
    public static Command Create()
    {
        var command = new Command("groups", "Show the project's groups; add and remove them") { Add(), Remove() };
        command.SetDatabaseAction(async (_, options, session, cancellation) =>
        {
            new Listing<PersonGroup>(await session.The<Groups>().ListAsync(session.Project, cancellation))
                .Column("GROUP", group => group.Name)
                .Column("CALLED", group => group.Display)
                .Column("MEMBERS", group => string.Join(", ", group.Members))
                .Column("ROLES", group => string.Join(", ", group.Roles))
                .Write(options, $"No groups. {Invocation.Name} people groups add NAME --member PERSON --role ROLE adds one.");
            return 0;
        });
        return command;
    }

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "A short name without spaces, which no person has" };
        var display = new Option<string?>("--called") { Description = "The full name", HelpName = "TEXT" };
        var members = new Option<string[]>("--member") { Description = "A person; may be given several times", HelpName = "PERSON", AllowMultipleArgumentsPerToken = true };
        var roles = new Option<string[]>("--role") { Description = "A role that every member holds; may be given several times", HelpName = "ROLE", AllowMultipleArgumentsPerToken = true };
        var command = new Command("add", "Add a group, or set the members and roles of one that is there") { name, display, members, roles };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (group, who, what) = (parsed.GetValue(name)!, parsed.GetValue(members) ?? [], parsed.GetValue(roles) ?? []);
            await session.The<Groups>().SetAsync(session.Project, group, parsed.GetValue(display), who, what, cancellation);
            return options.Answer($"{group} is {(who.Length == 0 ? "empty" : string.Join(", ", who))}.", new { name = group, members = who, roles = what });
        });
        return command;
    }

    private static Command Remove()
    {
        var name = new Argument<string>("name") { Description = "Which" };
        var command = new Command("remove", "Remove a group; its members stay") { name };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var group = parsed.GetValue(name)!;
            return await session.The<Groups>().RemoveAsync(session.Project, group, cancellation)
                ? options.Answer($"{group} is no longer a group.", new { removed = group })
                : throw new CommandFailure("unknown_group", $"There is no group called {group}.", $"{Invocation.Name} people groups lists them.");
        });
        return command;
    }
}
