using System.Collections.Immutable;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Moving to another bundle, as a plan has said.</summary>
public sealed partial class Transition
{
    /// <param name="instance">As it is, on the bundle <paramref name="from"/>.</param>
    /// <param name="plan">Of this instance, without blocks.</param>
    public static TransitionResult Migrate(
        Bundle from, Bundle to, string hash, Instance instance, InstanceMigration plan, string by, DateTimeOffset now, ActivityRegistry activities)
    {
        var transition = new Transition(from, instance with { BundleHash = hash }, now, activities);
        transition.Migrate(to, plan, instance.BundleHash, by);
        transition.HoldOrReleaseJobs();
        return transition.Result();
    }

    private void Migrate(Bundle to, InstanceMigration plan, string fromHash, string by)
    {
        effects.Add(new MoveToBundle(instance.BundleHash));
        Journal("migrated", null, by, ("from", Value.Of(fromHash)), ("to", Value.Of(instance.BundleHash)),
            ("steps", Value.Record([.. plan.Steps.Select(s => (s.Step, Value.Of(s.Fate.ToString().ToLowerInvariant())))])));
        Forget(new StepMatcher(bundle, to), to.Pipelines[instance.Pipeline]);
        var before = definition;
        bundle = to;
        definition = to.Pipelines[instance.Pipeline];
        MoveVariables();
        state = state with { Traversals = state.Traversals.RemoveRange(state.Traversals.Keys.Where(k => !IsCounted(k))) };
        foreach (var (id, node) in state.Nodes.Where(n => n.Value.IsGoing)) OfferAgain(before, id, node);
        foreach (var entry in plan.Entries) Consume(new EnterRequested(entry, by, "migrated"));
    }

    /// <summary>Steps that are others now keep their count, from which the ids of their work follow, and nothing else. Their work is withdrawn as what it was.</summary>
    private void Forget(StepMatcher matcher, WorkflowDefinition next)
    {
        foreach (var (id, node) in state.Nodes)
        {
            var (was, now) = (definition.Find(id), next.Find(id));
            var match = matcher.Match(was, now);
            if (match >= StepMatch.Altered && !(node.Status is NodeStatus.Done or NodeStatus.Skipped && matcher.HasOtherOutputs(was!, now!))) continue;
            if (node.Status == NodeStatus.Fresh && node.LastChild is null) continue;
            Withdraw(id, node, "the run has moved to another definition");
            if (state.Pending?.Node == id) state = state with { Pending = null };
            Set(id, new() { Round = node.Round, Iteration = node.Iteration });
        }
    }

    private void MoveVariables()
    {
        var kept = state.Variables;
        state = state with { Variables = state.Variables.Clear() };
        if (kept.IsEmpty && state.Nodes.IsEmpty) return; // not started yet: the start will set them
        foreach (var variable in definition.Variables)
            SetVariable(variable.Name, kept.TryGetValue(variable.Name, out var value) ? value : Evaluator.Evaluate(variable.Initial, Names));
    }

    private bool IsCounted(string traversal) =>
        traversal.IndexOf(' ') is var space && definition.Find(traversal[..space], traversal[(space + 1)..])?.Max is not null;

    private void OfferAgain(WorkflowDefinition before, string id, NodeState node)
    {
        if (node.Work is not { } task || definition.Find(id) is not ActivityNode { Kind: ActivityKind.Task } now || before.Find(id) is not ActivityNode was) return;
        var outcomes = OutcomesOf(definition, now);
        if (Text(outcomes) != Text(OutcomesOf(before, was))) effects.Add(new OfferOutcomes(task, outcomes));

        static string Text(ImmutableArray<TaskOutcome> outcomes) => string.Join('\n', outcomes.Select(o => $"{o.Name} {o.Label} {string.Join(' ', o.Targets)}"));
    }
}
