using DeepFlow.Deployment.Rollout;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Server.Hosting;

/// <summary>An engine node in this process, with its worker processes beside it.</summary>
public static class LocalNode
{
    /// <summary>Runs until stopped, or until one of its duties fails for good.</summary>
    /// <param name="worker">How a worker process is started.</param>
    /// <param name="workers">How many there are.</param>
    /// <param name="serving">Keeps the processes of deployed models; they end with the node.</param>
    public static async Task RunAsync(IServiceProvider services, NodeSeat seat, WorkerCommand worker, int workers, DeploymentSupervisor serving, CancellationToken stop)
    {
        T The<T>() where T : notnull => services.GetRequiredService<T>();

        var node = new EngineNode(
            seat.Node, Environment.MachineName, The<NpgsqlDataSource>(), The<Dispatcher>(), The<TimerClock>(), The<JobQueue>(), The<Wakeups>(),
            The<TimeProvider>(), The<ILogger<EngineNode>>());
        var supervisor = new WorkerSupervisor(worker, seat.Node, workers, The<JobQueue>(), The<TimeProvider>(), The<ILogger<WorkerSupervisor>>());

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = node.RunAsync(ended.Token);
        var working = supervisor.RunAsync(ended.Token);
        var deploying = serving.RunAsync(ended.Token);
        await Task.WhenAny(running, working, deploying);
        await ended.CancelAsync(); // workers leave with the node, whichever ended
        try
        {
            await Task.WhenAll(running, working, deploying);
        }
        finally
        {
            await serving.StopAllAsync(CancellationToken.None);
        }
    }

    /// <summary>Two at least, so that one is ready while another starts; training itself uses one core.</summary>
    public static int UsualWorkers => Math.Max(2, Environment.ProcessorCount / 2);
}
