using System.Diagnostics;
using System.Text;

namespace DeepFlow.Testing;

/// <summary>A real process under test: its output is collected while it runs, and it can be killed at any moment.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Task reading;

    private ChildProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>The process's id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>What it has written so far, to both its streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts a program with its input closed.</summary>
    /// <param name="program">A name from the PATH, or a path.</param>
    /// <param name="arguments">Passed as they are, without a shell.</param>
    /// <param name="folder">The working folder; empty: this process's own.</param>
    /// <param name="environment">Variables to add; a null value removes one.</param>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, string folder = "", IReadOnlyDictionary<string, string?>? environment = null)
    {
        Inherited.BecomesUsual();
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        return new ChildProcess(process);
    }

    /// <summary>Waits until the output contains the text.</summary>
    public async Task UntilOutputAsync(string text, TimeSpan? timeout = null)
    {
        try
        {
            await Eventually.IsTrueAsync(() => Output.Contains(text, StringComparison.Ordinal) || HasExited, timeout, $"output contains '{text}'");
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Output}");
        }

        if (HasExited)
        {
            await reading;
            if (!Output.Contains(text, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The process ended with {process.ExitCode} before it wrote '{text}':\n{Output}");
            }
        }
    }

    /// <summary>kill -9: the process gets no chance to tidy up. Its children live on.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>What Ctrl-C at a terminal sends to this one process.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    /// <summary>Sends a signal by its name without SIG, for example STOP; nothing to a process that has ended, for its id may be another's by then.</summary>
    public async Task SignalAsync(string name)
    {
        if (process.HasExited)
        {
            return;
        }

        using var kill = Process.Start("kill", ["-s", name, $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end; returns the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan? timeout = null)
    {
        using var limit = new CancellationTokenSource(timeout ?? Eventually.Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            await reading.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The process did not end:\n{Output}");
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }
}
