using System.Diagnostics;
using System.Runtime;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Commits;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>
/// Runs that wait when their process is killed, and one that takes them up: two processes of this program, each of which
/// writes one line of JSON when it has measured.
/// </summary>
internal static class WaitingBench
{
    public const string StartRole = "start", RecoverRole = "recover", ManyRole = "many", LoadRole = "load";
    private const int Clients = 64;
    private const int WarmUp = 500, MostRounds = 10;
    /// <summary>A round in which fewer methods are compiled is the last to warm up.</summary>
    private const int FewMethods = 50;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Observed = TimeSpan.FromSeconds(10);

    public static async Task<WaitingRuns> RunAsync(BenchServer server, EngineBenchOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        progress.Report($"{options.Waiting} runs that wait; their process is killed, and another goes on");
        await server.CreateAsync(cancellation);
        var started = await ChildAsync<StartedWaiting>(StartRole, options.Waiting, options, cancellation);
        return new(started, await ChildAsync<RecoveredWaiting>(RecoverRole, options.Waiting, options, cancellation));
    }

    public static async Task<Idle> ManyAsync(BenchServer server, EngineBenchOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        progress.Report($"{options.Many} runs that wait");
        await server.CreateAsync(cancellation);
        var started = await ChildAsync<StartedWaiting>(ManyRole, options.Many, options, cancellation);
        return new(options.Many, started.AllWaitingMs, started.RssBaseMb, Figure.Round(started.RssMb - started.RssBaseMb), started.HeldKbEach, started.IdleCpuPct);
    }

    /// <summary>The first process: starts the runs and waits to be killed.</summary>
    public static async Task StartAsync(BenchServer server, int waiting, CancellationToken cancellation)
    {
        await using var node = await BenchNode.StartAsync(server.Connection, 10, 0, cancellation);
        await WarmUpAsync(node, cancellation);
        await node.WaitAsync("before", null, cancellation);
        var (before, heldBefore, compiled) = (ResidentMb(), HeldMb(), JitInfo.GetCompiledMethodCount());
        var watch = Stopwatch.StartNew();
        await BenchNode.ManyAsync(waiting - 1, Clients, i => node.WaitAsync(NameOf(i), null, cancellation), cancellation);
        var called = watch.Elapsed.TotalMilliseconds;
        while (await node.CountWaitingAsync(cancellation) < waiting) await Task.Delay(5, cancellation);
        var all = watch.Elapsed.TotalMilliseconds;
        await Task.Delay(Calm, cancellation);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(Observed, cancellation);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var resident = ResidentMb();
        Write(new StartedWaiting(Figure.Round(called), Figure.Round(all), before, resident, Figure.Round(1024 * (HeldMb() - heldBefore) / waiting), Figure.Round(100 * cpu / Observed), JitInfo.GetCompiledMethodCount() - compiled));
        await Task.Delay(Timeout.Infinite, cancellation);
    }

    /// <summary>
    /// Until the compiler has made of these paths what it will: it counts calls only after a moment without new code, and compiles
    /// the frequent ones once more then. Else its memory, some 10 MB, would be taken for that of the runs.
    /// </summary>
    private static async Task WarmUpAsync(BenchNode node, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            await BenchNode.ManyAsync(WarmUp, Clients, _ => node.RunAsync(BenchPipelines.Steps, cancellation), cancellation);
            await BenchNode.ManyAsync(WarmUp, Clients, async i =>
            {
                var name = $"warm {round} {i}";
                await node.WaitAsync(name, null, cancellation);
                await node.SignalAsync(name, cancellation);
            }, cancellation);
            await Task.Delay(Calm, cancellation);
            if (JitInfo.GetCompiledMethodCount() - compiled < FewMethods) return;
        }
    }

    /// <summary>The second process: takes them up and sends each its signal.</summary>
    public static async Task RecoverAsync(BenchServer server, int waiting, CancellationToken cancellation)
    {
        var born = Process.GetCurrentProcess().StartTime;
        await using var node = await BenchNode.StartAsync(server.Connection, 10, 0, cancellation);
        var launched = SinceBirth();
        var ends = (await node.WaitingAsync(cancellation)).Select(node.The<Dispatcher>().EndOf).ToList();
        var recovered = SinceBirth();
        await node.SignalAsync("before", cancellation);
        await Task.WhenAny(ends);
        var first = SinceBirth();
        var memory = ResidentMb();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await BenchNode.ManyAsync(waiting - 1, Clients, i => node.SignalAsync(NameOf(i), cancellation), cancellation);
        var sent = watch.Elapsed.TotalMilliseconds;
        await Task.WhenAll(ends);
        var all = watch.Elapsed.TotalMilliseconds;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Write(new RecoveredWaiting(launched, recovered, ends.Count, first, memory, Figure.Round(sent), Figure.Round(all), Figure.Round(cpu.TotalMilliseconds), await FinishedAsync()));

        double SinceBirth() => Figure.Round((DateTime.Now - born).TotalMilliseconds);
        Task<long> FinishedAsync() => node.CountAsync("select count(*) from deepflow.instance where pipeline = 'waits' and status = 'finished' and arguments ->> 'id' not like 'warm %'", cancellation);
    }

    /// <summary>One of two processes that run workflows at the same time.</summary>
    public static async Task LoadAsync(BenchServer server, EngineBenchOptions options, CancellationToken cancellation)
    {
        await using var node = await BenchNode.StartAsync(server.Connection, options.Steps, 0, cancellation);
        await BenchNode.ManyAsync(WarmUp, 16, _ => node.RunAsync(BenchPipelines.Steps, cancellation), cancellation);
        Write("ready");
        await Console.In.ReadLineAsync(cancellation);
        var watch = Stopwatch.StartNew();
        await BenchNode.ManyAsync(options.Workflows, options.Concurrency[0], _ => node.RunAsync(BenchPipelines.Steps, cancellation), cancellation);
        Write(watch.Elapsed.TotalSeconds);
    }

    /// <summary>Runs this program in a role, reads the line that it writes, and kills it.</summary>
    private static async Task<T> ChildAsync<T>(string role, int waiting, EngineBenchOptions options, CancellationToken cancellation)
    {
        using var child = BenchChild.Start(role, options with { Waiting = waiting });
        return JsonSerializer.Deserialize<T>(await child.ReadAsync(cancellation), BenchJson.Options)!;
    }

    private static string NameOf(int index) => $"order {index}";

    /// <summary>What the process cannot give back: its resident memory once garbage is collected.</summary>
    private static double HeldMb()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return ResidentMb();
    }

    private static double ResidentMb()
    {
        using var process = Process.GetCurrentProcess();
        return Figure.Round(process.WorkingSet64 / 1048576.0);
    }

    private static void Write<T>(T measured) => Console.Out.WriteLine(JsonSerializer.Serialize(measured, BenchJson.Options));
}
