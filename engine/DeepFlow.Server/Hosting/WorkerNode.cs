using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Server.Hosting;

/// <summary>A machine that only carries out jobs: worker processes that share its capacity, without an engine beside them.</summary>
public static class WorkerNode
{
    public static async Task RunAsync(IServiceProvider services, NodeDescription description, WorkerCommand worker, CancellationToken stop)
    {
        T The<T>() where T : notnull => services.GetRequiredService<T>();

        var presence = new NodePresence(description, The<NodeRegister>(), The<JobQueue>(), The<TimeProvider>(), The<ILogger<NodePresence>>());
        var supervisor = new WorkerSupervisor(worker, description, The<JobQueue>(), The<TimeProvider>(), The<ILogger<WorkerSupervisor>>());
        await presence.JoinAsync(stop);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] running = [presence.KeepAsync(ended.Token), supervisor.RunAsync(ended.Token)];
        await Task.WhenAny(running);
        await presence.DrainAsync();
        await ended.CancelAsync();
        await Task.WhenAll(running);
        await presence.LeaveAsync();
    }
}
