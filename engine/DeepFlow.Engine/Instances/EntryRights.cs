using System.Collections.Immutable;
using DeepFlow.Engine.People;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Instances;

/// <summary>Who may send a run to a step: whoever does that step, or administers the project.</summary>
internal static class EntryRights
{
    /// <param name="path">A step that exists; <c>model.tuning</c> is one of a called pipeline, <c>model</c> the one that it begins with.</param>
    /// <exception cref="EngineException"><c>wrong_role</c></exception>
    public static void Check(Bundle bundle, WorkflowDefinition definition, string path, Person person, ActivityCatalog catalog)
    {
        var holders = HoldersOf(bundle, definition, path, catalog);
        if (person.Administers || person.IsAmong(holders)) return;
        throw new EngineException("wrong_role",
            $"{person.Name} may not enter {path}: it is for {string.Join(" or ", holders.Select(Holder.Display))}, or whoever is {Holder.Admin} or {Holder.Owner}; {person.Name} is {(person.Roles.IsEmpty ? "in no role" : string.Join(", ", person.Roles))}.",
            EngineProblem.Forbidden);
    }

    private static ImmutableArray<string> HoldersOf(Bundle bundle, WorkflowDefinition definition, string path, ActivityCatalog catalog) => definition.Find(Reachability.Head(path)) switch
    {
        CallNode call when bundle.Pipelines[call.Pipeline] is var called => HoldersOf(bundle, called, Reachability.Rest(path) ?? called.Entry, catalog),
        ActivityNode { Settings.By: { IsEmpty: false } holders } => holders,
        ActivityNode step when catalog.Find(step.Activity) is { } activity => [activity.Role],
        _ => [Holder.Everyone], // a decision, a block, a loop: nobody's step
    };
}
