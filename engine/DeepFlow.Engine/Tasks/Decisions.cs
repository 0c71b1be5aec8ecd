using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <param name="Target">Where to send the run, for an outcome that offers several places.</param>
/// <param name="Values">What was filled in, by output name; <c>chosen</c> takes the element itself.</param>
public sealed record Decision(string Outcome, string Person, string? Target = null, string? Comment = null, RecordValue? Values = null, int? Choice = null);

/// <param name="Decided">False while more people must approve.</param>
public sealed record DecisionResult(bool Decided, int Approved, int Required);

/// <summary>
/// Records what people decide, once: the task's row is locked, so that of two people deciding at the same moment one wins
/// and the other is told. The decision, its journal row and the event for the engine are one transaction.
/// </summary>
public sealed class Decisions(NpgsqlDataSource source, Roster roster, Wakeups wakeups)
{
    /// <exception cref="EngineException">It cannot be decided so; the message says why and what can be.</exception>
    public async Task<DecisionResult> DecideAsync(string project, Guid task, Decision decision, CancellationToken cancellation)
    {
        var person = await roster.FindAsync(project, decision.Person, cancellation)
            ?? throw new EngineException("unknown_person", $"Nobody here is called {decision.Person}; add them with \"deepflow people add {decision.Person} --role ROLE\".", EngineProblem.Forbidden);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.QueryAsync($"select 1, {Sql.NoLongerThanALease} from deepflow.task where project = $1 and id = $2 for update", r => 1, [project, task], cancellation);
        var found = await transaction.QueryAsync($"select {Inbox.Columns} from deepflow.task t where project = $1 and id = $2", Inbox.Read, [project, task], cancellation);
        if (found is not [var open]) throw new EngineException("unknown_task", $"There is no task {task} in this project.", EngineProblem.NotFound);
        CheckOpen(open);
        var outcome = OutcomeOf(open, decision);
        var target = TargetOf(open, outcome, decision);
        await CheckPersonAsync(transaction, project, open, person, cancellation);
        var values = ValuesOf(open, decision);

        await transaction.ExecuteAsync("""
            insert into deepflow.task_decision (project, task, person, outcome, target, comment, filled_in, identity)
            values ($1, $2, $3, $4, $5::text, $6::text, $7::json, 'asserted')
            """, [project, task, person.Name, outcome.Name, target, decision.Comment, Sql.Json((Value)values)], cancellation);
        await transaction.ExecuteAsync("""
            insert into deepflow.journal (project, instance, root, kind, node, round, actor, identity, data)
            values ($1, $2, $3, 'decision', $4, $5, $6, 'asserted', $7::json)
            """, [project, open.Instance, open.Root, open.Node, open.Round, person.Name, Sql.Json(Value.Record(
                ("task", Value.Of(task.ToString())), ("outcome", Value.Of(outcome.Name)), ("target", Value.Of(target)),
                ("comment", Value.Of(decision.Comment)), ("filled_in", values)))], cancellation);

        var approved = open.Approved.Length + (outcome == open.Outcomes[0] ? 1 : 0);
        var decided = outcome != open.Outcomes[0] || approved >= open.Required;
        if (decided)
        {
            await transaction.ExecuteAsync("""
                update deepflow.task set status = 'decided', outcome = $2, target = $3::text, decided_by = $4, decided_at = now() where id = $1
                """, [task, outcome.Name, target, person.Name], cancellation);
            await transaction.ExecuteAsync("insert into deepflow.event (project, instance, body) values ($1, $2, $3::json)",
                [project, open.Instance, Sql.Json<InstanceEvent>(new TaskDecided(task, open.Node, outcome.Name, target, decision.Comment, values, person.Name))], cancellation);
        }
        await transaction.ExecuteAsync("select pg_notify('deepflow', 'event'), pg_notify('deepflow', 'journal')", [], cancellation);
        FailPoints.Pass("decision.committing");
        await transaction.CommitAsync(cancellation);
        FailPoints.Pass("decision.committed");
        wakeups.Ring(Wakeups.Events);
        return new(decided, approved, open.Required);
    }

    private static void CheckOpen(HumanTask task)
    {
        if (task.Status == HumanTaskStatus.Decided)
            throw new EngineException("task_decided", $"\"{task.Title}\" is decided already: {task.DecidedBy} said \"{task.Outcome}\" at {task.DecidedAt:u}.", EngineProblem.Conflict);
        if (task.Status == HumanTaskStatus.Withdrawn)
            throw new EngineException("task_withdrawn", $"\"{task.Title}\" was superseded by round {task.SupersededByRound}; the run asks anew if it needs to.", EngineProblem.Conflict);
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

    private static RecordValue ValuesOf(HumanTask task, Decision decision)
    {
        var values = decision.Values ?? RecordValue.Empty;
        if (decision.Choice is not { } choice) return values;
        var choices = task.Input.Member("choose") as ListValue;
        if (choices is null || choice < 1 || choice > choices.Items.Length)
            throw new EngineException("unknown_choice", choices is null ? $"\"{task.Title}\" offers nothing to choose." : $"There is no choice {choice}; choose one of 1 to {choices.Items.Length}.");
        return values.With("chosen", choices.Items[choice - 1]);
    }

    private static async Task CheckPersonAsync(NpgsqlTransaction transaction, string project, HumanTask task, Person person, CancellationToken cancellation)
    {
        if (!task.Roles.Contains(Roster.Everyone) && !task.Roles.Intersect(person.Roles).Any())
            throw new EngineException("wrong_role", $"\"{task.Title}\" is for {string.Join(" or ", task.Roles)}; {person.Name} is {(person.Roles.IsEmpty ? "in no role" : string.Join(", ", person.Roles))}.", EngineProblem.Forbidden);
        if (task.Approved.Contains(person.Name))
            throw new EngineException("approved_before", $"{person.Name} has approved \"{task.Title}\" already; it needs {task.Required} different people.", EngineProblem.Conflict);
        if (task.NotBy.IsEmpty) return;
        var excluded = await FourEyes.ExcludedAsync(transaction, project, task, cancellation);
        if (excluded.TryGetValue(person.Name, out var why))
            throw new EngineException("four_eyes", $"{person.Name} may not decide \"{task.Title}\": {why}.", EngineProblem.Forbidden);
    }
}
