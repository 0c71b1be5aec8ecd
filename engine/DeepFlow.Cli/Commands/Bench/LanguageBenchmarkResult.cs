namespace DeepFlow.Cli.Commands.Bench;

/// <param name="Cold">The first check of the process.</param>
/// <param name="Sizes">The best of three each, in pipelines of 200 steps.</param>
/// <param name="OnePipeline">10,000 steps in a single pipeline.</param>
internal sealed record FilesBenchmark(FileCheck Cold, IReadOnlyList<FileCheck> Sizes, FileCheck OnePipeline);

/// <param name="Keystroke">From a keystroke to the diagnostics of a file of some 1,000 lines.</param>
/// <param name="Completion">What could be typed next there.</param>
/// <param name="KeystrokeKibibytes">Allocated for a keystroke's diagnostics, on average: unlike its time the same on every machine.</param>
internal sealed record KeystrokesBenchmark(Latency Keystroke, Latency Completion, long KeystrokeKibibytes);

internal sealed record LanguageBenchmarkResult(
    FileCheck Cold, IReadOnlyList<FileCheck> Sizes, FileCheck OnePipeline, Latency Keystroke, Latency Completion, long KeystrokeKibibytes)
{
    public LanguageBenchmarkResult(FilesBenchmark files, KeystrokesBenchmark keystrokes)
        : this(files.Cold, files.Sizes, files.OnePipeline, keystrokes.Keystroke, keystrokes.Completion, keystrokes.KeystrokeKibibytes)
    {
    }
}

/// <param name="KeptMebibytes">Of managed memory, with the result still in hand.</param>
/// <param name="PeakMebibytes">The process's largest working set so far.</param>
internal sealed record FileCheck(
    int Steps, int StepsOfAPipeline, int Lines, int Characters, int Findings,
    double Milliseconds, long AllocatedMebibytes, long KeptMebibytes, long PeakMebibytes);

/// <summary>In milliseconds.</summary>
internal sealed record Latency(int Lines, int Samples, double P50, double P95, double Longest)
{
    public static Latency Of(int lines, IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return new Latency(lines, sorted.Count, At(0.50), At(0.95), At(1));

        double At(double share) => Math.Round(sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)], 2);
    }
}
