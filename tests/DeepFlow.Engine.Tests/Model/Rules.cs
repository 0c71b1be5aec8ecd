using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Tests.Model;

/// <summary>What must hold of every single transition.</summary>
internal static partial class Rules
{
    public static void AreTheSame(TransitionResult one, TransitionResult other, string otherwise)
    {
        if (TextOf(one) != TextOf(other)) throw new RuleBroken(otherwise);
    }

    public static void OfOneEvent(WorkflowDefinition definition, Expected expected, InstanceState before, Posted posted, TransitionResult result)
    {
        var after = result.State;
        if (before.Paused is not null || after.Paused is not null)
        {
            expected.HasLostCount = true;
            return;
        }
        if (posted.IsStale)
        {
            if (StateText.Of(before) != StateText.Of(after) || result.Effects.Any(e => e is not (DiscardJob or JournalEntry { Kind: "discarded" })))
                throw new RuleBroken("superseded work changed something");
            return;
        }
        if (posted.Body is not (CancelRequested or EnterRequested or RetryRequested or SkipRequested or PauseRequested or ResumeRequested) && StateText.Of(before) == StateText.Of(after) && result.Effects.IsEmpty)
            throw new RuleBroken("work that counts was ignored");
        LeadsWhereItMust(definition, expected, before, posted.Body, result);
        RoundsClearWhatLiesAhead(definition, before, result);
        if (after.Round < before.Round) throw new RuleBroken("rounds count up");
        foreach (var (id, node) in before.Nodes)
            if (after.NodeAt(id).Iteration < node.Iteration) throw new RuleBroken($"the iterations of {id} count up");
        var set = definition.Nodes.OfType<SetNode>().Any(s => after.NodeAt(s.Id).Iteration > before.NodeAt(s.Id).Iteration);
        if (!set && posted.Body is not Started && Sql.Json(before.Variables) != Sql.Json(after.Variables)) throw new RuleBroken("a variable changed without a set");
    }

    private static void LeadsWhereItMust(WorkflowDefinition definition, Expected expected, InstanceState before, InstanceEvent e, TransitionResult result)
    {
        if (expected.HasLostCount) return;
        if (Expected.EndOf(definition, before, e) is not var (left, outcome) || definition.Find(left) is not (ActivityNode { Kind: not ActivityKind.Inline } or CallNode)) return;
        var after = result.State;
        var to = expected.Leave(definition, left, outcome, (e as TaskDecided)?.Target);
        if (to.Incident is { } code)
        {
            if (after.NodeAt(left).Incident?.Code != code) throw new RuleBroken($"{left} by {outcome} should be the incident {code}");
            return;
        }
        var head = to.Path!.Split('.')[0];
        var reached = definition.Find(head) is JoinNode
            ? result.Effects.Any(j => j is JournalEntry { Kind: "arrived" } arrived && arrived.Node == head)
            : after.NodeAt(head).Iteration > before.NodeAt(head).Iteration;
        if (!reached) throw new RuleBroken($"{left} by {outcome} should lead to {to.Path}");
        if (to.Path.Contains('.') && after.NodeAt(head).Status == NodeStatus.Active && !result.Effects.Any(s => s is StartChild { Entry: not null } start && $"{start.Node}.{start.Entry}" == to.Path))
            throw new RuleBroken($"{left} by {outcome} should start a child at {to.Path}");
    }

    private static void RoundsClearWhatLiesAhead(WorkflowDefinition definition, InstanceState before, TransitionResult result)
    {
        var ahead = result.Effects.OfType<JournalEntry>().Where(j => j.Kind == "round").SelectMany(j => Ahead(definition, j.Node!)).ToHashSet();
        var begun = result.Effects.OfType<JournalEntry>().Where(j => j.Kind == "forked").SelectMany(j => ((ForkNode)definition.Find(j.Node!)!).Branches).SelectMany(b => b.Nodes).ToHashSet();
        // Who moves the run into a block begins the branches beside, too; where the run ends at once that shows in nothing but what they lost.
        begun.UnionWith(result.Effects.OfType<JournalEntry>().Where(j => j.Kind == "entered_by_hand").SelectMany(j => Blocks.Around(definition, Reachability.Head(j.Node!)))
            .SelectMany(b => b.Fork.Branches.Where(other => other != b.Branch)).SelectMany(b => b.Nodes));
        foreach (var (id, node) in before.Nodes.Where(n => !begun.Contains(n.Key)))
        {
            var now = result.State.NodeAt(id);
            if (definition.Find(id) is JoinNode || now.Iteration != node.Iteration) continue;
            if (ahead.Contains(id) && now is not { Status: NodeStatus.Fresh, Outcome: null, Output.IsMissing: true }) throw new RuleBroken($"the round left {id} its output");
            if (!ahead.Contains(id) && node.Status is NodeStatus.Done or NodeStatus.Skipped && (now.Status != node.Status || now.Outcome != node.Outcome || Sql.Json(now.Output) != Sql.Json(node.Output)))
                throw new RuleBroken($"{id} lost its output, though it does not lie ahead");
        }
    }

    private static HashSet<string> Ahead(WorkflowDefinition definition, string from)
    {
        var found = new HashSet<string> { from };
        while (definition.Connections.FirstOrDefault(c => !c.Feedback && found.Contains(c.From) && !found.Contains(c.To[0].Split('.')[0])) is { } next) found.Add(next.To[0].Split('.')[0]);
        return found;
    }

    // Whether jobs are held is said once in a transition, not once for each event.
    private static string TextOf(TransitionResult result) => StateText.Of(result.State) + string.Concat(result.Effects.Where(e => e is not HoldJobs).Select(e => e.GetType().Name + Sql.Json<object>(e)));
}
