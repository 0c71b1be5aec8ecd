using CsCheck;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Tests.Model;

/// <summary>Any pipeline, whatever happens to it in whatever order: the rules of <see cref="Rules"/> hold. CsCheck prints the seed of what breaks one, shrunk.</summary>
public sealed class TransitionModelTests
{
    private static int Iterations { get; } = int.TryParse(Environment.GetEnvironmentVariable("DEEPFLOW_MODEL_RUNS"), out var runs) ? runs : 500;

    [Fact]
    public void AnyPipeline_WhateverHappensToIt_KeepsTheRulesAndComesToItsEnd() =>
        Gen.Select(Sketch.Pipelines, Gen.Int[0, 100_000].Array[0, 60]).ForEach(
            t => Play(Layout.Of(t.Item1), t.Item2), times: Iterations, print: t => $"{t.Item2.Length} things happen in\n{Print(Layout.Of(t.Item1))}");

    internal static void Play(Bundle bundle, int[] numbers)
    {
        var world = new World(bundle);
        try
        {
            var driver = new Driver(world);
            foreach (var number in numbers) driver.Act(number);
            world.Tell("From here on all mean well.");
            driver.End();
        }
        catch (Exception e) { throw new InvalidOperationException($"{e.Message}\n{world.Log}", e); }
    }

    internal static string Print(Bundle bundle) => string.Concat(bundle.Pipelines.Values.Select(p => $"{p.Name}, from {p.Entry}:\n" + string.Concat(p.Nodes.Select(n => $"  {Print(n)}\n")) + string.Concat(p.Connections.Select(c =>
        $"  {c.From} {c.Outcome} -> {string.Join(" | ", c.To)}{(c.Feedback ? " (back)" : "")}{(c.Max is { } max ? $" max {max}" : "")}{(c.Then is { } then ? $" then {then}" : "")}\n"))));

    private static string Print(Node node) => node switch
    {
        ActivityNode a => $"{a.Id} {a.Kind}{(a.Settings.When is null ? "" : " when")}{(a.Settings.Timeout is null ? "" : " timeout")}{(a.Settings.Retry is { } retry ? $" retry {retry.Attempts}" : "")}",
        ForkNode f => $"{f.Id}{(f.Any ? " any" : "")}: {string.Join("; ", f.Branches.Select(b => $"{b.Name} {string.Join(" ", b.Nodes)}"))}",
        ForNode f => $"{f.Id} max {f.Max}",
        _ => node.Id,
    };
}
