using System.Diagnostics;
using DeepFlow.Language;
using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Cli.Commands.Bench;

/// <summary>How long the compiler takes, in the process that runs it: first whole files, then one keystroke after another.</summary>
internal sealed class LanguageBenchmark(ActivityCatalog catalog)
{
    private const string File = "generated.dlflow";

    /// <summary>The goals: 10,000 steps in 1.5 s and 400 MB, from cold; a keystroke in 50 ms.</summary>
    public LanguageBenchmarkResult Run()
    {
        // The first check of the process pays for loading and compiling the compiler itself.
        var cold = Check(10_000, 200);
        var sizes = new[] { 1_000, 2_000, 5_000, 10_000 }.Select(steps => Best(steps, 200)).ToList();
        var one = Best(10_000, 10_000);
        return new LanguageBenchmarkResult(cold, sizes, one, Keystrokes());
    }

    private FileCheck Best(int steps, int stepsOfAPipeline) =>
        Enumerable.Range(0, 3).Select(_ => Check(steps, stepsOfAPipeline)).MinBy(check => check.Milliseconds)!;

    private FileCheck Check(int steps, int stepsOfAPipeline)
    {
        var text = GeneratedProgram.Write(steps, stepsOfAPipeline);
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        var compilation = Compile(text);
        clock.Stop();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(compilation);
        return new FileCheck(
            steps,
            stepsOfAPipeline,
            text.Count(character => character == '\n'),
            text.Length,
            compilation.Diagnostics.Count,
            Math.Round(clock.Elapsed.TotalMilliseconds, 1),
            allocated >> 20,
            kept >> 20,
            Process.GetCurrentProcess().PeakWorkingSet64 >> 20);
    }

    // Letters typed and taken back in the middle of a step, each followed by the diagnostics of the whole file.
    private Latency Keystrokes()
    {
        var text = GeneratedProgram.Write(264, 88);
        var lines = text.Count(character => character == '\n');
        var times = new List<double>();
        var random = new Random(1);
        for (var i = 0; i < 240; i++)
        {
            var at = text.IndexOf("data: train", random.Next(text.Length / 2), StringComparison.Ordinal) + "data: tr".Length;
            var typed = i % 2 == 0 ? text.Insert(at, "x") : text.Remove(at, 1);
            var clock = Stopwatch.StartNew();
            Compile(typed);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return Latency.Of(lines, times.Skip(20));
    }

    private Compilation Compile(string text) =>
        Compiler.Compile(new SourceFiles(Path.GetTempPath()) { Unsaved = new Dictionary<string, string> { [File] = text } }, [File], catalog);
}
