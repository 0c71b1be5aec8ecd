using DeepFlow.Deployment.Rollout;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Timers;
using DeepFlow.Engine.Versions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Server.Hosting;

/// <summary>An engine node in this process, with its worker processes beside it.</summary>
public static class LocalNode
{
    /// <summary>Runs until stopped, or until one of its duties fails for good.</summary>
    /// <param name="description">What the node has, and how many worker processes share it.</param>
    /// <param name="worker">How a worker process is started.</param>
    /// <param name="serving">Keeps the processes of deployed models; they end with the node.</param>
    public static async Task RunAsync(IServiceProvider services, NodeDescription description, WorkerCommand worker, DeploymentSupervisor serving, CancellationToken stop)
    {
        T The<T>() where T : notnull => services.GetRequiredService<T>();

        await The<NeededActivities>().CheckAsync(stop);
        var node = EngineNode.Create(services, description);
        var supervisor = new WorkerSupervisor(worker, description, The<JobQueue>(), The<TimeProvider>(), The<ILogger<WorkerSupervisor>>());

        using var workEnds = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var engineEnds = new CancellationTokenSource();
        var running = node.RunAsync(engineEnds.Token);
        var working = supervisor.RunAsync(workEnds.Token);
        var deploying = serving.RunAsync(workEnds.Token);
        var telling = The<DeliverySender>().RunAsync(workEnds.Token);
        await Task.WhenAny(running, working, deploying, telling);
        if (!running.IsCompleted) await node.DrainAsync();
        await workEnds.CancelAsync(); // workers leave with the node, whichever ended
        try
        {
            await Task.WhenAll(working, deploying, telling);
        }
        finally
        {
            await engineEnds.CancelAsync(); // after its workers, whose jobs it puts back in the queue
            await serving.StopAllAsync(CancellationToken.None);
            await running;
        }
    }

    /// <summary>Two at least, so that one is ready while another starts; training itself uses one core.</summary>
    public static int UsualWorkers => Math.Max(2, Environment.ProcessorCount / 2);
}
