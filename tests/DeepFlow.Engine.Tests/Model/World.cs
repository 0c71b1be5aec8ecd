using System.Collections.Immutable;
using System.Text;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tests.Model;

internal sealed class JobRow(Guid id, Guid instance, CreateJob made)
{
    public Guid Id => id;
    public Guid Instance => instance;
    public CreateJob Made => made;
    public int Attempt { get; set; } = 1;
    public string Status { get; set; } = "queued";
    public bool IsLiving => Status is "queued" or "running";
}

internal sealed class TaskRow(Guid id, Guid instance, CreateTask made)
{
    public Guid Id => id;
    public Guid Instance => instance;
    public CreateTask Made { get; set; } = made;
    public string Status { get; set; } = "open";
}

internal sealed record TimerRow(Guid Instance, string Node, int Iteration, TimerKind Kind, DateTimeOffset FiresAt);

internal sealed record WaiterRow(Guid Instance, string Node, int Iteration, bool Hears);

internal sealed record IncidentRow(Guid Id, Guid Instance, string Node);

/// <summary>An event in an instance's queue.</summary>
/// <param name="work">The job, task or child that it speaks of.</param>
internal sealed class Posted(InstanceEvent body, Guid? work = null)
{
    public InstanceEvent Body => body;
    public Guid? Work => work;
    /// <summary>The engine has taken its work back, or has heard it before: it must change nothing.</summary>
    public bool IsStale { get; set; }
}

internal sealed class Simulated(Instance instance)
{
    public Instance Instance { get; set; } = instance;
    public List<Posted> Queue { get; } = [];
    public List<Posted> Heard { get; } = [];
    public Expected Expected { get; } = new();
    public InstanceState State => Instance.State;
    public bool IsRunning => State.Status == InstanceStatus.Running;
}

/// <summary>
/// The rows around the pure core, as the tables hold them: what a transition asks for is carried out by the rules of
/// <c>EffectRows</c>, and whatever breaks a constraint of a table is told.
/// </summary>
internal sealed class World
{
    private static readonly ActivityRegistry Activities = new(typeof(Gate).Assembly);
    private readonly StringBuilder log = new();
    private readonly HashSet<Guid> used = [];

    public World(Bundle bundle)
    {
        Bundle = bundle;
        Root = Add(Guid.Parse("11111111-1111-7111-8111-111111111111"), "p", null, null, RecordValue.Empty);
        Root.Queue.Add(new(new Started()));
    }

    public Bundle Bundle { get; set; }
    public Simulated Root { get; }
    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    public List<Simulated> Instances { get; } = [];
    public List<JobRow> Jobs { get; } = [];
    public List<TaskRow> Tasks { get; } = [];
    public List<TimerRow> Timers { get; } = [];
    public List<IncidentRow> Incidents { get; } = [];
    public List<WaiterRow> Waiters { get; } = [];
    /// <summary>What each transition made of its instance.</summary>
    public List<(InstanceState Before, InstanceState After)> Moves { get; } = [];
    public string Log => log.ToString();

    public void Tell(string what) => log.AppendLine(what);

    public Simulated Find(Guid id) => Instances.First(i => i.Instance.Id == id);

    public WorkflowDefinition DefinitionOf(Simulated run) => Bundle.Pipelines[run.Instance.Pipeline];

    public string Name(Simulated run) => run == Root ? "p" : $"{run.Instance.Pipeline}@{Instances.IndexOf(run)}";

    /// <summary>One transition, as the dispatcher does it: what is pending first, then that many waiting events.</summary>
    public void Dispatch(Simulated run, int count)
    {
        var taken = run.Queue.Take(count).ToList();
        run.Queue.RemoveRange(0, taken.Count);
        List<Posted> posted = [.. run.State.GoesOn ? new[] { new Posted(new Continue()) } : [], .. taken];
        if (posted.Count == 0) return;
        var before = run.Instance;
        TransitionResult Apply(Instance at, IEnumerable<Posted> events) => Transition.Apply(Bundle, at, events.Select(p => Completed(p.Body)), Now, Activities);
        var result = Apply(before, posted);
        Tell($"  {Name(run)}: {string.Join("; ", posted.Select(p => Describe(p.Body)))} -> {Describe(result)}");
        Rules.AreTheSame(result, Apply(before, posted), "the same transition, computed again, is another one");
        var (at, effects, waits) = (before, ImmutableArray<Effect>.Empty, result.Waits);
        for (var i = 0; i < posted.Count; i++)
        {
            var one = Apply(at, [posted[i]]);
            if (posted[i].Body is not Continue) Rules.OfOneEvent(DefinitionOf(run), run.Expected, at.State, posted[i], one);
            foreach (var later in posted.Skip(i + 1).Where(p => one.State.Status != InstanceStatus.Running || one.Effects.Any(e => TakesBack(e, p)))) later.IsStale = true;
            (at, effects, waits) = (at with { State = one.State }, effects.AddRange(one.Effects), one.Waits);
        }
        Rules.AreTheSame(result, new(at.State, effects, waits), "the events lead elsewhere one by one");
        run.Heard.AddRange(taken);
        Settle(run, result);
    }

    /// <summary>The transition's state and rows are written.</summary>
    public void Settle(Simulated run, TransitionResult result)
    {
        var before = run.Instance;
        Moves.Add((before.State, result.State));
        run.Instance = before with { Version = before.Version + 1, State = StateText.WrittenAndRead(result.State) };
        Write(run, result.Effects);
        if (!run.IsRunning) run.Queue.ForEach(p => p.IsStale = true);
        Rules.OfTheWorld(this);
    }

    private InstanceEvent Completed(InstanceEvent body) => body is Started { Entry: not null, KeptFrom: { } kept } started ? started with { Kept = Find(kept).State } : body;

    /// <summary>New rows before changes to rows, as <c>EffectRows</c> writes them.</summary>
    private void Write(Simulated run, ImmutableArray<Effect> effects)
    {
        var me = run.Instance.Id;
        foreach (var move in effects.OfType<MoveTimers>())
            for (var i = 0; i < Timers.Count; i++)
                if (Timers[i].Instance == me && Timers[i].Kind == move.Kind) Timers[i] = Timers[i] with { FiresAt = Timers[i].FiresAt + move.By };
        foreach (var wait in effects.OfType<BeginWait>()) Waiters.Add(new(me, wait.Node, wait.Iteration, wait.Signal is not null));
        foreach (var child in effects.OfType<StartChild>())
            Add(child.Id, child.Pipeline, me, child.Node, child.Arguments).Queue.Add(new(new Started(child.Entry, child.KeptFrom)));
        foreach (var job in effects.OfType<CreateJob>()) Jobs.Add(new(Fresh(job.Id), me, job));
        foreach (var task in effects.OfType<CreateTask>()) Tasks.Add(new(Fresh(task.Id), me, task));
        foreach (var timer in effects.OfType<SetTimer>())
        {
            Timers.RemoveAll(t => t.Instance == me && t.Node == timer.Node && t.Iteration == timer.Iteration && t.Kind == timer.Kind);
            Timers.Add(new(me, timer.Node, timer.Iteration, timer.Kind, timer.FiresAt));
        }
        foreach (var open in effects.OfType<OpenIncident>()) Incidents.Add(new(Fresh(open.Incident.Id), me, open.Node));
        foreach (var effect in effects) Change(run, effect);
    }

    private void Change(Simulated run, Effect effect)
    {
        var me = run.Instance.Id;
        run.Queue.FindAll(p => TakesBack(effect, p)).ForEach(p => p.IsStale = true);
        switch (effect)
        {
            case RequeueJob requeue:
                var again = Jobs.First(j => j.Id == requeue.Id);
                if (again.Status is not ("failed" or "lost")) throw new RuleBroken($"{again.Made.Node} is queued again while {again.Status}");
                (again.Status, again.Attempt) = ("queued", requeue.Attempt);
                break;
            case CancelJob cancel:
                var cancelled = Jobs.First(j => j.Id == cancel.Id);
                if (cancelled.Status is "queued" or "running" or "failed" or "lost") cancelled.Status = "cancelled";
                break;
            case DiscardJob discard: Jobs.First(j => j.Id == discard.Id).Status = "discarded"; break;
            case WithdrawTask withdraw:
                Tasks.First(t => t.Id == withdraw.Id).Status = "withdrawn";
                break;
            case DropTimers drop:
                Timers.RemoveAll(t => t.Instance == me && t.Node == drop.Node && t.Iteration <= drop.Iteration);
                break;
            case EndWait end: Waiters.RemoveAll(w => w.Instance == me && w.Node == end.Node && w.Iteration == end.Iteration); break;
            case TellChild tell: Find(tell.Child).Queue.Add(new(tell.Event) { IsStale = !Find(tell.Child).IsRunning }); break;
            case CloseIncident close: Incidents.RemoveAll(i => i.Id == close.Id); break;
            case CancelChild cancel:
                Find(cancel.Id).Queue.Add(new(new CancelRequested("p", cancel.Reason)) { IsStale = !Find(cancel.Id).IsRunning });
                break;
            case TellParent tell:
                var parent = Find(tell.Parent);
                var awaited = parent.IsRunning && parent.State.NodeAt(tell.Event.Node) is var node && (node.Work == me && node.Status == NodeStatus.Active || node.For?.Running.ContainsValue(me) == true);
                parent.Queue.Add(new(tell.Event, me) { IsStale = !awaited });
                break;
            case OfferOutcomes offer when Tasks.First(t => t.Id == offer.Id) is var offered: offered.Made = offered.Made with { Outcomes = offer.Outcomes }; break;
            case StartChild or MoveToBundle or CreateJob or CreateTask or SetTimer or OpenIncident or EscalateTask or FireTrigger or FireChanges or JournalEntry or BeginWait or MoveTimers or HoldJobs or RemindTask: break;
            default: throw new RuleBroken($"the model knows no {effect.GetType().Name}");
        }
    }

    /// <summary>After this effect the engine must not listen to that event any more.</summary>
    private static bool TakesBack(Effect effect, Posted posted) => effect switch
    {
        CancelJob cancel => posted.Work == cancel.Id,
        WithdrawTask withdraw => posted.Work == withdraw.Id,
        CancelChild cancel => posted.Work == cancel.Id,
        EndWait end => posted.Body is SignalReceived signal && signal.Node == end.Node && signal.Iteration == end.Iteration,
        DropTimers drop => posted.Body is TimerFired fired && fired.Node == drop.Node && fired.Iteration <= drop.Iteration,
        _ => false,
    };

    private Simulated Add(Guid id, string pipeline, Guid? parent, string? parentNode, RecordValue arguments)
    {
        var run = new Simulated(new("p", Fresh(id), 0, "hash", pipeline, Root?.Instance.Id ?? id, parent, parentNode, arguments, "ada", new InstanceState()));
        Instances.Add(run);
        return run;
    }

    /// <summary>A primary key.</summary>
    private Guid Fresh(Guid id) => used.Add(id) ? id : throw new RuleBroken($"the id {id} is used twice");

    private static string Describe(InstanceEvent e) => e switch
    {
        JobCompleted done => $"{done.Node} {done.Outcome} (attempt {done.Attempt})",
        JobFailed failed => $"{failed.Node} fails (attempt {failed.Attempt})",
        JobLost lost => $"{lost.Node} lost (attempt {lost.Attempt})",
        TaskDecided decided => $"{decided.Node} decided {decided.Outcome} to {decided.Target}",
        TimerFired fired => $"timer {fired.Kind} of {fired.Node} {fired.Iteration}",
        ChildEnded ended => $"child of {ended.Node} {ended.Status} {ended.Exit}",
        EnterRequested enter => $"enter {enter.Target}",
        RetryRequested retry => $"retry {retry.Node}",
        SkipRequested skip => $"skip {skip.Node} by {skip.Outcome}",
        Started started => $"started at {started.Entry}",
        _ => e.GetType().Name,
    };

    private static string Describe(TransitionResult result) =>
        $"{result.State.Status} round {result.State.Round}: " + string.Join(", ", result.State.Nodes.Where(n => n.Value.IsOpen).Select(n => $"{n.Key} {n.Value.Status} {n.Value.Iteration}"))
        + (result.State.Pending is { } pending ? $", pending {pending.Node} {pending.Outcome}" : "")
        + " [" + string.Join(", ", result.Effects.OfType<JournalEntry>().Select(j => $"{j.Kind} {j.Node}".TrimEnd())) + "]";
}

/// <summary>A rule of the engine does not hold.</summary>
internal sealed class RuleBroken(string message) : Exception(message);

/// <summary>A state as text: what two states have in common if they are the same, and what is left of one that went through the database.</summary>
internal static class StateText
{
    public static string Of(InstanceState state) => Sql.Json(state);

    public static InstanceState WrittenAndRead(InstanceState state)
    {
        var read = Sql.FromJson<InstanceState>(Of(state));
        read = read with
        {
            Nodes = state.Nodes.Clear().AddRange(read.Nodes), Traversals = state.Traversals.Clear().AddRange(read.Traversals), Variables = state.Variables.Clear().AddRange(read.Variables), Held = state.Held, // they lie in a row of their own
        };
        return Of(read) == Of(state) ? read : throw new RuleBroken($"the state is not the same once written and read:\n{Of(state)}\n{Of(read)}");
    }
}
