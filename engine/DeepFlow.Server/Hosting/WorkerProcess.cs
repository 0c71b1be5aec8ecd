using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Server.Hosting;

/// <summary>
/// One worker process of a node. It holds a pipe from it as standard input: when the node writes to it, it wants the worker
/// gone, which gives its job back; when it closes without a word the node has died, and the worker has a moment for that.
/// Should the job not stop, the process does.
/// </summary>
public static class WorkerProcess
{
    /// <summary>Whoever starts the node again takes the job anyway.</summary>
    private static readonly TimeSpan AfterItsNodeDied = TimeSpan.FromSeconds(2);

    /// <param name="drain">How long it has to leave once it is asked to, and how long an activity has to stop once its step is withdrawn.</param>
    /// <param name="node">The pipe from the node.</param>
    public static async Task RunAsync(IServiceProvider services, WorkerIdentity identity, TimeSpan drain, Stream node, CancellationToken cancellation)
    {
        T The<T>() where T : notnull => services.GetRequiredService<T>();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        LeaveWith(node, drain, stop);
        var listening = The<Wakeups>().ListenAsync(stop.Token);
        // The last part of the time is for giving the job back.
        var worker = new JobWorker(identity, The<JobQueue>(), The<ActivityRegistry>(), services, The<Wakeups>(), The<TimeProvider>(), The<ILogger<JobWorker>>())
        {
            DrainGrace = drain * 0.7, StopGrace = drain, EndProcess = () => Environment.Exit(WorkerEnd.Forced),
        };
        try { await worker.RunAsync(stop.Token); }
        finally
        {
            await stop.CancelAsync();
            await listening;
        }
    }

    private static void LeaveWith(Stream node, TimeSpan drain, CancellationTokenSource stop) => new Thread(() =>
    {
        Span<byte> word = stackalloc byte[1];
        if (node.Read(word) > 0)
        {
            if (!LeaveWithin(drain, stop)) return;
            while (node.Read(word) > 0) { }
        }
        LeaveWithin(drain < AfterItsNodeDied ? drain : AfterItsNodeDied, stop);
    })
    { IsBackground = true, Name = "leave with the node" }.Start();

    /// <returns>False where it has ended by itself.</returns>
    private static bool LeaveWithin(TimeSpan time, CancellationTokenSource stop)
    {
        try { stop.Cancel(); }
        catch (ObjectDisposedException) { return false; }
        new Thread(() =>
        {
            Thread.Sleep(time);
            Environment.Exit(3);
        })
        { IsBackground = true, Name = "leave" }.Start();
        return true;
    }
}
