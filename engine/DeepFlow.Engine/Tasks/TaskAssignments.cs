using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>
/// Who works on a task. Whoever may decide it may claim it, or take it over; who has claimed it may release it or delegate it
/// to another who may decide it. An admin or owner of the project may give it to anybody, and offer it to others than the
/// definition says. Everything is journalled with who did it.
/// </summary>
public sealed class TaskAssignments(NpgsqlDataSource source, Roster roster, Wakeups wakeups)
{
    /// <summary>Takes a task on; claiming what one has claimed changes nothing.</summary>
    /// <param name="takeOver">Also where somebody else has it.</param>
    /// <exception cref="EngineException"><c>task_claimed</c>, <c>task_decided</c>, <c>task_withdrawn</c>, or whatever keeps the person from deciding it.</exception>
    public Task ClaimAsync(string project, Guid task, string by, bool takeOver, CancellationToken cancellation) => ChangeAsync(project, task, by, async (change, person) =>
    {
        var holder = change.Task.ClaimedBy;
        if (holder == person.Name) return;
        await Eligibility.CheckAsync(change, project, person, cancellation);
        if (holder is not null && !takeOver)
            throw new EngineException("task_claimed", $"{holder} works on \"{change.Task.Title}\" since {change.Task.ClaimedAt:u}; take it over if {holder} cannot go on.", EngineProblem.Conflict);
        await GiveAsync(change, person.Name, cancellation);
        await change.JournalAsync(holder is null ? "task_claimed" : "task_taken_over", by, cancellation, ("from", Value.Of(holder)));
    }, cancellation);

    /// <summary>Puts a claimed task back; who has claimed it may, and an admin.</summary>
    /// <exception cref="EngineException"><c>not_claimed</c> or <c>not_yours</c></exception>
    public Task ReleaseAsync(string project, Guid task, string by, CancellationToken cancellation) => ChangeAsync(project, task, by, async (change, person) =>
    {
        var holder = change.Task.ClaimedBy ?? throw new EngineException("not_claimed", $"Nobody has claimed \"{change.Task.Title}\".", EngineProblem.Conflict);
        if (holder != person.Name && !person.Administers) throw NotYours(change.Task, person, "release");
        await GiveAsync(change, null, cancellation);
        await change.JournalAsync("task_released", by, cancellation, ("from", Value.Of(holder)));
    }, cancellation);

    /// <summary>Hands a task that one has claimed to another who may decide it.</summary>
    /// <exception cref="EngineException"><c>not_yours</c>, <c>unknown_person</c>, or whatever keeps the other from deciding it.</exception>
    public Task DelegateAsync(string project, Guid task, string to, string by, string? comment, CancellationToken cancellation) => ChangeAsync(project, task, by, async (change, person) =>
    {
        if (change.Task.ClaimedBy != person.Name) throw NotYours(change.Task, person, "delegate");
        await Eligibility.CheckAsync(change, project, await OtherAsync(project, to, cancellation), cancellation);
        await GiveAsync(change, to, cancellation);
        await change.NotifyAsync(NoticeKind.TaskAssigned, to, cancellation);
        await change.JournalAsync("task_delegated", by, cancellation, ("to", Value.Of(to)), ("comment", Value.Of(comment)));
    }, cancellation);

    /// <summary>An admin gives a task to a person, who need not be among those it is offered to.</summary>
    /// <exception cref="EngineException"><c>not_admin</c>, <c>unknown_person</c>, <c>four_eyes</c> or <c>approved_before</c></exception>
    public Task AssignAsync(string project, Guid task, string to, string by, string? comment, CancellationToken cancellation) => ChangeAsync(project, task, by, async (change, person) =>
    {
        CheckAdministers(person, change.Task);
        var other = await OtherAsync(project, to, cancellation);
        if (!other.IsAmong(change.Task.Roles))
        {
            await change.Rows.ExecuteAsync("update deepflow.task set roles = array_append(roles, $2) where id = $1", [task, Holder.Named(to)], cancellation);
            other = other with { Keys = [.. other.Keys, .. change.Task.Roles] }; // four eyes still hold
        }
        await Eligibility.CheckAsync(change, project, other, cancellation);
        var holder = change.Task.ClaimedBy;
        await GiveAsync(change, to, cancellation);
        await change.NotifyAsync(NoticeKind.TaskAssigned, to, cancellation);
        await change.JournalAsync("task_assigned", by, cancellation, ("to", Value.Of(to)), ("from", Value.Of(holder)), ("comment", Value.Of(comment)));
    }, cancellation);

    /// <summary>An admin offers a task to others than before, and to them only; a claim ends.</summary>
    /// <param name="holders">Roles, and <c>@name</c> of persons and groups.</param>
    /// <exception cref="EngineException"><c>not_admin</c>, <c>nobody</c>, <c>unknown_holder</c> or <c>bad_role</c></exception>
    public Task ReassignAsync(string project, Guid task, ImmutableArray<string> holders, string by, string? comment, CancellationToken cancellation) => ChangeAsync(project, task, by, async (change, person) =>
    {
        CheckAdministers(person, change.Task);
        if (holders.IsEmpty) throw new EngineException("nobody", "A task must be offered to somebody: give a role, or @name of a person or group.");
        Holder.CheckRoles(holders.Where(h => !h.StartsWith('@')));
        var named = holders.Where(h => h.StartsWith('@')).Select(h => h[1..]).ToArray();
        var known = await change.Rows.QueryAsync("""
            select name from deepflow.person where project = $1 and name = any($2) union select name from deepflow.person_group where project = $1 and name = any($2)
            """, r => r.GetString(0), [project, named], cancellation);
        if (named.Except(known).FirstOrDefault() is { } stranger)
            throw new EngineException("unknown_holder", $"There is no person and no group called {stranger} here.", EngineProblem.NotFound);
        await change.Rows.ExecuteAsync("update deepflow.task set roles = $2 where id = $1", [task, holders.Distinct().ToArray()], cancellation);
        await GiveAsync(change, null, cancellation);
        await change.NotifyAsync(NoticeKind.TaskOpened, null, cancellation);
        await change.JournalAsync("task_reassigned", by, cancellation, ("to", Value.List(holders.Select(Value.Of))), ("from", Value.List(change.Task.Roles.Select(Value.Of))), ("comment", Value.Of(comment)));
    }, cancellation);

    private async Task ChangeAsync(string project, Guid task, string by, Func<TaskTransaction, Person, Task> rule, CancellationToken cancellation)
    {
        var person = await roster.RequireAsync(project, by, cancellation);
        await using var change = await TaskTransaction.BeginAsync(source, project, task, cancellation);
        change.CheckOpen();
        await rule(change, person);
        await change.CommitAsync("assignment", cancellation);
        wakeups.Ring(Wakeups.Journal);
    }

    private static async Task GiveAsync(TaskTransaction change, string? person, CancellationToken cancellation)
    {
        await change.Rows.ExecuteAsync("update deepflow.task set claimed_by = $2::text, claimed_at = case when $2::text is null then null else now() end where id = $1",
            [change.Task.Id, person], cancellation);
        await change.OfferAsync(cancellation);
    }

    private async Task<Person> OtherAsync(string project, string name, CancellationToken cancellation) =>
        await roster.FindAsync(project, name, cancellation) ?? throw new EngineException("unknown_person", $"Nobody here is called {name}.", EngineProblem.NotFound);

    private static void CheckAdministers(Person person, HumanTask task)
    {
        if (!person.Administers)
            throw new EngineException("not_admin", $"{person.Name} may not hand out \"{task.Title}\": only who holds the role {Holder.Admin} or {Holder.Owner} may.", EngineProblem.Forbidden);
    }

    private static EngineException NotYours(HumanTask task, Person person, string verb) => new("not_yours",
        $"{person.Name} cannot {verb} \"{task.Title}\": {(task.ClaimedBy is { } holder ? $"{holder} has claimed it" : "nobody has claimed it")}.", EngineProblem.Conflict);
}
