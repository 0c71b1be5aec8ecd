using System.Globalization;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>One process with its clients, and two, each with as many, on one database.</summary>
internal static class NodesBench
{
    private const int Clients = 16;

    public static async Task<NodesThroughput> RunAsync(BenchServer server, EngineBenchOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        progress.Report($"one node and two, {Clients} at once on each");
        await server.CreateAsync(cancellation);
        return new(Clients, await MeasureAsync(1, options, cancellation), await MeasureAsync(2, options, cancellation));
    }

    private static async Task<double> MeasureAsync(int nodes, EngineBenchOptions options, CancellationToken cancellation)
    {
        var load = options with { Workflows = options.Workflows * 5, Concurrency = [Clients] };
        var children = Enumerable.Range(0, nodes).Select(_ => BenchChild.Start(WaitingBench.LoadRole, load)).ToList();
        try
        {
            foreach (var child in children) await child.ReadAsync(cancellation);
            foreach (var child in children) child.Go();
            var seconds = await Task.WhenAll(children.Select(async c => double.Parse(await c.ReadAsync(cancellation), CultureInfo.InvariantCulture)));
            return Figure.Round(load.Workflows * nodes * options.Steps / seconds.Max());
        }
        finally
        {
            foreach (var child in children) child.Dispose();
        }
    }
}
