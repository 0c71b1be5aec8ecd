using System.Collections.Immutable;
using System.Diagnostics;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Tasks;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>What everything costs with few finished runs, just enough to fill a page of each list, and again with many, with their jobs and tasks.</summary>
internal sealed class HistoryBench(BenchServer server, BenchNode node, EngineBenchOptions options, IProgress<string> progress)
{
    private const int Claims = 100;
    private const int Lists = 50;
    private const int Few = 3000;

    public async Task<FlatCosts> RunAsync(CancellationToken cancellation)
    {
        await HistoryFill.FillAsync(server, 0, Few, progress, cancellation);
        var before = await MeasureAsync(cancellation);
        await HistoryFill.FillAsync(server, Few, options.History, progress, cancellation);
        return new(before, await MeasureAsync(cancellation));
    }

    private async Task<Costs> MeasureAsync(CancellationToken cancellation)
    {
        var throughput = await new ThroughputBench(server, node, options, progress).RunAsync(BenchPipelines.Steps, cancellation);
        var signal = await new SignalBench(node, options, progress).RunAsync(cancellation);
        progress.Report($"{Claims} jobs claimed and completed, {Lists} lists");
        var counts = await server.CountAsync(cancellation);
        var (claim, completion) = await ClaimAsync(cancellation);
        var walOfJob = Figure.Round(((await server.CountAsync(cancellation)).WalBytes - counts.WalBytes) / (double)Claims);
        var listing = node.The<InstanceListing>();
        return new(throughput, signal, claim, completion, walOfJob,
            await ListAsync(() => listing.ListAsync(BenchNode.Project, new RunFilter(), cancellation)),
            await ListAsync(() => listing.ListAsync(BenchNode.Project, new RunFilter(RunDoing.Running), cancellation)),
            await ListAsync(() => listing.CountAsync(BenchNode.Project, cancellation)),
            await ListAsync(() => node.The<Inbox>().ListAsync(BenchNode.Project, new TaskFilter(Status: null), cancellation)),
            await ListAsync(() => node.The<Inbox>().PageAsync(BenchNode.Project, new InboxQuery(), cancellation)));
    }

    /// <summary>One after the other, by a worker of this process; milliseconds, medians.</summary>
    private async Task<(double Claim, double Completion)> ClaimAsync(CancellationToken cancellation)
    {
        var queue = node.The<JobQueue>();
        var worker = new WorkerIdentity($"bench/{node.Id}/claims", node.Id);
        var (claims, completions) = (new List<double>(), new List<double>());
        var runs = Enumerable.Range(0, Claims).Select(_ => node.RunAsync(BenchPipelines.Job, cancellation)).ToList();
        while (claims.Count < Claims)
        {
            var started = Stopwatch.GetTimestamp();
            if (await queue.ClaimAsync(worker, cancellation) is not { } job) continue; // its run has not come so far
            claims.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            started = Stopwatch.GetTimestamp();
            await queue.CompleteAsync(job, worker, "done", BenchPipelines.Done, publish: null, cancellation);
            completions.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        await Task.WhenAll(runs);
        return (Figure.Percentile([.. claims.Order()], 0.5), Figure.Percentile([.. completions.Order()], 0.5));
    }

    private static async Task<double> ListAsync<T>(Func<Task<T>> list)
    {
        var times = new double[Lists];
        for (var i = 0; i < Lists; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await list();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(times);
        return Figure.Percentile(times, 0.5);
    }
}

/// <param name="Before">With 3,000 finished runs: what a list costs less that is not full says nothing.</param>
/// <param name="After">With <c>params.history</c> of them, a job for each and a task for every tenth.</param>
internal sealed record FlatCosts(Costs Before, Costs After)
{
    /// <summary>By what it is: how many times as much it costs afterwards; of steps per second, how many times fewer there are.</summary>
    public ImmutableSortedDictionary<string, double> Ratios { get; } = Ratio(Before, After);

    private static ImmutableSortedDictionary<string, double> Ratio(Costs before, Costs after)
    {
        var ratios = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (level, first) in before.Throughput)
        {
            var then = after.Throughput[level];
            ratios[$"steps per second, {level}"] = first.StepsPerS / then.StepsPerS;
            ratios[$"WAL per workflow, {level}"] = then.WalBytesPerWf / first.WalBytesPerWf;
            if (first.ServerCpuMsPerWf is { } early && then.ServerCpuMsPerWf is { } late) ratios[$"server CPU per workflow, {level}"] = late / early;
        }
        ratios["signal p50"] = after.Signal.P50 / before.Signal.P50;
        ratios["claim p50"] = after.ClaimMs / before.ClaimMs;
        ratios["completion p50"] = after.CompletionMs / before.CompletionMs;
        ratios["WAL per run with a job"] = after.WalBytesPerJob / before.WalBytesPerJob;
        ratios["counts of runs"] = after.RunCountsMs / before.RunCountsMs;
        ratios["latest runs"] = after.LatestRunsMs / before.LatestRunsMs;
        ratios["running runs"] = after.RunningRunsMs / before.RunningRunsMs;
        ratios["latest tasks"] = after.LatestTasksMs / before.LatestTasksMs;
        ratios["inbox"] = after.InboxMs / before.InboxMs;
        return ratios.ToImmutable().SetItems(ratios.Select(r => KeyValuePair.Create(r.Key, Figure.Round(r.Value))));
    }
}

/// <param name="ClaimMs">Milliseconds, as the rest.</param>
/// <param name="WalBytesPerJob">Of a run with one step that a worker carries out.</param>
/// <param name="RunCountsMs">How many runs do what.</param>
/// <param name="LatestRunsMs">The project's first page of runs.</param>
/// <param name="RunningRunsMs">Of those that run.</param>
/// <param name="LatestTasksMs">Decided ones too.</param>
/// <param name="InboxMs">The first page of what waits for anybody.</param>
internal sealed record Costs(ImmutableSortedDictionary<string, Throughput> Throughput, SignalLatency Signal, double ClaimMs, double CompletionMs, double WalBytesPerJob, double LatestRunsMs, double RunningRunsMs, double RunCountsMs, double LatestTasksMs, double InboxMs);
