using System.Collections.Immutable;
using DeepFlow.Engine.People;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Whom a task is offered to, and what happens while it waits: reminders, the moment when it is due, and the chain of those it is offered to after that.</summary>
public sealed partial class Transition
{
    /// <summary>Who does a task: who the step says, else the role that the activity names.</summary>
    private ImmutableArray<string> HoldersOf(ActivityNode node) =>
        !node.Settings.By.IsEmpty ? node.Settings.By : [activities.Catalog.Find(node.Activity)?.Role ?? Holder.Admin];

    private void SetDeadlines(ActivityNode node, NodeState entered)
    {
        if (node.Settings.Due is not { } due) return;
        var at = now + due.After;
        effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Due, at));
        if (due.Remind is not { } remind || remind <= TimeSpan.Zero) return;
        var first = at - remind;
        effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Remind, first > now ? first : at));
    }

    private void PassDeadline(TimerFired fired, NodeState node, Guid task)
    {
        if (SettingsOf(definition.Find(fired.Node)!).Due is not { } due) return;
        if (fired.Kind == TimerKind.Remind) Remind(fired, task, due);
        else Escalate(fired, node, task, due);
    }

    private void Remind(TimerFired fired, Guid task, DueSetting due)
    {
        effects.Add(new RemindTask(task));
        effects.Add(new SetTimer(fired.Node, fired.Iteration, TimerKind.Remind, now + due.Remind!.Value));
        Journal("reminded", fired.Node, null, ("task", Value.Of(task.ToString())));
    }

    /// <summary>One step along the chain: the first when the task has become due, each further one its own time after the one before.</summary>
    private void Escalate(TimerFired fired, NodeState node, Guid task, DueSetting due)
    {
        var step = node.Escalations ?? 0;
        if (step == 0 != (fired.Kind == TimerKind.Due)) return; // a timer of an earlier state of the chain
        ImmutableArray<EscalationSetting> chain = [new(due.After, due.Then), .. due.Later ?? []];
        if (step >= chain.Length) return;
        Set(fired.Node, node with { Escalations = step + 1 });
        effects.Add(new EscalateTask(task, chain[step].Then, step));
        Journal(step == 0 ? "overdue" : "escalated", fired.Node, null, ("task", Value.Of(task.ToString())), ("offered_to", Value.List(chain[step].Then.Select(Value.Of))));
        if (step + 1 < chain.Length) effects.Add(new SetTimer(fired.Node, fired.Iteration, TimerKind.Escalate, now + chain[step + 1].After));
    }
}
