using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks.Forms;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>
/// Records what people decide, once: the task's row is locked, so that of two people deciding at the same moment one wins
/// and the other is told. The decision, its journal row and the event for the engine are one transaction.
/// </summary>
public sealed class Decisions(NpgsqlDataSource source, Roster roster, Bundles bundles, Wakeups wakeups)
{
    /// <summary>As many as one request may decide.</summary>
    public const int MostAtOnce = 500;

    /// <exception cref="EngineException">It cannot be decided so; the message says why and what can be.</exception>
    public async Task<DecisionResult> DecideAsync(string project, Guid task, Decision decision, CancellationToken cancellation)
    {
        var person = await roster.RequireAsync(project, decision.Person, cancellation);
        await using var change = await TaskTransaction.BeginAsync(source, project, task, cancellation);
        change.CheckOpen();
        var open = change.Task;
        var outcome = OutcomeOf(open, decision);
        var target = TargetOf(open, outcome, decision);
        await Eligibility.CheckAsync(change, project, person, cancellation);
        CheckClaim(open, person);
        var values = await ValuesOfAsync(project, open, outcome, decision, cancellation);

        await change.Rows.ExecuteAsync("""
            insert into deepflow.task_decision (project, task, person, outcome, target, comment, filled_in, bundle, versions, identity)
            values ($1, $2, $3, $4, $5::text, $6::text, $7::json, $8, $9::json, 'asserted')
            """, [project, task, person.Name, outcome.Name, target, decision.Comment, Sql.Json((Value)values), open.Definition, Sql.Json((Value)Handles.In(open.Input))], cancellation);
        await change.JournalAsync("decision", person.Name, cancellation, ("outcome", Value.Of(outcome.Name)), ("target", Value.Of(target)),
            ("comment", Value.Of(decision.Comment)), ("filled_in", values), ("definition", Value.Of(open.Definition)));

        var approved = open.Approved.Length + (outcome == open.Outcomes[0] ? 1 : 0);
        var decided = outcome != open.Outcomes[0] || approved >= open.Required;
        if (decided) await CloseAsync(change, project, outcome, target, decision.Comment, values, person, cancellation);
        else if (open.ClaimedBy is not null) await FreeAsync(change, cancellation); // the next of several people may take it up
        await change.CommitAsync("decision", cancellation);
        wakeups.Ring(Wakeups.Events);
        return new(decided, approved, open.Required);
    }

    /// <summary>Decides many tasks, each by itself: what is refused for one changes nothing for the others.</summary>
    /// <returns>An answer for each, in the order asked.</returns>
    /// <exception cref="EngineException"><c>too_many</c></exception>
    public async Task<List<BulkAnswer>> DecideAllAsync(string project, IReadOnlyList<(Guid Task, Decision Decision)> decisions, CancellationToken cancellation)
    {
        if (decisions.Count > MostAtOnce) throw new EngineException("too_many", $"{decisions.Count} decisions are too many for one request; send {MostAtOnce} at most.");
        var answers = new List<BulkAnswer>(decisions.Count);
        foreach (var (task, decision) in decisions)
        {
            try { answers.Add(new(task, await DecideAsync(project, task, decision, cancellation), null)); }
            catch (EngineException e) { answers.Add(new(task, null, new(e.Code, e.Message, e.Problem, e.Fields))); }
        }
        return answers;
    }

    private static async Task CloseAsync(TaskTransaction change, string project, TaskOutcome outcome, string? target, string? comment, RecordValue values, Person person, CancellationToken cancellation)
    {
        var open = change.Task;
        await change.Rows.ExecuteAsync("""
            update deepflow.task set status = 'decided', outcome = $2, target = $3::text, decided_by = $4, decided_at = now() where id = $1
            """, [open.Id, outcome.Name, target, person.Name], cancellation);
        await change.Rows.ExecuteAsync(TaskRows.Unlist, [new[] { open.Id }], cancellation);
        await change.Rows.ExecuteAsync("insert into deepflow.event (project, instance, body) values ($1, $2, $3::json)",
            [project, open.Instance, Sql.Json<InstanceEvent>(new TaskDecided(open.Id, open.Node, outcome.Name, target, comment, values, person.Name))], cancellation);
        await change.NotifyAsync(NoticeKind.TaskDecided, null, cancellation);
    }

    private static async Task FreeAsync(TaskTransaction change, CancellationToken cancellation)
    {
        await change.Rows.ExecuteAsync("update deepflow.task set claimed_by = null, claimed_at = null where id = $1", [change.Task.Id], cancellation);
        await change.OfferAsync(cancellation);
    }

    private static void CheckClaim(HumanTask task, Person person)
    {
        if (task.ClaimedBy is { } other && other != person.Name)
            throw new EngineException("task_claimed", $"{other} works on \"{task.Title}\" since {task.ClaimedAt:u}. Take it over before you decide it, or ask {other} or an admin to hand it on.", EngineProblem.Conflict);
    }

    private static TaskOutcome OutcomeOf(HumanTask task, Decision decision) =>
        task.Outcomes.FirstOrDefault(o => o.Name == decision.Outcome)
        ?? throw new EngineException("unknown_outcome", $"\"{task.Title}\" cannot end with \"{decision.Outcome}\"; it can with {string.Join(", ", task.Outcomes.Select(o => o.Name))}.");

    private static string? TargetOf(HumanTask task, TaskOutcome outcome, Decision decision)
    {
        if (decision.Target is null)
        {
            return outcome.Targets.Length <= 1
                ? outcome.Targets.FirstOrDefault()
                : throw new EngineException("target_needed", $"\"{outcome.Name}\" can lead back to {string.Join(", ", outcome.Targets)}: say which, with --to.");
        }
        return outcome.Targets.Contains(decision.Target)
            ? decision.Target
            : throw new EngineException("unknown_target", outcome.Targets.IsEmpty
                ? $"\"{outcome.Name}\" of \"{task.Title}\" leads to one place only; leave out --to {decision.Target}."
                : $"\"{outcome.Name}\" cannot lead to {decision.Target}; it can to {string.Join(", ", outcome.Targets)}.");
    }

    private async Task<RecordValue> ValuesOfAsync(string project, HumanTask task, TaskOutcome outcome, Decision decision, CancellationToken cancellation)
    {
        var values = decision.Values ?? RecordValue.Empty;
        if (FormOf(task) is { } form)
        {
            var bundle = await bundles.GetAsync(project, task.Definition, cancellation);
            var outputs = bundle.Pipelines.GetValueOrDefault(task.Pipeline)?.Find(task.Node) is ActivityNode node ? node.Outputs : [];
            // What leads back takes the step's outputs away again, so there nobody is asked to complete the form.
            var answers = FormAnswers.Check(form, values, outputs, complete: outcome.Targets.IsEmpty);
            if (!answers.Problems.IsEmpty)
                throw new EngineException("bad_answers", $"What was filled in for \"{task.Title}\" does not fit: {string.Join(" ", answers.Problems.Select(p => p.Detail))}") { Fields = answers.Problems };
            values = answers.Values;
        }
        if (decision.Choice is not { } choice) return values;
        var choices = task.Input.Member("choose") as ListValue;
        if (choices is null || choice < 1 || choice > choices.Items.Length)
            throw new EngineException("unknown_choice", choices is null ? $"\"{task.Title}\" offers nothing to choose." : $"There is no choice {choice}; choose one of 1 to {choices.Items.Length}.");
        return values.With("chosen", choices.Items[choice - 1]);
    }

    /// <summary>The form that the step was given; null where it has none.</summary>
    public static FormDefinition? FormOf(HumanTask task) => task.Input.Member("form") is RecordValue form ? ClrValues.To<FormDefinition>(form) : null;
}
