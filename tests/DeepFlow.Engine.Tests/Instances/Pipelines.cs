using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Small definitions, written as a test reads best.</summary>
internal static class Pipelines
{
    public static ActivityNode Job(string id, params (string Name, Expression Value)[] arguments) =>
        new(id, "work", ActivityKind.Job) { Arguments = [.. arguments.Select(a => new Field(a.Name, a.Value))] };

    public static ActivityNode Person(string id, params (string Name, Expression Value)[] arguments) => new(id, "approval", ActivityKind.Task)
    {
        Arguments = [.. arguments.Select(a => new Field(a.Name, a.Value))],
        Outcomes = [new("approve", "Approve"), new("reject", "Reject")],
        Outputs = ["chosen", "comment", "decided_by"],
        Settings = new() { By = ["judge"] },
    };

    public static ActivityNode Wait(string id, string activity, params (string Name, Value Value)[] arguments) =>
        new(id, activity, ActivityKind.Wait) { Arguments = [.. arguments.Select(a => new Field(a.Name, new Literal(a.Value)))], Outputs = ["event"] };

    public static Connection Edge(string from, string outcome, string to) => new(from, outcome, [to]);

    public static Connection Back(string from, string outcome, string[] to, int? max = null, string? then = null) =>
        new(from, outcome, [.. to]) { Feedback = true, Max = max, Then = then };

    public static Expression Output(string step, string field) => new Member(new Name(step), field);

    public static Expression Constant(long value) => new Literal(Value.Of(value));

    public static WorkflowDefinition Pipeline(string name, Node[] nodes, params Connection[] connections) =>
        new(name, nodes[0].Id) { Nodes = [.. nodes], Connections = [.. connections] };

    public static Bundle Bundle(params WorkflowDefinition[] pipelines) =>
        new() { Pipelines = pipelines.ToImmutableSortedDictionary(p => p.Name, p => p, StringComparer.Ordinal) };

    public static ReturnNode End(params (string Name, Expression Value)[] results) => new("end", [.. results.Select(r => new Field(r.Name, r.Value))]);
}

/// <summary>An instance moved by hand: events in, effects out, with a clock that stands still until told otherwise.</summary>
internal sealed class Run
{
    private static readonly ActivityRegistry Activities = new(typeof(Gate).Assembly, typeof(Run).Assembly);
    private Bundle bundle;
    private Instance instance;

    public Run(Bundle bundle, string pipeline, RecordValue? arguments = null, Guid? parent = null, string? parentNode = null)
    {
        this.bundle = bundle;
        var id = Guid.Parse("11111111-1111-7111-8111-111111111111");
        instance = new("p", id, 0, "hash", pipeline, id, parent, parentNode, arguments ?? RecordValue.Empty, "ada", new InstanceState());
    }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    public InstanceState State => instance.State;
    public ImmutableArray<Effect> Effects { get; private set; } = [];

    public NodeState this[string node] => State.NodeAt(node);

    public IEnumerable<T> All<T>() where T : Effect => Effects.OfType<T>();

    public T Only<T>() where T : Effect => Effects.OfType<T>().Should().ContainSingle().Subject;

    public Run Apply(params InstanceEvent[] events)
    {
        var result = Transition.Apply(bundle, instance, events, Now, Activities);
        instance = instance with { State = result.State, Version = instance.Version + 1 };
        Effects = result.Effects;
        return this;
    }

    public InstanceMigration Plan(Bundle to, string? from = null) => MigrationPlanner.Plan(bundle, to, instance, from);

    /// <summary>Moves to another bundle, as planned.</summary>
    public Run Migrate(Bundle to, string? from = null)
    {
        var result = Transition.Migrate(bundle, to, "other hash", instance, Plan(to, from), "ada", Now, Activities);
        (bundle, instance, Effects) = (to, instance with { State = result.State, Version = instance.Version + 1, BundleHash = "other hash" }, result.Effects);
        return this;
    }

    public Run Start(string? entry = null, InstanceState? kept = null) => Apply(new Started(entry) { Kept = kept });

    public Run Complete(string node, params (string Name, Value Value)[] output) => Apply(Completion(node, "done", output));

    public JobCompleted Completion(string node, string outcome, params (string Name, Value Value)[] output) =>
        new(this[node].Work!.Value, node, this[node].Attempt, outcome, Value.Record(output));

    public Run Fail(string node, bool retryable = true) =>
        Apply(new JobFailed(this[node].Work!.Value, node, this[node].Attempt, "broken", "It broke.", retryable));

    public Run Decide(string node, string outcome, string? target = null, RecordValue? values = null) =>
        Apply(new TaskDecided(this[node].Work!.Value, node, outcome, target, "because", values ?? RecordValue.Empty, "rita"));

    public Run Receive(string node, Value? data = null) => Apply(new SignalReceived(node, this[node].Iteration, "go", data ?? Value.Missing, "bob", Now));

    public Run Return(string node, params (string Name, Value Value)[] result) =>
        Apply(new ChildEnded(this[node].Work!.Value, node, InstanceStatus.Finished, Value.Record(result), null));
}
