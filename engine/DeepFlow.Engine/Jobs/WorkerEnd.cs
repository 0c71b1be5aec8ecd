namespace DeepFlow.Engine.Jobs;

/// <summary>How a worker process ended, in words: the evidence against a job that kills its workers.</summary>
public static class WorkerEnd
{
    /// <summary>With this code a worker ends its process because an activity does not stop: its job is given back, and has killed nobody.</summary>
    public const int Forced = 4;

    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP", [2] = "SIGINT", [3] = "SIGQUIT", [4] = "SIGILL", [6] = "SIGABRT", [7] = "SIGBUS", [8] = "SIGFPE", [9] = "SIGKILL", [11] = "SIGSEGV", [13] = "SIGPIPE", [15] = "SIGTERM",
    };

    /// <param name="exitCode">As .NET gives it: 128 and the signal's number where a signal ended the process.</param>
    public static string Describe(int exitCode) => Signals.TryGetValue(exitCode - 128, out var signal)
        ? $"killed by {signal}{(signal == "SIGKILL" ? ", perhaps for want of memory" : "")}"
        : exitCode == Forced ? "its activity did not stop when it was told to" : $"exit code {exitCode}";
}
