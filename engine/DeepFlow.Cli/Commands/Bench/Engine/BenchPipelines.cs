using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using ActivityKind = DeepFlow.Workflows.Definitions.ActivityKind;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>The pipelines that the bench runs.</summary>
internal static class BenchPipelines
{
    public const string Steps = "steps", Jobs = "jobs", Job = "job", Waits = "waits", Resumes = "resumes", Resumed = "resumed";
    public const string Event = "approve";

    public static Bundle Of(int steps) => new()
    {
        Pipelines = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new[]
        {
            Chain(Steps, [.. Enumerable.Range(1, steps).Select(i => Inline($"step{i}"))]),
            Chain(Jobs, [.. Enumerable.Range(1, steps).Select(Work)]),
            Chain(Job, [Work(1)]),
            Chain(Waits, [Inline("prepare"), Wait]) with { Parameters = [new("id", "text")] },
            Chain(Resumes, [Inline("prepare"), Wait, Inline(Resumed), Inline("last")]) with { Parameters = [new("id", "text")] },
        }.Select(p => KeyValuePair.Create(p.Name, p))),
    };

    private static ActivityNode Wait { get; } = new("wait", "wait_for", ActivityKind.Wait)
    {
        Arguments = [new("event", new Literal(Value.Of(Event))), new("correlation", new Name("id"))], Outputs = ["event"],
    };

    /// <summary>What <see cref="BenchStep"/> gives.</summary>
    public static Value Done { get; } = Value.Record(("number", Value.Of(1)));

    private static ActivityNode Work(int number) => new($"step{number}", "bench_step", ActivityKind.Job) { Arguments = [new("number", new Literal(Value.Of(number)))] };

    private static ActivityNode Inline(string id) => new(id, "gate", ActivityKind.Inline)
    {
        Arguments = [new("require", new RecordOf([new("quick", new Literal(Value.True)), new("small", new Literal(Value.True))]))], Outputs = ["unmet"],
    };

    private static WorkflowDefinition Chain(string name, ImmutableArray<ActivityNode> steps) => new(name, steps[0].Id)
    {
        Nodes = [.. steps, new ReturnNode("return#1", [new("last", new Member(new Name(steps[^1].Id), "outcome"))])],
        Connections = [.. steps.Select((step, i) => new Connection(step.Id, step.Kind == ActivityKind.Wait ? "received" : "done", [i + 1 < steps.Length ? steps[i + 1].Id : "return#1"]))],
    };
}

/// <summary>The step of <see cref="BenchPipelines.Jobs"/>: does nothing, so that what is measured is the way there and back.</summary>
[Activity("bench_step")]
internal sealed class BenchStep : Activity<BenchStep.Input, BenchStep.Output>
{
    public sealed record Input(int Number);

    public sealed record Output(int Number);

    public override Task<Output> RunAsync(Input input, ActivityContext context) => Task.FromResult(new Output(input.Number));
}
