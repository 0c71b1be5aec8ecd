using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Cli.Commands.Bench.Engine;
using DeepFlow.Server.Hosting;

namespace DeepFlow.Cli.Commands.Bench;

internal static class BenchCommand
{
    private const string Files = "files";

    public static Command Create() => new("bench", "Measure DeepFlow on this machine") { EngineBenchCommand.Create(), InboxBenchCommand.Create(), WebBenchCommand.Create(), Language() };

    private static Command Language()
    {
        var steps = new Option<int>("--steps") { Description = "Steps of the largest file", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        var keystrokes = new Option<int>("--keystrokes") { Description = "Keystrokes in a file of 1,000 lines", HelpName = "N", DefaultValueFactory = _ => 200 };
        var part = new Option<string?>("--part") { Hidden = true };
        var command = new Command("language", "Measure the compiler: whole files of up to 10,000 steps, and keystrokes in a file of 1,000 lines") { steps, keystrokes, part };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(part) is { } wanted) return RunPart(wanted, parsed.GetValue(steps), parsed.GetValue(keystrokes));
            return await RunAsync(GlobalOptions.Of(parsed), parsed.GetValue(steps), parsed.GetValue(keystrokes), cancellation);
        });
        return command;
    }

    private static int RunPart(string part, int steps, int keystrokes)
    {
        var benchmark = new LanguageBenchmark(Rooms.Activities.Catalog);
        object result = part == Files ? benchmark.Files(steps) : benchmark.Keystrokes(keystrokes);
        Console.Out.WriteLine(JsonSerializer.Serialize(result, BenchJson.Options));
        return 0;
    }

    /// <summary>Each part runs in a process of its own, which collects garbage as the commands do that it stands for: <c>check</c>, and <c>lsp</c>.</summary>
    private static async Task<T> MeasureAsync<T>(string part, int steps, int keystrokes, string? concurrent, CancellationToken cancellation)
    {
        using var child = BenchChild.Start(
            ["bench", "language", "--part", part, "--steps", steps.ToString(CultureInfo.InvariantCulture), "--keystrokes", keystrokes.ToString(CultureInfo.InvariantCulture)],
            ("DOTNET_gcConcurrent", concurrent));
        return JsonSerializer.Deserialize<T>(await child.ReadAsync(cancellation), BenchJson.Options)!;
    }

    private static async Task<int> RunAsync(GlobalOptions options, int steps, int keystrokes, CancellationToken cancellation)
    {
        if (steps < 10 || keystrokes < 1)
        {
            throw new CommandFailure("too_few", "There is nothing to measure.", "Give --steps 10 or more, and --keystrokes 1 or more.");
        }

        var result = new LanguageBenchmarkResult(
            await MeasureAsync<FilesBenchmark>(Files, steps, keystrokes, "0", cancellation), await MeasureAsync<KeystrokesBenchmark>("keystrokes", steps, keystrokes, null, cancellation));
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, BenchJson.Indented));
            return 0;
        }

        Write("from cold", result.Cold);
        foreach (var size in result.Sizes)
        {
            Write("warm", size);
        }

        Write("in one pipeline", result.OnePipeline);
        Write("keystroke to diagnostics", result.Keystroke);
        Console.Out.WriteLine($"  {result.KeystrokeKibibytes} KiB allocated each");
        Write("completion", result.Completion);
        return 0;
    }

    private static void Write(string how, FileCheck check) => Console.Out.WriteLine(
        $"{check.Steps} steps, {check.Lines} lines, {how}: {check.Milliseconds} ms, {check.AllocatedMebibytes} MiB allocated, peak {check.PeakMebibytes} MiB");

    private static void Write(string what, Latency latency) =>
        Console.Out.WriteLine($"{what}, {latency.Lines} lines: p50 {latency.P50} ms, p95 {latency.P95} ms, longest {latency.Longest} ms");
}
