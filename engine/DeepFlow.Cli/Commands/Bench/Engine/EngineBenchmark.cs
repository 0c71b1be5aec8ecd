using System.Collections.Immutable;
using System.Globalization;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>
/// The engine under load, in a database of its own on the given server. Client, engine and usually the server share this
/// machine: compare with a peer measured in the same run only.
/// </summary>
internal sealed class EngineBenchmark(EngineBenchOptions options)
{
    private const int Workers = 8;

    public async Task<EngineBenchResult> RunAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        var load = LoadAverage();
        var server = new BenchServer(options.Postgres);
        var parameters = new BenchParameters(options.Workflows, options.Steps, options.Concurrency, options.Repeat, options.Signals, options.Waiting, options.Many, options.History,
            await server.SettingAsync("fsync", cancellation), await server.SettingAsync("synchronous_commit", cancellation));
        try
        {
            var throughput = await OnNodeAsync(EngineBenchOptions.Throughput, 0, node => new ThroughputBench(server, node, options, progress).RunAsync(BenchPipelines.Steps, cancellation));
            var signal = await OnNodeAsync(EngineBenchOptions.Signal, 0, node => new SignalBench(node, options, progress).RunAsync(cancellation));
            var waiting = options.Measures(EngineBenchOptions.Wait) ? await WaitingBench.RunAsync(server, options, progress, cancellation) : null;
            var jobs = await OnNodeAsync(EngineBenchOptions.Jobs, Workers, node => new ThroughputBench(server, node, options, progress).RunAsync(BenchPipelines.Jobs, cancellation));
            var nodes = options.Measures(EngineBenchOptions.Nodes) ? await NodesBench.RunAsync(server, options, progress, cancellation) : null;
            var many = options.Many > 0 ? await WaitingBench.ManyAsync(server, options, progress, cancellation) : null;
            var history = options.History > 0
                ? await OnNodeAsync(null, 0, node => new HistoryBench(server, node, options, progress).RunAsync(cancellation))
                : null;
            var limits = options.Measures(EngineBenchOptions.Limits) ? await LimitBench.RunAsync(server, progress, cancellation) : null;
            double[] steps = [.. throughput?.Values.Select(t => t.StepsPerS) ?? [], .. nodes is null ? Array.Empty<double>() : [nodes.One, nodes.Two]];
            if (limits is not null && steps.Length > 0) limits = limits with { StepsOfLimitPct = Figure.Round(100 * steps.Max() / limits.TransitionsPerS) };
            return new("deepflow", parameters, load, throughput, signal, waiting, jobs, nodes, many, history, limits, LoadAverage());
        }
        finally { await server.DropAsync(); }

        async Task<T?> OnNodeAsync<T>(string? part, int workers, Func<BenchNode, Task<T>> measure) where T : class
        {
            if (part is not null && !options.Measures(part)) return null;
            await server.CreateAsync(cancellation);
            await using var node = await BenchNode.StartAsync(server.Connection, options.Steps, workers, cancellation);
            return await measure(node);
        }
    }

    private static double LoadAverage() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : 0;
}
