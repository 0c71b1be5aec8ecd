using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Deciding;

internal static class TasksCommand
{
    private static readonly Argument<string?> Task = new("task") { Description = "Show all of this one", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Person = new("--as") { Description = "Only what this person may decide", HelpName = "PERSON" };
    private static readonly Option<bool> Mine = new("--mine") { Description = "Only what I have claimed, or what is offered to me by name (me: --as, or your account)" };
    private static readonly Option<string?> Role = new("--role") { Description = "Only what is offered to this role, or to @NAME of a person or group", HelpName = "ROLE" };
    private static readonly Option<string?> Pipeline = new("--pipeline") { Description = "Only of this pipeline", HelpName = "NAME" };
    private static readonly Option<string?> Step = new("--step") { Description = "Only of this step", HelpName = "NAME" };
    private static readonly Option<bool> Overdue = new("--overdue") { Description = "Only what should be done by now" };
    private static readonly Option<InboxDue?> Due = new("--due") { Description = "Only what is due then: overdue, today or week", HelpName = "WHEN" };
    private static readonly Option<bool> Unclaimed = new("--unclaimed") { Description = "Only what nobody has claimed" };
    private static readonly Option<string?> ClaimedBy = new("--claimed-by") { Description = "Only what this person has claimed", HelpName = "PERSON" };
    private static readonly Option<string?> Search = new("--search") { Description = "Only where title, pipeline or step have words that begin so", HelpName = "WORDS" };
    private static readonly Option<InboxSort> Sort = new("--sort") { Description = "newest, oldest or due", HelpName = "ORDER" };
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many", HelpName = "N", DefaultValueFactory = _ => 50 };
    private static readonly Option<string?> Run = new("--instance") { Description = "Only of this instance", HelpName = "ID" };
    private static readonly Option<bool> All = new("--all") { Description = "Also what is decided or withdrawn, with all it showed" };

    public static Command Create()
    {
        var command = new Command("tasks", "Show what waits for people, or one task with all it shows")
        {
            Task, Mine, Person, Role, Pipeline, Step, Overdue, Due, Unclaimed, ClaimedBy, Search, Sort, Limit, Run, All,
        };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            if (parsed.GetValue(Task) is { } wanted) return await ShowAsync(options, session, await FindAsync(session, wanted, cancellation), cancellation);
            if (parsed.GetValue(Run) is not null || parsed.GetValue(All)) return await ListAsync(parsed, options, session, cancellation);
            return await AskAsync(parsed, options, session, cancellation);
        });
        return command;
    }

    /// <summary>The task that a whole id, or its beginning or end, stands for.</summary>
    /// <exception cref="EngineException">None or several do.</exception>
    public static async Task<HumanTask> FindAsync(Session session, string typed, CancellationToken cancellation)
    {
        var inbox = session.The<Inbox>();
        return await inbox.GetAsync(session.Project, Guid.TryParse(typed, out var id) ? id : await inbox.ResolveAsync(session.Project, typed, cancellation), cancellation);
    }

    private static async Task<int> AskAsync(ParseResult parsed, GlobalOptions options, Session session, CancellationToken cancellation)
    {
        var person = parsed.GetValue(Mine) ? Actor.NameOr(parsed.GetValue(Person)) : parsed.GetValue(Person);
        var query = new InboxQuery(parsed.GetValue(Mine) ? InboxView.Mine : person is null ? InboxView.All : InboxView.Roles, person)
        {
            Role = parsed.GetValue(Role), Pipeline = parsed.GetValue(Pipeline), Step = parsed.GetValue(Step),
            Due = parsed.GetValue(Overdue) ? InboxDue.Overdue : parsed.GetValue(Due), Claimed = parsed.GetValue(Unclaimed) ? false : null, ClaimedBy = parsed.GetValue(ClaimedBy),
            Search = parsed.GetValue(Search), Sort = parsed.GetValue(Sort), Zone = TimeZoneInfo.Local,
        };
        var (tasks, limit) = (new List<TaskSummary>(), Math.Max(1, parsed.GetValue(Limit)));
        string? after = null;
        do
        {
            var page = await session.The<Inbox>().PageAsync(session.Project, query with { After = after, Limit = Math.Min(limit - tasks.Count, InboxQuery.LargestPage) }, cancellation);
            tasks.AddRange(page.Tasks);
            after = page.Next;
        }
        while (after is not null && tasks.Count < limit);
        new Listing<TaskSummary>(tasks)
            .Column("TASK", task => Form.Short(task.Id))
            .Column("WHAT", task => task.Title)
            .Column("STEP", task => $"{task.Pipeline}.{task.Node}")
            .Column("FOR", task => string.Join(", ", task.Roles.Select(Holder.Display)))
            .Column("CLAIMED BY", task => task.ClaimedBy)
            .Column("OUTCOMES", task => string.Join(" | ", task.Outcomes.Select(outcome => outcome.Name)))
            .Column("SINCE", task => Form.Moment(task.CreatedAt))
            .Column("DUE", task => task.DueAt is { } due ? Form.Moment(due) + (task.Overdue ? " !" : "") : "")
            .Write(options, "Nothing waits for anyone.");
        if (after is not null && !options.Json) Console.Out.WriteLine(Styled.Quiet("There are more; --limit shows them."));
        return 0;
    }

    private static async Task<int> ListAsync(ParseResult parsed, GlobalOptions options, Session session, CancellationToken cancellation)
    {
        Guid? root = parsed.GetValue(Run) is { } id ? await session.The<InstanceQueries>().ResolveAsync(session.Project, id, cancellation) : null;
        var filter = new TaskFilter(parsed.GetValue(All) ? null : HumanTaskStatus.Open, parsed.GetValue(Role), root, Math.Max(1, parsed.GetValue(Limit)));
        new Listing<HumanTask>(await session.The<Inbox>().ListAsync(session.Project, filter, cancellation))
            .Column("TASK", task => Form.Short(task.Id))
            .Column("WHAT", task => task.Title)
            .Column("STEP", task => $"{task.Pipeline}.{task.Node}")
            .Column("FOR", task => string.Join(", ", task.Roles.Select(Holder.Display)))
            .Column("STATUS", task => task.Status == HumanTaskStatus.Decided ? $"{task.Outcome} by {task.DecidedBy}" : task.Status.ToString().ToLowerInvariant())
            .Column("SINCE", task => Form.Moment(task.CreatedAt))
            .Column("DUE", task => task.DueAt is { } due ? Form.Moment(due) : "")
            .Write(options, "Nothing waits for anyone.");
        return 0;
    }

    private static async Task<int> ShowAsync(GlobalOptions options, Session session, HumanTask task, CancellationToken cancellation)
    {
        var page = await session.The<TaskPages>().GetAsync(session.Project, task.Id, cancellation);
        if (options.Json) Console.Out.WriteLine(JsonSerializer.Serialize(page, DeepFlowJson.Indented));
        else TaskText.Write(page, Console.Out);
        return 0;
    }
}
