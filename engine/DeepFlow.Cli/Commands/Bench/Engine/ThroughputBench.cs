using System.Collections.Immutable;
using System.Diagnostics;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>Workflows to their end, one after the other from each of so many clients.</summary>
internal sealed class ThroughputBench(BenchServer server, BenchNode node, EngineBenchOptions options, IProgress<string> progress)
{
    private const int WarmUp = 1000;

    public async Task<ImmutableSortedDictionary<string, Throughput>> RunAsync(string pipeline, CancellationToken cancellation)
    {
        await BenchNode.ManyAsync(WarmUp, 16, _ => node.RunAsync(pipeline, cancellation), cancellation); // compiled and prepared before the clock starts
        var results = ImmutableSortedDictionary.CreateBuilder<string, Throughput>(StringComparer.Ordinal);
        foreach (var concurrency in options.Concurrency)
        {
            var count = concurrency == 1 ? Math.Min(options.Workflows, 100) : options.Workflows;
            var runs = new List<Throughput>();
            for (var i = 1; i <= options.Repeat; i++)
            {
                progress.Report($"{pipeline}: {count} workflows of {options.Steps} steps, {concurrency} at once, {i} of {options.Repeat}");
                runs.Add(await RunAsync(pipeline, concurrency, count, cancellation));
            }
            var median = runs.OrderBy(r => r.WfPerS).ElementAt((runs.Count - 1) / 2);
            results.Add($"c{concurrency}", median with { RunsWfPerS = [.. runs.Select(r => r.WfPerS)] });
        }
        return results.ToImmutable();
    }

    private async Task<Throughput> RunAsync(string pipeline, int concurrency, int workflows, CancellationToken cancellation)
    {
        var before = await server.CountAsync(cancellation);
        var (cpu, allocated) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var latencies = new double[workflows];
        var watch = Stopwatch.StartNew();
        await BenchNode.ManyAsync(workflows, concurrency, async index =>
        {
            var started = Stopwatch.GetTimestamp();
            await node.RunAsync(pipeline, cancellation);
            latencies[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }, cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        var (cpuUsed, allocatedNow) = (Process.GetCurrentProcess().TotalProcessorTime - cpu, GC.GetTotalAllocatedBytes() - allocated);
        var after = await server.CountAsync(cancellation);
        Array.Sort(latencies);
        return new(Figure.Round(workflows / seconds), Figure.Round(workflows * options.Steps / seconds), Figure.Percentile(latencies, 0.5), Figure.Percentile(latencies, 0.95),
            Each(after.Transactions - before.Transactions), Each(after.Writes - before.Writes), after.CpuMs is { } late && before.CpuMs is { } early ? Each(late - early) : null,
            Each(after.WalBytes - before.WalBytes), Each(cpuUsed.TotalMilliseconds), Each(allocatedNow / 1024.0));

        double Each(double total) => Figure.Round(total / workflows);
    }
}

internal static class Figure
{
    public static double Round(double value) => Math.Round(value, 2);

    /// <param name="sorted">Ascending.</param>
    public static double Percentile(double[] sorted, double part) => Round(sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)]);
}
