using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using DeepFlow.Deployment.Serving;

namespace DeepFlow.Deployment.Rollout;

/// <summary>
/// An inference server's process: one that was started here, or one that an earlier supervisor left running. It is meant to
/// outlive its supervisor.
/// </summary>
internal sealed class ServingProcess : IDisposable
{
    /// <summary>The system's clock ticks and adjustments make a start time read a little differently each time.</summary>
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string lastWords = "";

    private ServingProcess(Process process, DateTimeOffset started)
    {
        this.process = process;
        Id = process.Id;
        Started = started;
    }

    public int Id { get; }

    public DateTimeOffset Started { get; }

    public Uri? Endpoint { get; private set; }

    public bool HasExited => process.HasExited;

    /// <summary>Whether it is the process that the row names.</summary>
    public bool IsOf(DeploymentRow row) => row.Host == Environment.MachineName && row.Pid == Id;

    /// <summary>Starts a server; it does not answer yet.</summary>
    /// <param name="exited">Told when the process ends.</param>
    public static ServingProcess Start(ServeCommand command, string package, int port, Action exited)
    {
        var info = new ProcessStartInfo(command.Program, [.. command.Arguments, "--package", package, "--port", $"{port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = new Process { StartInfo = info, EnableRaisingEvents = true };
        process.Exited += (_, _) => exited();
        process.Start();
        process.StandardInput.Close();
        var serving = new ServingProcess(process, process.StartTime.ToUniversalTime());
        process.OutputDataReceived += (_, line) => serving.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => serving.lastWords = string.IsNullOrWhiteSpace(line.Data) ? serving.lastWords : line.Data;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return serving;
    }

    /// <summary>The process that a row names, if it is still that process and serves that package; null otherwise.</summary>
    public static async Task<ServingProcess?> AdoptAsync(DeploymentRow row, Action exited, CancellationToken cancellation)
    {
        if (Find(row) is not { } process)
        {
            return null;
        }

        if (row.Endpoint is not null && await ServesAsync(new Uri(row.Endpoint), row, cancellation))
        {
            process.EnableRaisingEvents = true;
            process.Exited += (_, _) => exited();
            return new ServingProcess(process, row.ProcessStarted!.Value) { Endpoint = new Uri(row.Endpoint) };
        }

        process.Dispose();
        return null;
    }

    /// <summary>Ends the process that a row names, if it is still that process.</summary>
    public static async Task EndAsync(DeploymentRow row, CancellationToken cancellation)
    {
        using var process = Find(row);
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync(cancellation);
        }
    }

    /// <summary>Waits until the server answers.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message is what it said last.</exception>
    /// <exception cref="TimeoutException">It did neither in time.</exception>
    public async Task<Uri> ReadyAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patient.CancelAfter(patience);
        try
        {
            var end = process.WaitForExitAsync(patient.Token);
            if (await Task.WhenAny(announced.Task, end) == announced.Task)
            {
                return Endpoint = await announced.Task;
            }

            await end;
            throw new InvalidOperationException(lastWords.Length > 0 ? lastWords : $"the process ended with code {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the server did not answer within {patience.TotalSeconds:0} s");
        }
    }

    public async Task EndAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }

    public void Dispose() => process.Dispose();

    private void Hear(string? line)
    {
        if (line is not null && Announcement.TryRead(line, out var endpoint))
        {
            announced.TrySetResult(endpoint);
        }
    }

    private static Process? Find(DeploymentRow row)
    {
        if (row is not { Pid: { } pid, ProcessStarted: { } started } || row.Host != Environment.MachineName)
        {
            return null;
        }

        try
        {
            var process = Process.GetProcessById(pid);
            if (!process.HasExited && (process.StartTime.ToUniversalTime() - started.UtcDateTime).Duration() < SameStart)
            {
                return process;
            }

            process.Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended, or its number belongs to a process that we may not look at.
        }

        return null;
    }

    private static async Task<bool> ServesAsync(Uri endpoint, DeploymentRow row, CancellationToken cancellation)
    {
        try
        {
            var model = await Client.GetFromJsonAsync<JsonElement>(new Uri(endpoint, $"/v2/models/{row.Model}/versions/{row.Version}"), cancellation);
            return model.GetProperty("parameters").GetProperty("package").GetString() == row.Package;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException
            || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
