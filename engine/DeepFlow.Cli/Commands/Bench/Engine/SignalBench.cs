using System.Diagnostics;
using DeepFlow.Engine.Commits;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>One signal at a time, each to a run that has been waiting for a while.</summary>
internal sealed class SignalBench(BenchNode node, EngineBenchOptions options, IProgress<string> progress)
{
    private const int WarmUp = 50;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(15);

    public async Task<SignalLatency> RunAsync(CancellationToken cancellation)
    {
        progress.Report($"{options.Signals} signals, one after the other");
        var (latencies, sends) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + options.Signals; i++)
        {
            var name = $"signal {i}";
            var id = Guid.CreateVersion7();
            var end = node.The<Dispatcher>().EndOf(id);
            await node.WaitAsync(name, id, cancellation);
            while (await node.CountWaitingAsync(cancellation) == 0) await Task.Yield();
            await Task.Delay(Quiet, cancellation);
            var sent = Stopwatch.GetTimestamp();
            await node.SignalAsync(name, cancellation);
            var send = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            await end.WaitAsync(cancellation);
            if (i < WarmUp) continue;
            sends.Add(send);
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        double[] sorted = [.. latencies.Order()];
        return new(Figure.Percentile(sorted, 0.5), Figure.Percentile(sorted, 0.95), Figure.Round(sorted[^1]), Figure.Percentile([.. sends.Order()], 0.5), Figure.Percentile(sorted, 0.1));
    }
}
