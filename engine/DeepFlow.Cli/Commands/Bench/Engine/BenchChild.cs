using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>Another process of this program that measures a part; it is killed when it is let go.</summary>
internal sealed class BenchChild : IDisposable
{
    private readonly Process process;

    private BenchChild(Process process) => this.process = process;

    public static BenchChild Start(string role, EngineBenchOptions options)
    {
        // The program is a library that dotnet runs, unless it was published as a file of its own.
        var library = Assembly.GetEntryAssembly()!.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(library);
        foreach (var argument in new[]
        {
            "bench", "engine", "--role", role, "--postgres", options.Postgres, "--waiting", Text(options.Waiting), "--workflows", Text(options.Workflows), "--steps", Text(options.Steps),
            "--concurrency", string.Join(',', options.Concurrency),
        }) start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <exception cref="InvalidOperationException">It ended without a word.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellation) =>
        await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("A part of the benchmark ended early; what it said on the error output is why.");

    public void Go() => process.StandardInput.WriteLine();

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
