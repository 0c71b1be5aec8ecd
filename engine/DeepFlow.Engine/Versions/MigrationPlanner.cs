using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Engine.Versions;

/// <summary>
/// Decides what becomes of one instance when it is moved to another bundle. Pure. What is done stays where the step is the
/// same work; what is under way goes on; nothing that would be lost is moved without being asked for by <c>--from</c>.
/// </summary>
public sealed class MigrationPlanner
{
    private readonly WorkflowDefinition old;
    private readonly WorkflowDefinition changed;
    private readonly Instance instance;
    private readonly InstanceState state;
    private readonly string? asked;
    private readonly StepMatcher matcher;
    private readonly ImmutableHashSet<string> cleared;
    private readonly Dictionary<string, StepMigration> fates = new(StringComparer.Ordinal);
    private readonly ImmutableArray<MigrationBlock>.Builder blocks = ImmutableArray.CreateBuilder<MigrationBlock>();
    private readonly SortedSet<string> again = new(StringComparer.Ordinal);

    private MigrationPlanner(Bundle from, Bundle to, Instance instance, WorkflowDefinition changed, string? asked)
    {
        this.instance = instance;
        this.changed = changed;
        this.asked = asked;
        old = from.Pipelines[instance.Pipeline];
        state = instance.State;
        matcher = new(from, to);
        cleared = asked is null ? [] : ClearedBy(Reachability.Head(asked));
    }

    /// <param name="from">The path of the step from which a person wants it done again; null: nothing is, that need not be.</param>
    public static InstanceMigration Plan(Bundle fromBundle, Bundle toBundle, Instance instance, string? from = null)
    {
        if (!toBundle.Pipelines.TryGetValue(instance.Pipeline, out var changed))
            return new(instance.Id, instance.Pipeline, [], [new("pipeline_gone", null,
                $"The new definition has no pipeline {instance.Pipeline}; it has {string.Join(", ", toBundle.Pipelines.Keys)}. Let {instance.Pipeline} end on its version, or migrate with --from a step of its caller that no longer needs it.")]);
        return new MigrationPlanner(fromBundle, toBundle, instance, changed, from).Plan();
    }

    private InstanceMigration Plan()
    {
        CheckParameters();
        CheckVariables();
        foreach (var (id, node) in state.Nodes) Decide(id, node);
        if (state.Pending is { } pending && matcher.Match(old.Find(pending.Node), changed.Find(pending.Node)) < StepMatch.Altered && !cleared.Contains(pending.Node))
            Block("step_just_done", pending.Node, $"{pending.Node} has just been done and is another step now. Try again in a moment.");
        foreach (var id in ChangedAndDone()) DecideOutput(id);
        RunAgain();
        CheckPassed();
        foreach (var node in changed.Nodes.Where(n => IsStep(n) && old.Find(n.Id) is null && !fates.ContainsKey(n.Id))) Say(node.Id, StepFate.New);
        var order = changed.Nodes.Select(n => n.Id).ToList();
        return new(instance.Id, instance.Pipeline, [.. fates.Values.OrderBy(f => order.IndexOf(f.Step) is var at and >= 0 ? at : int.MaxValue).ThenBy(f => f.Step, StringComparer.Ordinal)], blocks.ToImmutable())
        {
            Entries = [.. again.Where(a => !again.Any(other => other != a && Reachability.Forward(changed, other).Contains(a))).Concat(asked is null ? [] : [asked])],
        };
    }

    private void CheckParameters()
    {
        foreach (var parameter in changed.Parameters)
        {
            var given = instance.Arguments.Member(parameter.Name);
            if (given.IsMissing && parameter.Default is null && !parameter.Type.EndsWith('?'))
                Block("parameter_missing", null, $"{changed.Name} needs an argument {parameter.Name} ({parameter.Type}) now, which this run was not given. Give the parameter a default, or rerun with {parameter.Name}=...");
            else if (!given.IsMissing && !TypedValues.Fits(given, TypeText.Parse(parameter.Type)))
                Block("parameter_changed", null, $"The parameter {parameter.Name} is of the type {parameter.Type} now, and this run was given \"{given}\". Name the new parameter otherwise, with a default.");
        }
    }

    private void CheckVariables()
    {
        foreach (var variable in changed.Variables)
            if (state.Variables.TryGetValue(variable.Name, out var value) && !TypedValues.Fits(value, TypeText.Parse(variable.Type)))
                Block("variable_changed", null, $"The variable {variable.Name} is of the type {variable.Type} now, and holds \"{value}\". Name the new variable otherwise, or let the run end on its version.");
    }

    private void Decide(string id, NodeState node)
    {
        var (was, now) = (old.Find(id), changed.Find(id));
        if (node.Status == NodeStatus.Fresh || was is null) return;
        var match = matcher.Match(was, now);
        if (cleared.Contains(id))
        {
            var ahead = DoneAgain(Reachability.Head(asked!)).Contains(id);
            Say(id, now is null ? StepFate.Gone : ahead ? StepFate.Again : StepFate.Withdrawn, node.IsGoing ? "its work under way is withdrawn" : null);
            return;
        }
        switch (node)
        {
            case { Status: NodeStatus.Done or NodeStatus.Skipped }:
                if (match == StepMatch.Gone) Say(id, StepFate.Gone);
                else if (match != StepMatch.Other && !matcher.HasOtherOutputs(was, now!)) Say(id, StepFate.Kept, match == StepMatch.Altered ? "it is written otherwise now; what it has done stays" : null);
                break; // otherwise it depends on what was built on it: ChangedAndDone
            case { IsGoing: true }:
                if (was is JoinNode join) match = (StepMatch)Math.Min((int)match, (int)matcher.Match(old.Find(join.Fork), changed.Find(join.Fork)));
                if (match >= StepMatch.Altered) Say(id, StepFate.GoesOn, match == StepMatch.Altered && was is not JoinNode ? "it goes on as it was entered" : null);
                else if (was is JoinNode) Block("block_changed", id, $"The run stands inside {id}, whose branches are others now. Let the block end, or migrate with --from {((JoinNode)was).Fork}, which does it anew.");
                else BlockOpen(id, match);
                break;
            default: // an incident
                if (match >= StepMatch.Altered) Say(id, StepFate.GoesOn, "its incident stays open");
                else if (match == StepMatch.Other) again.Add(id);
                else Block("incident_step_gone", id, $"The run waits at an incident of {id}, which is no more, so it does not know where to go on. Migrate with --from STEP, or skip {id} first.");
                break;
        }
    }

    private void BlockOpen(string id, StepMatch match) => Block(match == StepMatch.Gone ? "open_step_gone" : "open_step_changed", id,
        $"{id} is under way and {(match == StepMatch.Gone ? "is not in the new definition" : "is another step in the new definition")}: its work would be lost. Let it end first, or migrate with --from STEP, which withdraws it.");

    private List<string> ChangedAndDone() =>
        [.. state.Nodes.Where(n => n.Value.Status is NodeStatus.Done or NodeStatus.Skipped && !fates.ContainsKey(n.Key) && old.Find(n.Key) is not null).Select(n => n.Key)];

    /// <summary>A done step that is another one now. Where nothing reads its output, or nothing was built on it, no work is lost.</summary>
    private void DecideOutput(string id)
    {
        if (!changed.Nodes.Any(n => Reads.StepsOf(changed, n, needed: false).Contains(id)))
        {
            Say(id, StepFate.Gone);
            return;
        }
        var built = DoneAgain(id).Where(n => n != id && IsWork(changed.Find(n)) && fates.TryGetValue(n, out var fate) && fate.Fate is StepFate.Kept or StepFate.GoesOn)
            .Where(n => state.NodeAt(n).Status is not (NodeStatus.Incident or NodeStatus.Held or NodeStatus.Skipped)).Order(StringComparer.Ordinal).ToList();
        if (built.Count == 0) again.Add(id);
        else Block("output_changed", id, $"{id} is done, is another step now, and {string.Join(", ", built)} came after it: that work would be lost. Migrate with --from {id}, which does it again from there, or let the run end on its version.");
    }

    /// <summary>What is done again without having been asked for: nothing that lies ahead of it is work that counts.</summary>
    private void RunAgain()
    {
        var open = Open().ToList();
        foreach (var id in again.Where(a => !cleared.Contains(a)).ToList())
        {
            var elsewhere = open.Where(o => o != id && !GoOnTogether(o, id)).ToList();
            if (elsewhere.Count == 0) continue;
            // One that an open step leads to is come by anyway; to enter any other would take the run away from where it is.
            again.Remove(id);
            if (elsewhere.Any(o => Reachability.Forward(changed, o).Contains(id))) SayAgain(id);
            else Say(id, StepFate.Gone, "the run has gone elsewhere");
        }
        foreach (var id in again) SayAgain(id);
        again.ExceptWith(cleared);
    }

    /// <summary>Whether a step can be entered while another is open. Of a block that goes on with the first branch, only one that stood there already.</summary>
    private bool GoOnTogether(string open, string entered) => Blocks.Around(changed, entered).Any(block =>
        block.Fork.Join == open || ((!block.Fork.Any || state.NodeAt(entered).IsOpen) && block.Fork.Branches.Any(b => b != block.Branch && b.Nodes.Contains(open))));

    private void SayAgain(string entered)
    {
        foreach (var id in DoneAgain(entered))
            if (state.NodeAt(id).Status != NodeStatus.Fresh && !(changed.Find(id) is JoinNode && state.NodeAt(id).IsGoing)) Say(id, StepFate.Again);
    }

    /// <summary>Steps that the run would need and has passed, or never had.</summary>
    private void CheckPassed()
    {
        var entered = again.Concat(asked is null ? [] : [Reachability.Head(asked)]).ToList();
        var ahead = entered.SelectMany(DoneAgain).Concat(Open().Where(n => changed.Find(n) is not null).SelectMany(n => Reachability.Forward(changed, n).Remove(n))).ToImmutableHashSet();
        foreach (var (step, reader) in Passed(changed, ahead, Has).Where(p => !WasMissed(p.Step, p.Reader)))
            Block("step_passed", step, $"{reader} needs {step}, which {(old.Find(step) is null ? "is new and " : "")}stands before where the run is. Migrate with --from {step}, or write {step} further on.");
        bool Has(string id) => fates.GetValueOrDefault(id)?.Fate is StepFate.Kept or StepFate.GoesOn || state.NodeAt(id) is { Status: NodeStatus.Fresh, Iteration: > 0 };
        bool WasMissed(string step, string reader) => old.Find(step) is not null && old.Find(reader) is { } before && Reads.StepsOf(old, before, needed: true).Contains(step);
    }

    /// <summary>The steps that others ahead need, though they are neither ahead themselves nor there.</summary>
    /// <param name="has">Whether a step's output is there, or will be.</param>
    public static IEnumerable<(string Step, string Reader)> Passed(WorkflowDefinition definition, ImmutableHashSet<string> ahead, Func<string, bool> has) =>
        from reader in definition.Nodes
        where ahead.Contains(reader.Id)
        from step in Reads.StepsOf(definition, reader, needed: true)
        where !ahead.Contains(step) && !has(step)
        group reader.Id by step into missing
        select (missing.Key, missing.First());

    private IEnumerable<string> Open() =>
        state.Nodes.Where(n => n.Value.IsOpen && !cleared.Contains(n.Key) && !again.Contains(n.Key)).Select(n => n.Key).Concat(state.Pending is { } pending && !cleared.Contains(pending.Node) ? [pending.Node] : []);

    /// <summary>What a person's jump to a step takes away: all that lies ahead of it in either definition, what is under way before it, and what cannot go on.</summary>
    private ImmutableHashSet<string> ClearedBy(string target)
    {
        var ahead = DoneAgain(target).Union(Reachability.Forward(old, target));
        return ahead.Union(state.Nodes.Where(n => n.Value.IsOpen && (Reachability.Forward(old, n.Key).Contains(target) || Reachability.Forward(changed, n.Key).Contains(target) || CannotGoOn(n.Key))).Select(n => n.Key));

        // Inside a block its siblings would wait for it for ever.
        bool CannotGoOn(string id) => matcher.Match(old.Find(id), changed.Find(id)) < StepMatch.Altered && !Blocks.Around(old, id).Any();
    }

    /// <summary>What is done again once a step is entered: all that lies ahead of it, and the branches beside it that its block has to wait for anew.</summary>
    private ImmutableHashSet<string> DoneAgain(string id) => Reachability.Forward(changed, id)
        .Union(Blocks.BegunBeside(changed, id, StillArrived, n => state.NodeAt(n).IsOpen || state.Pending?.Node == n).SelectMany(b => b.Branches).SelectMany(b => b.Nodes));

    /// <summary>What has arrived at the end of a block, and is still there once one of its branches is entered again.</summary>
    private ImmutableSortedSet<string> StillArrived(ForkNode fork, Branch entered) =>
        matcher.Match(old.Find(fork.Join), changed.Find(fork.Join)) < StepMatch.Altered ? [] : state.NodeAt(fork.Join).Arrived?.Remove(entered.Name) ?? [];

    private void Say(string id, StepFate fate, string? note = null)
    {
        if ((changed.Find(id) ?? old.Find(id)) is { } node && IsStep(node)) fates[id] = new(id, fate, note);
    }

    private void Block(string code, string? step, string message) => blocks.Add(new(code, step, message));

    /// <summary>Something that a person has written as a step, or that holds some.</summary>
    private static bool IsStep(Node node) => node is ActivityNode or CallNode or ForNode or JoinNode;

    /// <summary>What it did cannot be had again for nothing.</summary>
    private static bool IsWork(Node? node) => node is ActivityNode { Kind: not ActivityKind.Inline } or CallNode or ForNode;
}
