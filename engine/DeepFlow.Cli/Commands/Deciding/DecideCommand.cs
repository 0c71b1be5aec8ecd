using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Cli.Commands.Deciding;

internal static class DecideCommand
{
    private static readonly Argument<string> Task = new("task") { Description = "The task's id, or its beginning or end; several with commas between" };
    private static readonly Argument<string> Outcome = new("outcome") { Description = "One of the outcomes that the task offers" };
    private static readonly Option<string?> To = new("--to") { Description = "Where to go back to, where the outcome leaves a choice", HelpName = "STEP" };
    private static readonly Option<string?> Comment = new("--comment") { Description = "Why; it stands in the journal", HelpName = "TEXT" };
    private static readonly Option<int?> Choose = new("--choose") { Description = "Which of the things to choose from, counted from 1", HelpName = "N" };
    private static readonly Option<string[]> Set = new("--set") { Description = "Fill in a field of the form: NAME=VALUE", HelpName = "NAME=VALUE" };
    private static readonly Option<string?> Person = Actor.Option();

    public static Command Create()
    {
        var command = new Command("decide", "Decide a task, or several alike, in somebody's name") { Task, Outcome, To, Comment, Choose, Set, Person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var tasks = new List<HumanTask>();
            foreach (var typed in parsed.GetValue(Task)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                tasks.Add(await TasksCommand.FindAsync(session, typed, cancellation));
            return tasks is [var one] ? await DecideAsync(parsed, options, session, one, cancellation) : await DecideAllAsync(parsed, options, session, tasks, cancellation);
        });
        return command;
    }

    private static async Task<int> DecideAsync(ParseResult parsed, GlobalOptions options, Session session, HumanTask task, CancellationToken cancellation)
    {
        var decision = DecisionFor(parsed, task);
        var result = await session.The<Decisions>().DecideAsync(session.Project, task.Id, decision, cancellation);
        var goesOn = await LivingNodes.AnyAsync(session.The<NpgsqlDataSource>(), cancellation);
        return options.Answer(
            Sentence(task, decision, result) + (goesOn ? "" : " The run goes on as soon as DeepFlow runs again."),
            new { task = task.Id, decision.Outcome, by = decision.Person, result.Decided, result.Approved, result.Required });
    }

    private static async Task<int> DecideAllAsync(ParseResult parsed, GlobalOptions options, Session session, List<HumanTask> tasks, CancellationToken cancellation)
    {
        var decisions = tasks.Select(task => (Task: task.Id, Decision: DecisionFor(parsed, task))).ToList();
        var answers = await session.The<Decisions>().DecideAllAsync(session.Project, decisions, cancellation);
        var lines = answers.Zip(tasks, decisions).Select(a => a.First.Result is { } result
            ? Sentence(a.Second, a.Third.Decision, result)
            : $"{Form.Short(a.First.Task)} is not decided: {a.First.Refusal!.Detail}");
        options.Answer(string.Join(Environment.NewLine, lines), answers);
        return answers.All(answer => answer.Refusal is null) ? 0 : 1;
    }

    private static Decision DecisionFor(ParseResult parsed, HumanTask task) => new(
        parsed.GetValue(Outcome)!, Actor.NameOr(parsed.GetValue(Person)), parsed.GetValue(To), parsed.GetValue(Comment),
        Answers(parsed.GetValue(Set) ?? [], task), parsed.GetValue(Choose));

    /// <summary>Texts stay texts where the form asks for one; everything else is read as what it looks like.</summary>
    private static RecordValue? Answers(string[] given, HumanTask task) => given.Length == 0 ? null
        : Decisions.FormOf(task) is { } form ? Assignments.Read(given, [.. form.Fields.Where(IsText).Select(field => new ParameterDefinition(field.Name, "text"))])
        : Assignments.Read(given);

    private static bool IsText(FormField field) => field.Type.TrimEnd('?') is "string" or "text" or "date";

    private static string Sentence(HumanTask task, Decision decision, DecisionResult result) =>
        $"\"{task.Title}\": {decision.Outcome}, says {decision.Person}.{(result.Decided ? "" : $" {result.Approved} of {result.Required} approvals.")}";
}
