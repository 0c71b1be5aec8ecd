using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Tasks;

namespace DeepFlow.Cli.Commands.Deciding;

/// <summary>Who works on a task, and what is said about it.</summary>
internal static class AssignmentCommands
{
    public static Command Claim()
    {
        var (task, person) = (TaskArgument(), Actor.Option());
        var takeOver = new Option<bool>("--take-over") { Description = "Also where somebody else has claimed it" };
        var command = new Command("claim", "Take a task on: nobody else decides it meanwhile") { task, takeOver, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (found, by) = (await TasksCommand.FindAsync(session, parsed.GetValue(task)!, cancellation), Actor.NameOr(parsed.GetValue(person)));
            await session.The<TaskAssignments>().ClaimAsync(session.Project, found.Id, by, parsed.GetValue(takeOver), cancellation);
            return options.Answer($"{by} works on \"{found.Title}\".", new { task = found.Id, claimedBy = by });
        });
        return command;
    }

    public static Command Release()
    {
        var (task, person) = (TaskArgument(), Actor.Option());
        var command = new Command("release", "Put a claimed task back") { task, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var found = await TasksCommand.FindAsync(session, parsed.GetValue(task)!, cancellation);
            await session.The<TaskAssignments>().ReleaseAsync(session.Project, found.Id, Actor.NameOr(parsed.GetValue(person)), cancellation);
            return options.Answer($"\"{found.Title}\" is free again.", new { task = found.Id });
        });
        return command;
    }

    public static Command Delegate()
    {
        var (task, to, person, comment) = (TaskArgument(), PersonArgument(), Actor.Option(), CommentOption());
        var command = new Command("delegate", "Hand a task that you have claimed to another who may decide it") { task, to, comment, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (found, other) = (await TasksCommand.FindAsync(session, parsed.GetValue(task)!, cancellation), parsed.GetValue(to)!);
            await session.The<TaskAssignments>().DelegateAsync(session.Project, found.Id, other, Actor.NameOr(parsed.GetValue(person)), parsed.GetValue(comment), cancellation);
            return options.Answer($"{other} works on \"{found.Title}\".", new { task = found.Id, claimedBy = other });
        });
        return command;
    }

    public static Command Assign()
    {
        var (task, person, comment) = (TaskArgument(), Actor.Option(), CommentOption());
        var to = new Argument<string[]>("to") { Description = "A person to give it to; or roles, and @NAME of persons and groups, to offer it to (with --offer)", Arity = ArgumentArity.OneOrMore };
        var offer = new Option<bool>("--offer") { Description = "Offer it to these, and to nobody else" };
        var command = new Command("assign", "Give a task to a person, or offer it to others; for admins and owners of the project") { task, to, offer, comment, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var (found, others, by) = (await TasksCommand.FindAsync(session, parsed.GetValue(task)!, cancellation), parsed.GetValue(to)!, Actor.NameOr(parsed.GetValue(person)));
            if (parsed.GetValue(offer) || others.Length > 1)
            {
                await session.The<TaskAssignments>().ReassignAsync(session.Project, found.Id, [.. others], by, parsed.GetValue(comment), cancellation);
                return options.Answer($"\"{found.Title}\" is for {string.Join(" or ", others)}.", new { task = found.Id, roles = others });
            }

            await session.The<TaskAssignments>().AssignAsync(session.Project, found.Id, others[0], by, parsed.GetValue(comment), cancellation);
            return options.Answer($"{others[0]} works on \"{found.Title}\".", new { task = found.Id, claimedBy = others[0] });
        });
        return command;
    }

    public static Command Comment()
    {
        var (task, person) = (TaskArgument(), Actor.Option());
        var text = new Argument<string>("text") { Description = "What to say" };
        var command = new Command("comment", "Say something about a task without deciding it") { task, text, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var found = await TasksCommand.FindAsync(session, parsed.GetValue(task)!, cancellation);
            var said = await session.The<TaskComments>().AddAsync(session.Project, found.Id, Actor.NameOr(parsed.GetValue(person)), parsed.GetValue(text)!, cancellation);
            return options.Answer($"\"{found.Title}\" has a comment of {said.Person}.", said);
        });
        return command;
    }

    private static Argument<string> TaskArgument() => new("task") { Description = "The task's id, or its beginning or end" };

    private static Argument<string> PersonArgument() => new("to") { Description = "Whom" };

    private static Option<string?> CommentOption() => new("--comment") { Description = "Why; it stands in the journal", HelpName = "TEXT" };
}
