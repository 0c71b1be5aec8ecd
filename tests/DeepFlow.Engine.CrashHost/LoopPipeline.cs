using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.CrashHost;

/// <summary>
/// Two steps and a loop, with everything that is committed at a boundary of its own: <c>work</c> fails once in its first
/// iteration (a durable retry) and saves a checkpoint; <c>review</c> is a person who sends the run back once, then approves;
/// a called pipeline ends it.
/// </summary>
public static class LoopPipeline
{
    public const int Iterations = 2;

    public static Bundle Bundle { get; } = new()
    {
        Pipelines = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, WorkflowDefinition>
        {
            ["loop"] = new("loop", "work")
            {
                Parameters = [new("items", "int")],
                Nodes =
                [
                    new ActivityNode("work", "count", ActivityKind.Job)
                    {
                        Arguments = [new("items", new Name("items"))],
                        Settings = new() { Retry = new(3, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)) },
                    },
                    new ActivityNode("review", "approval", ActivityKind.Task)
                    {
                        Arguments = [new("title", new Literal(Value.Of("Good?")))],
                        Settings = new() { By = ["reviewer"] },
                        Outcomes = [new("approve"), new("reject")],
                        Outputs = ["comment"],
                    },
                    new CallNode("finish", "closing") { Arguments = [new("items", new Member(new Name("work"), "total"))] },
                    new ReturnNode("return#1", [new("total", new Member(new Name("finish"), "total"))]),
                ],
                Connections =
                [
                    new("work", "done", ["review"]),
                    new("review", "approve", ["finish"]),
                    new("review", "reject", ["work"]) { Feedback = true, Max = 5 },
                    new("finish", "done", ["return#1"]),
                ],
            },
            ["closing"] = new("closing", "close")
            {
                Parameters = [new("items", "int")],
                Nodes =
                [
                    new ActivityNode("close", "count", ActivityKind.Job) { Arguments = [new("items", new Name("items"))] },
                    new ReturnNode("return#1", [new("total", new Member(new Name("close"), "total"))]),
                ],
                Connections = [new("close", "done", ["return#1"])],
            },
        }),
    };
}
