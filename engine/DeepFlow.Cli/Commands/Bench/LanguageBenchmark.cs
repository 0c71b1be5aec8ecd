using System.Diagnostics;
using DeepFlow.Language;
using DeepFlow.Language.Services;
using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Cli.Commands.Bench;

/// <summary>How long the compiler takes in the process that runs it: whole files, or one keystroke after another.</summary>
internal sealed class LanguageBenchmark(ActivityCatalog catalog)
{
    private const string File = "generated.dlflow";

    // An editor's first keystrokes pay for compiling the compiler.
    private const int WarmUp = 60;

    /// <summary>The goal: 10,000 steps in 1.5 s and 400 MB, from cold.</summary>
    /// <param name="steps">Of the largest file.</param>
    public FilesBenchmark Files(int steps)
    {
        // The first check of the process pays for loading and compiling the compiler itself.
        var cold = Check(steps, 200);
        var sizes = new[] { 10, 5, 2, 1 }.Select(part => Best(steps / part, 200)).ToList();
        return new FilesBenchmark(cold, sizes, Best(steps, steps));
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

    /// <summary>
    /// Letters typed and taken back in a step, as an editor sends them: the diagnostics of the whole file, then what could be typed next.
    /// The goals: a keystroke in 50 ms, a completion in 30 ms.
    /// </summary>
    /// <param name="count">As many as an editor needs to be warm come before them.</param>
    public KeystrokesBenchmark Keystrokes(int count)
    {
        var text = GeneratedProgram.Write(264, 88);
        var lines = text.Count(character => character == '\n');
        var workspace = new LanguageWorkspace(Path.GetTempPath(), catalog);
        var (diagnostics, completions) = (new List<double>(), new List<double>());
        var random = new Random(1);
        var allocated = 0L;
        for (var i = 0; i < WarmUp + count; i++)
        {
            var at = text.IndexOf("data: train", random.Next(text.Length / 2), StringComparison.Ordinal) + "data: tr".Length;
            var typed = i % 2 == 0 ? text.Insert(at, "x") : text.Remove(at, 1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var snapshot = workspace.Change(File, typed);
            snapshot.Diagnostics(File);
            diagnostics.Add(clock.Elapsed.TotalMilliseconds);
            allocated += i < WarmUp ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            clock.Restart();
            snapshot.Complete(File, at);
            completions.Add(clock.Elapsed.TotalMilliseconds);
        }

        return new KeystrokesBenchmark(Latency.Of(lines, diagnostics.Skip(WarmUp)), Latency.Of(lines, completions.Skip(WarmUp)), (allocated / count) >> 10);
    }

    private Compilation Compile(string text) =>
        Compiler.Compile(new SourceFiles(Path.GetTempPath()) { Unsaved = new Dictionary<string, string> { [File] = text } }, [File], catalog);
}
