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
        var before = await StepsAsync(cancellation);
        var (latencies, ends) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + options.Signals; i++)
        {
            var name = $"signal {i}";
            var id = Guid.CreateVersion7();
            var end = node.The<Dispatcher>().EndOf(id);
            await node.WaitAsync(name, id, cancellation, BenchPipelines.Resumes);
            while (await node.CountWaitingAsync(cancellation) == 0) await Task.Yield();
            await Task.Delay(Quiet, cancellation);
            var sent = Stopwatch.GetTimestamp();
            await node.SignalAsync(name, cancellation);
            var answered = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            await end.WaitAsync(cancellation);
            var ended = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            if (i < WarmUp) continue;
            latencies.Add(answered);
            ends.Add(ended);
        }
        var steps = await StepsAsync(cancellation) - before;
        if (steps != WarmUp + options.Signals) throw new InvalidOperationException($"{WarmUp + options.Signals} signals led to {steps} steps.");
        double[] sorted = [.. latencies.Order()];
        return new(Figure.Percentile(sorted, 0.5), Figure.Percentile(sorted, 0.95), Figure.Round(sorted[^1]), Figure.Percentile([.. ends.Order()], 0.5), Figure.Percentile(sorted, 0.1));
    }

    /// <summary>How many steps have been done that come after one that waited.</summary>
    private Task<long> StepsAsync(CancellationToken cancellation) => node.CountAsync($"select count(*) from deepflow.instance where pipeline = '{BenchPipelines.Resumes}' and status = 'finished'", cancellation);
}
