using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>What was measured, under the keys that the peer's benchmark uses. Milliseconds, bytes, or as the name says.</summary>
/// <param name="Throughput">By concurrency: "c16".</param>
/// <param name="Jobs">The same workflows with steps that a worker claims, runs and completes.</param>
internal sealed record EngineBenchResult(string Engine, BenchParameters Params, double Loadavg0, ImmutableSortedDictionary<string, Throughput>? Throughput, SignalLatency? Signal,
    WaitingRuns? Waiting, ImmutableSortedDictionary<string, Throughput>? Jobs, NodesThroughput? Nodes, Idle? Many, FlatCosts? History,
    Limits? Limits, double Loadavg1);

internal sealed record BenchParameters(int Workflows, int Steps, ImmutableArray<int> Concurrency, int Repeat, int Signals, int Waiting, int Many, int History, string Fsync, string SynchronousCommit);

/// <param name="XactsPerWf">Transactions, reads too.</param>
/// <param name="WriteXactsPerWf">Transactions that wrote.</param>
/// <param name="ServerCpuMsPerWf">Of all processes of a server on this machine; null where it is elsewhere.</param>
internal sealed record Throughput(double WfPerS, double StepsPerS, [property: JsonPropertyName("wfP50ms")] double P50, [property: JsonPropertyName("wfP95ms")] double P95,
    double XactsPerWf, double WriteXactsPerWf, double? ServerCpuMsPerWf, double WalBytesPerWf, double ClientCpuMsPerWf, double ClientKbPerWf)
{
    /// <summary>All repetitions.</summary>
    public ImmutableArray<double> RunsWfPerS { get; init; } = [];
}

/// <summary>
/// From the call that sends a signal until the step after the one that waited is done and committed: the call returns then,
/// for signal and consequence are one transaction.
/// </summary>
/// <param name="EndP50">Until the run's end is committed, which follows by itself.</param>
/// <param name="P10">What it takes on a machine whose other work is not in the way.</param>
internal sealed record SignalLatency([property: JsonPropertyName("p50ms")] double P50, [property: JsonPropertyName("p95ms")] double P95, double MaxMs, [property: JsonPropertyName("endP50ms")] double EndP50, [property: JsonPropertyName("p10ms")] double P10);

internal sealed record WaitingRuns(StartedWaiting Start, RecoveredWaiting Recover);

/// <param name="AllWaitingMs">Until all of them wait.</param>
/// <param name="RssBaseMb">Resident memory before, in a process that has started such runs and ended them until the compiler had little left to do.</param>
/// <param name="RssMb">While they wait.</param>
/// <param name="HeldKbEach">What each adds to the resident memory, garbage collected before and after.</param>
/// <param name="IdleCpuPct">Of one core, over ten seconds in which nothing happens.</param>
/// <param name="CompiledMethods">How many the compiler has made since <see cref="RssBaseMb"/>; what it took for them is in <see cref="HeldKbEach"/>.</param>
internal sealed record StartedWaiting(double StartCallMs, double AllWaitingMs, double RssBaseMb, double RssMb, double HeldKbEach, double IdleCpuPct, long CompiledMethods);

/// <param name="LaunchMs">From the start of the process after kill -9 until it answers.</param>
/// <param name="FirstResumedMs">From that start until the first run that was waiting has gone on.</param>
/// <param name="AllResumedMs">From the first of as many signals as runs until all have gone on.</param>
/// <param name="ResumeCpuMs">Of the process meanwhile, the just-in-time compiler's too: it is new.</param>
internal sealed record RecoveredWaiting(double LaunchMs, double RecoveredMs, long RecoveredN, double FirstResumedMs, double RssMb, double SendAllMs, double AllResumedMs, double ResumeCpuMs, long Success);

/// <param name="Concurrency">Clients of each process.</param>
/// <param name="One">Steps per second of one process.</param>
/// <param name="Two">Of two processes together.</param>
internal sealed record NodesThroughput(int Concurrency, double One, double Two);

/// <param name="StartMs">Until all wait.</param>
/// <param name="AboveIdleMb">Memory of the process, over what it took before.</param>
/// <param name="HeldKbEach">See <see cref="StartedWaiting"/>.</param>
internal sealed record Idle(int Waiting, double StartMs, double IdleMb, double AboveIdleMb, double HeldKbEach, double IdleCpuPct);

/// <summary>What <c>pgbench</c> does on this server with the engine's rows.</summary>
/// <param name="CommitsPerS">Transactions of one row, 16 clients.</param>
/// <param name="TransitionsPerS">In batches of 100 with the engine's three statements, 2 clients: states rewritten, journal rows, ends of runs.</param>
internal sealed record Limits(double CommitsPerS, double TransitionsPerS)
{
    /// <summary>The most steps a second that this run has measured, one node or two, in percent of <see cref="TransitionsPerS"/>. Null: none was measured.</summary>
    public double? StepsOfLimitPct { get; init; }
}
