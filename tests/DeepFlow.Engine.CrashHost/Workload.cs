using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.CrashHost;

/// <summary>
/// A run with everything that is committed at a boundary of its own: a job that fails once and is retried durably, an inline
/// step, a parallel block with a person in one branch, a <c>for</c>, a step that owns many jobs, some of which fail once, a delay, a signal, a person who sends the run back once
/// and then approves, and a called pipeline at the end.
/// </summary>
public static class Workload
{
    public const string Pipeline = "mixed";
    public const string Signal = "go";
    public const int Rounds = 2;

    public static Bundle Bundle { get; } = new()
    {
        Pipelines = new[] { Mixed(), Element(), Closing() }.Concat(Listeners.Pipelines).ToImmutableSortedDictionary(p => p.Name, p => p, StringComparer.Ordinal),
    };

    /// <summary>What a run that finished has published, as "node iteration times", whatever has happened to it.</summary>
    public static IReadOnlyList<string> Published { get; } = ["close 1 1", .. Gathered(1), .. Gathered(2), "left 1 1", "left 2 1", "tick 1 4", "work 1 1", "work 2 1"];

    /// <summary>What has been decided in it, as "node iteration outcome".</summary>
    public static IReadOnlyList<string> Decided { get; } = ["ask 1 approve", "ask 2 approve", "review 1 reject", "review 2 approve"];

    private static IEnumerable<string> Gathered(int iteration) => Enumerable.Range(0, 2).Select(n => $"gather s{n} {iteration} 1");

    private static WorkflowDefinition Mixed() => new(Pipeline, "work")
    {
        Parameters = [new("items", "int"), new("key", "string")],
        Nodes =
        [
            Job("work", new Name("items")) with { Settings = Retried },
            new ActivityNode("check", "gate", ActivityKind.Inline) { Arguments = [new("require", new RecordOf([new("counted", new Literal(Value.True))]))] },
            new ForkNode("parallel#1", [new("one", ["left"]), new("two", ["ask"])], "join#1", false),
            Job("left", new Name("items")), Person("ask"), new JoinNode("join#1", "parallel#1"),
            new ForNode("for#1", "mixed.for#1", "item", new ListOf([Number(1), Number(2)]), null, [], ["tick"]),
            new ActivityNode("gather", "survey", ActivityKind.Job) { Arguments = [new("samples", Number(2))], Settings = Retried },
            new ActivityNode("pause", "delay", ActivityKind.Wait) { Arguments = [new("for", new Literal(Value.Of(TimeSpan.FromMilliseconds(30))))] },
            new ActivityNode("hear", "wait_for", ActivityKind.Wait) { Arguments = [new("event", new Literal(Value.Of(Signal))), new("correlation", new Name("key"))], Outputs = ["event"] },
            Person("review"),
            new CallNode("finish", "closing") { Arguments = [new("items", new Member(new Name("work"), "total"))] },
            new ReturnNode("return#1", [new("total", new Member(new Name("finish"), "total"))]),
        ],
        Connections =
        [
            Edge("work", "done", "check"), Edge("check", "done", "parallel#1"), Edge("parallel#1", "one", "left"), Edge("parallel#1", "two", "ask"),
            Edge("left", "done", "join#1"), Edge("ask", "approve", "join#1"), Edge("join#1", "done", "for#1"), Edge("for#1", "done", "gather"), Edge("gather", "done", "pause"),
            Edge("pause", "done", "hear"), Edge("hear", "received", "review"), Edge("review", "approve", "finish"),
            new("review", "reject", ["work"]) { Feedback = true, Max = 5 }, Edge("finish", "done", "return#1"),
        ],
    };

    private static StepSettings Retried => new() { Retry = new(3, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)) };

    private static WorkflowDefinition Element() => new("mixed.for#1", "tick")
    {
        Parameters = [new("item", "int")],
        Nodes = [Job("tick", new Name("item")), new ReturnNode("return#1", [new("tick", new Name("tick"))])],
        Connections = [Edge("tick", "done", "return#1")],
    };

    private static WorkflowDefinition Closing() => new("closing", "close")
    {
        Parameters = [new("items", "int")],
        Nodes = [Job("close", new Name("items")), new ReturnNode("return#1", [new("total", new Member(new Name("close"), "total"))])],
        Connections = [Edge("close", "done", "return#1")],
    };

    private static ActivityNode Job(string id, Expression items) => new(id, "count", ActivityKind.Job) { Arguments = [new("items", items)] };

    private static ActivityNode Person(string id) => new(id, "approval", ActivityKind.Task)
    {
        Arguments = [new("title", new Literal(Value.Of("Good?")))], Settings = new() { By = ["reviewer"] }, Outcomes = [new("approve"), new("reject")], Outputs = ["comment"],
    };

    private static Literal Number(int value) => new(Value.Of(value));

    private static Connection Edge(string from, string outcome, string to) => new(from, outcome, [to]);
}
