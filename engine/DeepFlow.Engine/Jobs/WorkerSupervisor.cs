using System.Collections.Concurrent;
using System.Diagnostics;
using DeepFlow.Engine.Nodes;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Engine.Jobs;

/// <param name="FileName">The program, and its arguments, that runs one worker.</param>
/// <param name="Environment">Beside the node's own: thread counts of native libraries must be set before the process starts.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);

/// <summary>
/// Keeps worker processes alive. Each holds the end of a pipe from this process as its standard input: when the node dies,
/// however it dies, the pipe closes without a word and the worker goes too. A worker's death is known at once, without waiting for its lease.
/// </summary>
public sealed class WorkerSupervisor(WorkerCommand command, NodeDescription node, JobQueue queue, TimeProvider clock, ILogger<WorkerSupervisor> log)
{
    /// <summary>Workers end by themselves when their time is up; one that cannot even do that is killed a little later.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<int, Process> running = new();

    /// <summary>The processes alive now.</summary>
    public IReadOnlyCollection<int> ProcessIds => [.. running.Keys];

    /// <param name="stop">Drains: each worker gives its job back, with its work saved where it can be, and leaves.</param>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, node.Workers).Select(_ => KeepAsync(stop)));

    private async Task KeepAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            var exitCode = await RunOneAsync(stop);
            if (exitCode == 0 || stop.IsCancellationRequested) continue;
            log.LogWarning("A worker process ended ({How}); another takes its place.", WorkerEnd.Describe(exitCode));
            if (clock.GetElapsedTime(started) >= Calm) continue;
            try { await Task.Delay(Calm, clock, stop); } // one that cannot even start shall not be started in a hot loop
            catch (OperationCanceledException) { return; }
        }
    }

    private async Task<int> RunOneAsync(CancellationToken stop)
    {
        var name = $"{node.Id:N}/{Guid.NewGuid().ToString("N")[..8]}";
        var start = new ProcessStartInfo(command.FileName) { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in command.Arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--name");
        start.ArgumentList.Add(name);
        start.ArgumentList.Add("--node");
        start.ArgumentList.Add(node.Id.ToString());
        start.ArgumentList.Add("--drain");
        start.ArgumentList.Add(DurationText.Format(node.Drain));
        foreach (var (key, value) in command.Environment) start.Environment[key] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command.FileName} did not start.");
        running[process.Id] = process;
        try
        {
            try { await process.WaitForExitAsync(stop); }
            catch (OperationCanceledException)
            {
                AskToLeave(process);
                using var patience = new CancellationTokenSource(node.Drain + Slack);
                try { await process.WaitForExitAsync(patience.Token); }
                catch (OperationCanceledException) { process.Kill(entireProcessTree: true); }
            }
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode;
        }
        finally
        {
            running.TryRemove(process.Id, out _);
            await LoseAsync(name, stop.IsCancellationRequested || process.ExitCode == WorkerEnd.Forced ? null : WorkerEnd.Describe(process.ExitCode));
        }
    }

    /// <summary>Any word asks it to give its job back and leave in its time. The pipe stays open: its end would mean that this node has died.</summary>
    private static void AskToLeave(Process process)
    {
        try
        {
            process.StandardInput.WriteLine("leave");
            process.StandardInput.Flush();
        }
        catch (IOException) { } // it has ended
    }

    /// <param name="cause">How it died; null: it was stopped.</param>
    private async Task LoseAsync(string worker, string? cause)
    {
        try
        {
            if (cause is null) await queue.ReleaseWorkerAsync(worker, CancellationToken.None);
            else await queue.LoseWorkerAsync(worker, cause, CancellationToken.None);
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or IOException)
        {
            log.LogWarning("The death of worker {Worker} could not be noted ({Reason}); its lease will tell.", worker, e.Message);
        }
    }
}
