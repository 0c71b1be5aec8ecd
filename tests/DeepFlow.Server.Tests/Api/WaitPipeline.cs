using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Tests.Api;

/// <summary>Everything that a step may wait for without a person: a time, a signal, a worker that nobody has.</summary>
public static class WaitPipeline
{
    public static Bundle Bundle { get; } = new()
    {
        Pipelines = ImmutableSortedDictionary<string, WorkflowDefinition>.Empty.Add("waiting", new WorkflowDefinition("waiting", "fork#1")
        {
            Nodes =
            [
                new ForkNode("fork#1", [new("pausing", ["pause"]), new("listening", ["news"]), new("working", ["elsewhere"])], "join#1", Any: false),
                new ActivityNode("pause", "delay", ActivityKind.Wait) { Arguments = [new("until", new Literal(Value.Of("2126-01-02")))] },
                new ActivityNode("news", "wait_for", ActivityKind.Wait)
                {
                    Arguments = [new("event", new Literal(Value.Of("shipped"))), new("correlation", new Literal(Value.Of("order 17")))],
                    Settings = new() { Timeout = TimeSpan.FromDays(400) },
                },
                new ActivityNode("elsewhere", "check", ActivityKind.Job)
                {
                    Arguments = [new("items", new Literal(Value.Of(0))), new("fails", new Literal(Value.False))],
                    Settings = new() { Needs = new(null, 2, null, "nowhere", Preferred: false) },
                },
                new JoinNode("join#1", "fork#1"),
                new ReturnNode("return#1", []),
            ],
            Connections =
            [
                new("fork#1", "pausing", ["pause"]), new("fork#1", "listening", ["news"]), new("fork#1", "working", ["elsewhere"]),
                new("pause", "done", ["join#1"]), new("news", "received", ["join#1"]), new("elsewhere", "done", ["join#1"]), new("join#1", "done", ["return#1"]),
            ],
        }),
    };
}
