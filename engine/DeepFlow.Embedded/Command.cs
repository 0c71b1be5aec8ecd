using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DeepFlow.Embedded;

/// <summary>A program and its arguments, run to its end with its output collected.</summary>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    public static Command Of(string program, params string[] arguments) => new(program, arguments);

    /// <summary>Runs the program. A program that does not exist answers exit code 127, as a shell does.</summary>
    public async Task<CommandResult> RunAsync(string workingFolder = "", CancellationToken cancellation = default)
    {
        using var process = new Process { StartInfo = StartInfo(workingFolder) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new CommandResult(127, $"{Program}: {exception.Message}");
        }

        process.StandardInput.Close();
        var text = new StringBuilder();
        try
        {
            await Task.WhenAll(
                CollectAsync(process.StandardOutput, text, cancellation),
                CollectAsync(process.StandardError, text, cancellation),
                process.WaitForExitAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }

        return new CommandResult(process.ExitCode, text.ToString().Trim());
    }

    private ProcessStartInfo StartInfo(string workingFolder)
    {
        var info = new ProcessStartInfo(Program)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        // A user's PGDATA, PGPORT or PGHOST would send the programs to another cluster.
        foreach (var name in info.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            info.Environment.Remove(name);
        }

        return info;
    }

    private static async Task CollectAsync(StreamReader reader, StringBuilder text, CancellationToken cancellation)
    {
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            lock (text)
            {
                text.AppendLine(line);
            }
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }
}

/// <summary>How a program ended, and what it wrote to both its streams.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
