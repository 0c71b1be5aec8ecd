using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;

namespace DeepFlow.Engine.Tasks;

/// <summary>Whether a person may decide a task, whoever has claimed it.</summary>
internal static class Eligibility
{
    /// <summary>The task is offered to them, they have not approved it yet, and four eyes do not exclude them.</summary>
    /// <exception cref="EngineException"><c>wrong_role</c>, <c>approved_before</c> or <c>four_eyes</c></exception>
    public static async Task CheckAsync(TaskTransaction change, string project, Person person, CancellationToken cancellation)
    {
        var task = change.Task;
        if (!person.IsAmong(task.Roles))
            throw new EngineException("wrong_role", $"\"{task.Title}\" is for {Holders(task)}; {person.Name} is {(person.Roles.IsEmpty ? "in no role" : string.Join(", ", person.Roles))}.", EngineProblem.Forbidden);
        if (task.Approved.Contains(person.Name))
            throw new EngineException("approved_before", $"{person.Name} has approved \"{task.Title}\" already; it needs {task.Required} different people.", EngineProblem.Conflict);
        if (task.NotBy.IsEmpty) return;
        var excluded = await FourEyes.ExcludedAsync(change.Rows, project, task, cancellation);
        if (excluded.TryGetValue(person.Name, out var why))
            throw new EngineException("four_eyes", $"{person.Name} may not decide \"{task.Title}\": {why}.", EngineProblem.Forbidden);
    }

    public static string Holders(HumanTask task) => string.Join(" or ", task.Roles.Select(Holder.Display));
}
