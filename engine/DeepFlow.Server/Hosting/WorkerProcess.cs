using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Server.Hosting;

/// <summary>
/// One worker process of a node. It holds a pipe from it as standard input: when the pipe closes, the
/// node has died or wants it gone, and it gives its job back; should the job not stop, the process does.
/// </summary>
public static class WorkerProcess
{

    /// <param name="drain">How long it has to leave once it is asked to.</param>
    /// <param name="node">The pipe from the node.</param>
    public static async Task RunAsync(IServiceProvider services, WorkerIdentity identity, TimeSpan drain, Stream node, CancellationToken cancellation)
    {
        T The<T>() where T : notnull => services.GetRequiredService<T>();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        LeaveWith(node, drain, stop);
        var listening = The<Wakeups>().ListenAsync(stop.Token);
        // The last part of the time is for giving the job back.
        var worker = new JobWorker(identity, The<JobQueue>(), The<ActivityRegistry>(), services, The<Wakeups>(), The<TimeProvider>(), The<ILogger<JobWorker>>()) { DrainGrace = drain * 0.7 };
        try { await worker.RunAsync(stop.Token); }
        finally
        {
            await stop.CancelAsync();
            await listening;
        }
    }

    private static void LeaveWith(Stream node, TimeSpan drain, CancellationTokenSource stop) => new Thread(() =>
    {
        Span<byte> nothing = stackalloc byte[1];
        while (node.Read(nothing) > 0) { }
        try { stop.Cancel(); }
        catch (ObjectDisposedException) { return; } // it had ended by itself
        Thread.Sleep(drain);
        Environment.Exit(3);
    })
    { IsBackground = true, Name = "leave with the node" }.Start();
}
