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
        return Start(["bench", "engine", "--role", role, "--postgres", options.Postgres, "--waiting", Text(options.Waiting), "--workflows", Text(options.Workflows), "--steps", Text(options.Steps),
            "--concurrency", string.Join(',', options.Concurrency)]);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <param name="arguments">Of the <c>deepflow</c> command.</param>
    /// <param name="environment">Beside what it inherits; null takes a variable away.</param>
    public static BenchChild Start(IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        // The program is a library that dotnet runs, unless it was published as a file of its own.
        var library = Assembly.GetEntryAssembly()!.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(library);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
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
