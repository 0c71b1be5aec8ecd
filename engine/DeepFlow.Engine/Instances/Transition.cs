using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>What a transition leads to: the next state and the rows to write with it.</summary>
/// <param name="Waits">All that is under way waits for a person, a time, a signal, or an instance that it has called; nothing in it goes on by itself.</param>
public sealed record TransitionResult(InstanceState State, ImmutableArray<Effect> Effects, bool Waits);

/// <summary>
/// The engine's rules: (state, event) to (next state, effects). Pure: the clock comes with the call, ids follow from what
/// they name, expressions read nothing but the state. An event that a later round has overtaken changes nothing.
/// </summary>
public sealed partial class Transition
{
    /// <summary>A worker that dies this often under the same job is probably killed by it.</summary>
    public const int MostLosses = 4;

    private Bundle bundle;
    private WorkflowDefinition definition;
    private readonly Instance instance;
    private readonly DateTimeOffset now;
    private readonly ActivityRegistry activities;
    private readonly ImmutableArray<Effect>.Builder effects = ImmutableArray.CreateBuilder<Effect>();
    private InstanceState state;

    private Transition(Bundle bundle, Instance instance, DateTimeOffset now, ActivityRegistry activities)
    {
        this.activities = activities;
        this.bundle = bundle;
        this.instance = instance;
        this.now = now;
        definition = bundle.Pipelines[instance.Pipeline];
        state = instance.State;
    }

    /// <param name="activities">Carries out inline steps, which are pure.</param>
    public static TransitionResult Apply(Bundle bundle, Instance instance, IEnumerable<InstanceEvent> events, DateTimeOffset now, ActivityRegistry activities)
    {
        var transition = new Transition(bundle, instance, now, activities);
        foreach (var e in events) transition.Consume(e);
        transition.HoldOrReleaseJobs();
        return transition.Result();
    }

    private TransitionResult Result() => new(state, effects.ToImmutable(), Waits());

    private bool Waits()
    {
        if (state.Status != InstanceStatus.Running || state.Pending is not null) return false;
        foreach (var (id, node) in state.Nodes)
            if (node.IsGoing && definition.Find(id) is ActivityNode { Kind: ActivityKind.Job or ActivityKind.Inline }) return false;
        return true;
    }

    private void Consume(InstanceEvent e)
    {
        if (state.Status != InstanceStatus.Running)
        {
            if (e is JobCompleted late) effects.Add(new DiscardJob(late.Job));
            if (e is CauseArrived { Cause: var unmet }) effects.Add(new KeepCause(unmet));
            return;
        }
        if (state.Paused is not null && !ActsWhilePaused(e))
        {
            Hold(e);
            return;
        }
        switch (e)
        {
            case Started started: Start(started); break;
            case JobCompleted done: CompleteJob(done); break;
            case JobFailed failed: FailJob(failed); break;
            case JobLost lost: LoseJob(lost); break;
            case TaskDecided decided: DecideTask(decided); break;
            case TimerFired fired: FireTimer(fired); break;
            case SignalReceived signal: ReceiveSignal(signal); break;
            case CauseArrived cause: TakeCause(cause); break;
            case ChildEnded ended: EndChild(ended); break;
            case CancelRequested cancel: Cancel(cancel); break;
            case EnterRequested enter: EnterByHand(enter); break;
            case RetryRequested retry: RetryIncident(retry); break;
            case SkipRequested skip: SkipIncident(skip); break;
            case PauseRequested pause: Pause(pause); break;
            case ResumeRequested resume: Resume(resume); break;
            case SetVariableRequested change: ChangeVariable(change); break;
            case Continue: GoOn(); break;
            default: throw new InvalidOperationException($"No rule consumes {e.GetType().Name}.");
        }
    }

    private void Start(Started started)
    {
        var entry = started.Entry ?? definition.Entry;
        foreach (var variable in definition.Variables) SetVariable(variable.Name, Evaluator.Evaluate(variable.Initial, Names));
        Journal("started", null, instance.StartedBy, ("pipeline", Value.Of(instance.Pipeline)), ("entry", Value.Of(entry)),
            ("kept_from", Value.Of(started.KeptFrom?.ToString())), ("cause", (Value?)started.Cause ?? Value.Missing));
        if (started.Kept is { } kept)
        {
            state = state with { Variables = state.Variables.SetItems(kept.Variables) };
            Keep(kept, Reachability.Head(entry));
        }
        EnterWithBlocks(entry);
    }

    // ---- entering and leaving nodes ----

    private void Enter(string id, string? pathInside = null)
    {
        var node = definition.Find(id) ?? throw new InvalidOperationException($"The pipeline {definition.Name} has no node {id}.");
        var entered = NodeAt(id) with
        {
            Status = NodeStatus.Active, Round = state.Round, Iteration = NodeAt(id).Iteration + 1, Attempt = 1,
            Failures = 0, Losses = 0, Deaths = null, Work = null, Outcome = null, Output = Value.Missing, Incident = null, Incidents = null, Arrived = null, For = null, Wait = null,
            Escalations = null,
        };
        Set(id, entered);
        if (SettingsOf(node).When is { } when && !Evaluator.IsTrue(when, Names))
        {
            Set(id, entered with { Status = NodeStatus.Skipped, Outcome = "skipped" });
            Journal("skipped", id, null);
            Leave(id, "skipped", null);
            return;
        }
        switch (node)
        {
            case ActivityNode { Kind: ActivityKind.Job } job: EnterJob(job, entered); break;
            case ActivityNode { Kind: ActivityKind.Task } task: EnterTask(task, entered); break;
            case ActivityNode { Kind: ActivityKind.Inline } inline: RunInline(inline); break;
            case ActivityNode { Kind: ActivityKind.Wait } wait: EnterWait(wait, entered); break;
            case CallNode call: EnterCall(call, entered, pathInside); break;
            case DecisionNode decision:
                var holds = Evaluator.IsTrue(decision.Condition, Names);
                Complete(id, holds ? "true" : "false", Value.Of(holds), null);
                break;
            case SetNode set:
                SetVariable(set.Variable, Evaluator.Evaluate(set.Value, Names));
                Complete(id, "done", Value.Missing, null);
                break;
            case ForkNode fork: EnterFork(fork); break;
            case ForNode each: EnterFor(each, entered); break;
            case ReturnNode end: Return(end); break;
            case ExitNode exit: LeaveFor(exit); break;
            case FailNode fail: Fail(fail); break;
            default: throw new InvalidOperationException($"No rule enters {node.GetType().Name}.");
        }
    }

    private void EnterJob(ActivityNode node, NodeState entered)
    {
        var id = DeterministicId.Of(instance.Id, "job", node.Id, entered.Iteration);
        var input = RecordOf(node.Arguments);
        Set(node.Id, entered with { Work = id });
        effects.Add(new CreateJob(id, node.Id, state.Round, entered.Iteration, node.Activity, input, node.Settings, activities.Checkpoints(node.Activity)) { Coordinates = activities.Coordinates(node.Activity) });
        if (node.Settings.Timeout is { } timeout) effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Timeout, now + timeout));
        Journal("entered", node.Id, null, ("activity", Value.Of(node.Activity)), ("job", Value.Of(id.ToString())), ("input", input));
    }

    private void EnterTask(ActivityNode node, NodeState entered)
    {
        var id = DeterministicId.Of(instance.Id, "task", node.Id, entered.Iteration);
        if (node.OpenOutcomes) LookForCauses();
        var input = RecordOf(node.Arguments);
        Set(node.Id, entered with { Work = id, Arguments = input });
        var due = node.Settings.Due is { } setting ? now + setting.After : (DateTimeOffset?)null;
        effects.Add(new CreateTask(id, node.Id, state.Round, entered.Iteration, node.Activity, HoldersOf(node), input, OutcomesOf(definition, node), node.Settings.Approvals, due));
        SetDeadlines(node, entered);
        if (node.Settings.Timeout is { } timeout) effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Timeout, now + timeout));
        Journal("entered", node.Id, null, ("activity", Value.Of(node.Activity)), ("task", Value.Of(id.ToString())));
    }

    private static ImmutableArray<TaskOutcome> OutcomesOf(WorkflowDefinition definition, ActivityNode task) =>
        [.. task.Outcomes.Select(o => new TaskOutcome(o.Name, o.Label ?? o.Name, definition.Find(task.Id, o.Name) is { Feedback: true } edge ? edge.To : []))];

    /// <summary>
    /// A jump to a step inside the called pipeline reuses the arguments and the outputs of the child that ran before; a
    /// plain entry evaluates the arguments and starts at the beginning.
    /// </summary>
    private void EnterCall(CallNode node, NodeState entered, string? pathInside)
    {
        var id = DeterministicId.Of(instance.Id, "child", node.Id, entered.Iteration);
        var arguments = pathInside is not null && entered.LastChild is not null ? entered.Arguments! : RecordOf(node.Arguments);
        effects.Add(new StartChild(id, node.Id, node.Pipeline, arguments, pathInside, pathInside is null ? null : entered.LastChild));
        Set(node.Id, entered with { Work = id, LastChild = id, Arguments = arguments });
        if (node.Settings.Timeout is { } timeout) effects.Add(new SetTimer(node.Id, entered.Iteration, TimerKind.Timeout, now + timeout));
        Journal("called", node.Id, null, ("pipeline", Value.Of(node.Pipeline)), ("child", Value.Of(id.ToString())), ("entry", Value.Of(pathInside)), ("arguments", arguments));
    }

    /// <param name="timers">Whether it may have some.</param>
    private void Complete(string id, string outcome, Value output, string? target, bool timers = true)
    {
        if (NodeAt(id).Wait is { } wait) effects.Add(new EndWait(id, NodeAt(id).Iteration, wait.Signal));
        Set(id, NodeAt(id) with { Status = NodeStatus.Done, Outcome = outcome, Output = output, Incident = null, Wait = null });
        if (timers && definition.Find(id) is CallNode or ActivityNode { Kind: not ActivityKind.Inline }) effects.Add(new DropTimers(id, NodeAt(id).Iteration));
        Leave(id, outcome, target);
    }

    /// <summary>Follows the connection of an outcome; where there is none, or it is used up, an incident waits for a person.</summary>
    private void Leave(string id, string outcome, string? target)
    {
        var connection = definition.Find(id, outcome);
        if (connection is null)
        {
            RaiseIncident(id, "unconnected", outcome, "no_way_on", $"{id} ended with \"{outcome}\", and no edge says where to go from there.");
            return;
        }
        var key = $"{id} {outcome}";
        var taken = state.Traversals.GetValueOrDefault(key) + 1;
        var others = state.Traversals.Keys.Where(k => k != key && k.StartsWith(id + " ", StringComparison.Ordinal));
        state = state with { Traversals = state.Traversals.RemoveRange(others) };
        if (target is not null && definition.Find(Reachability.Head(target)) is null) // chosen under the definition that the run was on before
        {
            RaiseIncident(id, "unconnected", outcome, "no_such_step", $"{id} was to lead to {target}, which is not in this definition any more.");
            return;
        }
        if (connection.Max is { } max && taken > max)
        {
            if (connection.Then is { } instead) GoTo(id, instead, feedback: HasRun(instead));
            else RaiseIncident(id, "exhausted", outcome, "loop_exhausted", $"{id} ended with \"{outcome}\" once more after the {max} times that its edge allows.");
            return;
        }
        if (connection.Max is not null) state = state with { Traversals = state.Traversals.SetItem(key, taken) };
        var to = target ?? connection.To[0];
        GoTo(id, to, connection.Feedback || HasRun(to));
    }

    private void GoTo(string from, string path, bool feedback)
    {
        var head = Reachability.Head(path);
        if (!feedback && definition.Find(head) is JoinNode join)
        {
            Arrive(join, Blocks.BranchOf(definition, join, from));
            return;
        }
        CancelBlocksLeft(from, head);
        if (feedback) OpenRound(path, Reachability.Forward(definition, head));
        Enter(head, Reachability.Rest(path));
    }

    private void Withdraw(string id, NodeState node, string reason)
    {
        if (!node.IsOpen) return;
        effects.Add(new DropTimers(id, node.Iteration));
        if (node is { Incident: { } incident, Status: NodeStatus.Incident }) effects.Add(new CloseIncident(incident.Id, reason, null));
        if (node.Wait is { } wait) effects.Add(new EndWait(id, node.Iteration, wait.Signal));
        foreach (var child in OpenChildren(definition, id, node)) effects.Add(new CancelChild(child, reason));
        if (node.Work is not { } work) return;
        switch (definition.Find(id))
        {
            case ActivityNode { Kind: ActivityKind.Job or ActivityKind.Wait }:
                effects.Add(new CancelJob(work));
                CancelPartsOf(id, work);
                break;
            case ActivityNode { Kind: ActivityKind.Task }: effects.Add(new WithdrawTask(work, state.Round)); break;
        }
    }

    /// <summary>The instances that an open node has called and waits for.</summary>
    internal static IEnumerable<Guid> OpenChildren(WorkflowDefinition definition, string id, NodeState node) =>
        !node.IsOpen ? [] : definition.Find(id) is CallNode && node.Work is { } child ? [child] : node.For?.Running.Values ?? [];

    // ---- the end ----

    private void Return(ReturnNode end)
    {
        var result = RecordOf(end.Results);
        Set(end.Id, NodeAt(end.Id) with { Status = NodeStatus.Done, Outcome = "done" });
        End(InstanceStatus.Finished, result, null);
    }

    private void Fail(FailNode fail)
    {
        Set(fail.Id, NodeAt(fail.Id) with { Status = NodeStatus.Done, Outcome = "done" });
        End(InstanceStatus.Failed, Value.Missing, Evaluator.Evaluate(fail.Message, Names).ToText());
    }

    private void End(InstanceStatus status, Value result, string? reason, string? actor = null, string? exit = null)
    {
        foreach (var late in state.Held.Select(h => h.Event).OfType<JobCompleted>()) effects.Add(new DiscardJob(late.Job));
        foreach (var unmet in state.Held.Select(h => h.Event).OfType<CauseArrived>()) effects.Add(new KeepCause(unmet.Cause));
        foreach (var (id, node) in state.Nodes) Withdraw(id, node, $"the run has ended ({status.ToString().ToLowerInvariant()})");
        state = state with
        {
            Status = status, Result = result, Reason = reason, Pending = null, Paused = null, Held = [],
            Nodes = state.Nodes.SetItems(state.Nodes.Where(n => n.Value.IsOpen).Select(n => KeyValuePair.Create(n.Key, n.Value.Cleared()))),
        };
        Journal(status.ToString().ToLowerInvariant(), null, actor, ("result", result), ("reason", Value.Of(reason)), ("left_by", Value.Of(exit)));
        if (instance.Parent is null && status == InstanceStatus.Finished)
            effects.Add(new FireTrigger("finished", instance.Pipeline, instance.Id.ToString(), Value.Record(("instance", Value.Of(instance.Id.ToString())), ("pipeline", Value.Of(instance.Pipeline)), ("result", result))));
        LookForCauses();
        if (instance.Parent is { } parent)
            effects.Add(new TellParent(parent, new ChildEnded(instance.Id, instance.ParentNode!, status, result, reason, exit)));
    }

    private void Cancel(CancelRequested cancel) => End(InstanceStatus.Cancelled, Value.Missing, cancel.Reason, cancel.By);

    // ---- names, values, bookkeeping ----

    private Scope Names => new(NameOf, bundle);

    private void SetVariable(string name, Value value) => state = state with { Variables = state.Variables.SetItem(name, value) };

    private Value NameOf(string name)
    {
        if (definition.Find(name) is null)
        {
            if (state.Variables.TryGetValue(name, out var variable)) return variable;
            var inside = definition.Nodes.OfType<ForNode>().FirstOrDefault(f => f.Steps.Contains(name));
            return inside is null ? ArgumentOf(name) : NodeAt(inside.Id).Output.Member(name);
        }
        if (!state.Nodes.TryGetValue(name, out var node) || node.Iteration == 0 && node.Status == NodeStatus.Fresh) return Value.Missing;
        var output = node.Output as RecordValue ?? RecordValue.Empty;
        return output.With("outcome", Value.Of(node.Outcome)).With("iteration", Value.Of(node.Iteration));
    }

    private Value ArgumentOf(string name)
    {
        var given = state.Arguments.TryGetValue(name, out var newer) ? newer : instance.Arguments.Member(name);
        if (!given.IsMissing) return given;
        var parameter = definition.Parameters.FirstOrDefault(p => p.Name == name);
        return parameter?.Default is { } fallback ? Evaluator.Evaluate(fallback, new Scope(_ => Value.Missing, bundle)) : Value.Missing;
    }

    private RecordValue RecordOf(ImmutableArray<Field> fields) =>
        new(null, [.. fields.Select(f => KeyValuePair.Create(f.Name, Evaluator.Evaluate(f.Value, Names))).Where(f => !f.Value.IsMissing)]);

    private NodeState NodeAt(string id) => state.NodeAt(id);

    private void Set(string id, NodeState node) => state = state with { Nodes = state.Nodes.SetItem(id, node) };

    private static StepSettings SettingsOf(Node node) => node switch
    {
        ActivityNode a => a.Settings,
        CallNode c => c.Settings,
        _ => StepSettings.None,
    };

    private void Journal(string kind, string? node, string? actor, params (string Name, Value Value)[] data) =>
        effects.Add(new JournalEntry(kind, node, state.Round, actor, Value.Record([.. data.Where(d => !d.Value.IsMissing)])));

    private void RaiseIncident(string id, string kind, string outcome, string code, string message)
    {
        var node = NodeAt(id);
        var incident = new IncidentState(DeterministicId.Of(instance.Id, $"incident {node.Incidents ?? 0}", id, node.Iteration), kind, outcome, code, message);
        if (node.Wait is { } wait) effects.Add(new EndWait(id, node.Iteration, wait.Signal));
        Set(id, node with { Status = NodeStatus.Held, Outcome = outcome, Incident = incident, Incidents = (node.Incidents ?? 0) + 1, Wait = null });
        effects.Add(new DropTimers(id, node.Iteration));
        RaiseHeld();
    }

    /// <summary>A failing branch lets its siblings finish: the incidents of a block are opened once nothing in it goes on by itself.</summary>
    private void RaiseHeld()
    {
        foreach (var (id, node) in state.Nodes.Where(n => n.Value.Status == NodeStatus.Held && !SiblingsGoOn(n.Key)))
        {
            var incident = node.Incident!;
            Set(id, node with { Status = NodeStatus.Incident });
            effects.Add(new OpenIncident(id, node.Round, incident));
            Journal("incident", id, null, ("kind", Value.Of(incident.Kind)), ("code", Value.Of(incident.Code)), ("message", Value.Of(incident.Message)));
        }
    }
}
