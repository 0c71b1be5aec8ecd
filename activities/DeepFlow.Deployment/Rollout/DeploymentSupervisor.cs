using DeepFlow.Workflows.Objects;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Deployment.Rollout;

/// <summary>
/// Brings inference processes to what the deployments' rows ask for: starts, replaces, restarts and stops them, and writes
/// down where each answers. Of several supervisors on one database one is at work, under a lease, and the others stand by.
/// Processes outlive it; the next supervisor goes on with those of its machine that still serve what they should, and starts
/// others in place of those elsewhere.
/// </summary>
/// <param name="packages">A folder for package files that processes read.</param>
public sealed class DeploymentSupervisor(
    NpgsqlDataSource database, ObjectStore objects, ServeCommand command, string packages, TimeProvider clock, ILogger<DeploymentSupervisor> logger) : IDisposable
{
    /// <summary>A notification may be lost with its connection; the rows are looked at anyway.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AfterDatabaseFailure = TimeSpan.FromSeconds(1);
    private const int StartsAllowed = 3;

    /// <summary>A process that ends sooner after it answered would be started over and over.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(string Project, string Name), Kept> kept = [];
    private readonly SemaphoreSlim processEnded = new(0);
    private readonly SupervisorLease lease = new(database, clock, logger);

    /// <summary>Works until cancelled. Processes go on running; see <see cref="StopAllAsync"/>.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                try
                {
                    if (await lease.HoldAsync(cancellation))
                    {
                        await WorkWhileHeldAsync(cancellation);
                    }
                    else
                    {
                        await LetGoAsync(cancellation);
                        await Task.Delay(LookEvery, clock, cancellation);
                    }
                }
                catch (NpgsqlException exception)
                {
                    logger.LogWarning("Deployments are not looked after while the database does not answer: {Message}", exception.Message);
                    await Task.Delay(AfterDatabaseFailure, clock, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await lease.ReleaseAsync();
        }
    }

    /// <summary>Ends every process that runs for a deployment of this supervisor; the next one starts them again. Call it after <see cref="RunAsync"/> has ended.</summary>
    public async Task StopAllAsync(CancellationToken cancellation)
    {
        foreach (var row in await Deployments.ListAsync(database, null, cancellation))
        {
            if (kept.Remove((row.Project, row.Name), out var held))
            {
                await held.Process.EndAsync();
                await Deployments.RecordEndAsync(database, row, held.Process, "stopped with its server", cancellation);
                held.Process.Dispose();
            }
        }
    }

    public void Dispose()
    {
        foreach (var held in kept.Values)
        {
            held.Process.Dispose();
        }

        processEnded.Dispose();
    }

    /// <summary>Works until cancelled, or until another supervisor has taken over.</summary>
    private async Task WorkWhileHeldAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var keeping = lease.KeepAsync(over.Token);
        var working = WorkAsync(over.Token);
        await Task.WhenAny(keeping, working);
        await over.CancelAsync();
        try
        {
            await Task.WhenAll(keeping, working);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning("Another server looks after the deployments now; this one stands by.");
        }
    }

    /// <summary>Ends the processes of this supervisor in whose place another has started its own.</summary>
    private async Task LetGoAsync(CancellationToken cancellation)
    {
        if (kept.Count == 0)
        {
            return;
        }

        foreach (var row in await Deployments.ListAsync(database, null, cancellation))
        {
            if (kept.TryGetValue((row.Project, row.Name), out var held) && !held.Process.IsOf(row) && row.State != "starting")
            {
                kept.Remove((row.Project, row.Name));
                await held.Process.EndAsync();
                held.Process.Dispose();
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await LetGoAsync(cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using (var listen = new NpgsqlCommand($"listen {Deployments.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        while (true)
        {
            foreach (var row in await Deployments.ListAsync(database, null, cancellation))
            {
                await ReconcileAsync(row, cancellation);
            }

            await NextLookAsync(connection, cancellation);
        }
    }

    private async Task NextLookAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ended = processEnded.WaitAsync(woken.Token);
        var told = connection.WaitAsync(LookEvery, woken.Token);
        await Task.WhenAny(ended, told);
        await woken.CancelAsync();
        await Task.WhenAll(Quietly(ended), Quietly(told));
        cancellation.ThrowIfCancellationRequested();

        static async Task Quietly(Task task)
        {
            try
            {
                await task;
            }
            catch (OperationCanceledException)
            {
                // The other one came first.
            }
        }
    }

    private async Task ReconcileAsync(DeploymentRow row, CancellationToken cancellation)
    {
        var key = (row.Project, row.Name);
        if (!kept.TryGetValue(key, out var held) && row.State != "stopped" && await ServingProcess.AdoptAsync(row, Woken, cancellation) is { } adopted)
        {
            logger.LogInformation("{Name} goes on: process {Pid} serves {Model} at {Endpoint}", row.Name, adopted.Id, row.ModelId, adopted.Endpoint);
            kept[key] = held = new Kept(adopted, row.Revision, clock.GetTimestamp(), ShortLives: 0);
            await RecordAsync(row, "ready", adopted, message: null, cancellation);
        }

        if (row.Desired == "stopped")
        {
            await StopAsync(row, held, cancellation);
        }
        else if (held is null || held.Process.HasExited || held.Revision != row.Revision)
        {
            if (!(row.State == "failed" && row.ActualRevision == row.Revision))
            {
                await ReplaceAsync(row, held, cancellation);
            }
        }
    }

    private async Task StopAsync(DeploymentRow row, Kept? held, CancellationToken cancellation)
    {
        if (row.State == "stopped" && held is null)
        {
            return;
        }

        await ForgetAsync(row, held, cancellation);
        await RecordAsync(row, "stopped", process: null, message: null, cancellation);
    }

    /// <summary>The old process serves until the new one answers, unless both want the same port.</summary>
    private async Task ReplaceAsync(DeploymentRow row, Kept? held, CancellationToken cancellation)
    {
        var shortLives = held is { Process.HasExited: true } && clock.GetElapsedTime(held.Since) < ShortLife ? held.ShortLives + 1 : 0;
        if (held is null || held.Process.HasExited || row.Port != 0)
        {
            await ForgetAsync(row, held, cancellation);
            held = null;
        }

        if (shortLives == StartsAllowed)
        {
            await RecordAsync(
                row, "failed", process: null, $"the process ended {shortLives} times, each within {ShortLife.TotalSeconds:0} s of its first answer", cancellation);
            return;
        }

        string? problem = null;
        for (var attempt = 1; attempt <= StartsAllowed; attempt++)
        {
            try
            {
                var process = await StartAsync(row, cancellation);
                if (held is not null)
                {
                    await held.Process.EndAsync();
                    held.Process.Dispose();
                }

                kept[(row.Project, row.Name)] = new Kept(process, row.Revision, clock.GetTimestamp(), shortLives);
                logger.LogInformation("{Name}: process {Pid} serves {Model} at {Endpoint}", row.Name, process.Id, row.ModelId, process.Endpoint);
                return;
            }
            catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or IOException or ObjectMissingException or System.ComponentModel.Win32Exception)
            {
                problem = exception.Message;
                logger.LogWarning("{Name} does not start ({Attempt} of {Allowed}): {Message}", row.Name, attempt, StartsAllowed, problem);
            }
        }

        await RecordAsync(row, "failed", held?.Process, problem, cancellation);
    }

    private async Task<ServingProcess> StartAsync(DeploymentRow row, CancellationToken cancellation)
    {
        var process = ServingProcess.Start(command, await PackageFileAsync(row.Package, cancellation), row.Port, Woken);
        try
        {
            await RecordAsync(row, "starting", process, message: null, cancellation);
            await process.ReadyAsync(StartPatience, cancellation);
            await RecordAsync(row, "ready", process, message: null, cancellation);
            return process;
        }
        catch
        {
            await process.EndAsync();
            process.Dispose();
            throw;
        }
    }

    private async Task<string> PackageFileAsync(string hash, CancellationToken cancellation)
    {
        Directory.CreateDirectory(packages);
        var path = Path.Combine(packages, $"{hash}.zip");
        var partial = Path.Combine(packages, $"{hash}.{Environment.ProcessId}.part");
        await File.WriteAllBytesAsync(partial, await objects.ReadAsync(hash, cancellation), cancellation);
        File.Move(partial, path, overwrite: true);
        return path;
    }

    private async Task ForgetAsync(DeploymentRow row, Kept? held, CancellationToken cancellation)
    {
        if (held is null)
        {
            await ServingProcess.EndAsync(row, cancellation);
            return;
        }

        kept.Remove((row.Project, row.Name));
        await held.Process.EndAsync();
        held.Process.Dispose();
    }

    /// <exception cref="OperationCanceledException">Another supervisor has taken over.</exception>
    private async Task RecordAsync(DeploymentRow row, string state, ServingProcess? process, string? message, CancellationToken cancellation)
    {
        if (!await Deployments.RecordAsync(database, lease.Holder, row, state, process, message, cancellation))
        {
            throw new OperationCanceledException($"{row.Name} is looked after by another supervisor.");
        }
    }

    private void Woken()
    {
        try
        {
            processEnded.Release();
        }
        catch (ObjectDisposedException)
        {
            // A process that outlived this supervisor.
        }
    }

    /// <param name="Since">When it answered first.</param>
    /// <param name="ShortLives">How many processes before it ended soon, in a row.</param>
    private sealed record Kept(ServingProcess Process, int Revision, long Since, int ShortLives);
}
