using System.Collections.Immutable;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>What <c>deepflow bench engine</c> measures. Every part has a name, for <c>--only</c>.</summary>
/// <param name="Workflows">How many are run at each concurrency.</param>
/// <param name="Steps">Inline steps in each; every one is committed before the next begins.</param>
/// <param name="Concurrency">How many clients run workflows one after the other, at once.</param>
/// <param name="Repeat">The median of so many runs is reported.</param>
/// <param name="Signals">How many are sent one after the other, each to a run that waits.</param>
/// <param name="Waiting">How many runs wait when the process is killed.</param>
/// <param name="Many">How many runs wait while memory and idle load are measured; 0: not measured.</param>
/// <param name="History">How many finished runs the database is filled with before throughput is measured again; 0: not measured.</param>
internal sealed record EngineBenchOptions(string Postgres, int Workflows, int Steps, ImmutableArray<int> Concurrency, int Repeat, int Signals, int Waiting, int Many, int History, ImmutableArray<string> Only)
{
    public const string Throughput = "throughput", Jobs = "jobs", Nodes = "nodes", Signal = "signal", Wait = "waiting", Limits = "limits";

    public static ImmutableArray<string> Parts { get; } = [Throughput, Signal, Wait, Jobs, Nodes, Limits];

    public bool Measures(string part) => Only.IsEmpty || Only.Contains(part);
}
