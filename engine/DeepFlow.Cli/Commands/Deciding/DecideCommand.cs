using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Hosting;
using Npgsql;

namespace DeepFlow.Cli.Commands.Deciding;

internal static class DecideCommand
{
    public static Command Create()
    {
        var task = new Argument<string>("task") { Description = "The task's id, or its beginning or end" };
        var outcome = new Argument<string>("outcome") { Description = "One of the outcomes that the task offers" };
        var to = new Option<string?>("--to") { Description = "Where to go back to, where the outcome leaves a choice", HelpName = "STEP" };
        var comment = new Option<string?>("--comment") { Description = "Why; it stands in the journal", HelpName = "TEXT" };
        var choose = new Option<int?>("--choose") { Description = "Which of the things to choose from, counted from 1", HelpName = "N" };
        var set = new Option<string[]>("--set") { Description = "Fill in a field of the form: NAME=VALUE", HelpName = "NAME=VALUE" };
        var person = Actor.Option();
        var command = new Command("decide", "Decide a task in somebody's name") { task, outcome, to, comment, choose, set, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var found = await TasksCommand.FindAsync(session, parsed.GetValue(task)!, cancellation);
            var decision = new Decision(
                parsed.GetValue(outcome)!, Actor.NameOr(parsed.GetValue(person)), parsed.GetValue(to), parsed.GetValue(comment),
                Assignments.Read(parsed.GetValue(set) ?? []), parsed.GetValue(choose));
            var result = await session.The<Decisions>().DecideAsync(session.Project, found.Id, decision, cancellation);
            var goesOn = await LivingNodes.AnyAsync(session.The<NpgsqlDataSource>(), cancellation);
            return options.Answer(Sentence(found, decision, result, goesOn), new { task = found.Id, decision.Outcome, by = decision.Person, result.Decided, result.Approved, result.Required });
        });
        return command;
    }

    private static string Sentence(HumanTask task, Decision decision, DecisionResult result, bool goesOn)
    {
        var said = $"\"{task.Title}\": {decision.Outcome}, says {decision.Person}.";
        var count = result.Decided ? "" : $" {result.Approved} of {result.Required} approvals.";
        return said + count + (goesOn ? "" : $" The run goes on as soon as DeepFlow runs again.");
    }
}
