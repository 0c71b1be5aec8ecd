using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Deciding;

internal static class TasksCommand
{
    private const int Newest = 1000;

    public static Command Create()
    {
        var task = new Argument<string?>("task") { Description = "Show all of this one", Arity = ArgumentArity.ZeroOrOne };
        var role = new Option<string?>("--role") { Description = "Only what this role may decide", HelpName = "ROLE" };
        var instance = new Option<string?>("--instance") { Description = "Only of this instance", HelpName = "ID" };
        var all = new Option<bool>("--all") { Description = "Also what is decided or withdrawn" };
        var command = new Command("tasks", "Show what waits for people, or one task with all it shows") { task, role, instance, all };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            if (parsed.GetValue(task) is { } wanted)
            {
                return Show(options, await FindAsync(session, wanted, cancellation));
            }

            Guid? root = parsed.GetValue(instance) is { } id ? await session.The<InstanceQueries>().ResolveAsync(session.Project, id, cancellation) : null;
            var filter = new TaskFilter(parsed.GetValue(all) ? null : HumanTaskStatus.Open, parsed.GetValue(role), root);
            Write(options, await session.The<Inbox>().ListAsync(session.Project, filter, cancellation));
            return 0;
        });
        return command;
    }

    /// <summary>The task that a whole id, or its beginning or end, stands for.</summary>
    /// <exception cref="CommandFailure">None or several do.</exception>
    public static async Task<HumanTask> FindAsync(Session session, string typed, CancellationToken cancellation)
    {
        if (Guid.TryParse(typed, out var id))
        {
            return await session.The<Inbox>().GetAsync(session.Project, id, cancellation);
        }

        var tasks = await session.The<Inbox>().ListAsync(session.Project, new TaskFilter(Status: null, Limit: Newest), cancellation);
        return Form.Matching(tasks, task => task.Id, typed).Take(2).ToList() switch
        {
            [var one] => one,
            [] => throw new CommandFailure("unknown_task", $"There is no task {typed} in this project.", $"{Invocation.Name} tasks lists what is open."),
            _ => throw new CommandFailure("ambiguous_task", $"Several tasks begin or end with {typed}.", "Give more of the id."),
        };
    }

    private static void Write(GlobalOptions options, IReadOnlyList<HumanTask> tasks) => new Listing<HumanTask>(tasks)
        .Column("TASK", task => Form.Short(task.Id))
        .Column("WHAT", task => task.Title)
        .Column("STEP", task => $"{task.Pipeline}.{task.Node}")
        .Column("FOR", task => string.Join(", ", task.Roles))
        .Column("STATUS", task => task.Status == HumanTaskStatus.Decided ? $"{task.Outcome} by {task.DecidedBy}" : task.Status.ToString().ToLowerInvariant())
        .Column("OUTCOMES", task => string.Join(" | ", task.Outcomes.Select(outcome => outcome.Name)))
        .Column("SINCE", task => Form.Moment(task.CreatedAt))
        .Column("DUE", task => task.DueAt is { } due ? Form.Moment(due) : "")
        .Write(options, "Nothing waits for anyone.");

    private static int Show(GlobalOptions options, HumanTask task)
    {
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(task, CliJson.Indented));
            return 0;
        }

        Console.Out.WriteLine(Styled.Strong(task.Title));
        Console.Out.WriteLine($"  {task.Pipeline}.{task.Node}, round {task.Round}, of instance {task.Root}; for {string.Join(" or ", task.Roles)}");
        foreach (var (name, value) in task.Input.Fields.Where(field => field.Key != "title" && !field.Value.IsMissing))
        {
            ValueText.Write(name, value, Console.Out);
        }

        foreach (var outcome in task.Outcomes.Where(_ => task.Status == HumanTaskStatus.Open))
        {
            var targets = outcome.Targets.Length > 1 ? $" --to {string.Join(" | ", outcome.Targets)}" : "";
            Console.Out.WriteLine($"  {Invocation.Name} decide {Form.Short(task.Id)} {outcome.Name}{targets}   {Styled.Quiet(outcome.Label ?? "")}");
        }

        return 0;
    }
}
