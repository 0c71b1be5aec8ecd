using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Nodes;

/// <summary>How a node shows the others that it is there.</summary>
public sealed class NodePresence(NodeDescription node, NodeRegister register, JobQueue queue, TimeProvider clock, ILogger<NodePresence> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public NodeDescription Node => node;

    /// <summary>The workers of the node's former life are dead, for workers die with their node: their jobs are free at once.</summary>
    public async Task JoinAsync(CancellationToken cancellation)
    {
        await register.JoinAsync(node, cancellation);
        await queue.LoseNodeAsync(node.Id, cancellation);
    }

    /// <summary>Until stopped.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Jitter.Around(Every), clock, stop);
                if (!await register.SeenAsync(node.Id, stop)) await register.JoinAsync(node, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not hear that {Node} is there ({Reason}); trying again.", node.Name, e.Message);
            }
        }
    }

    /// <summary>The node will go: no job is placed on it any more.</summary>
    public Task DrainAsync() => TellAsync(register.DrainAsync);

    /// <summary>The node goes; one that cannot say so is missed after a while.</summary>
    public Task LeaveAsync() => TellAsync(register.LeaveAsync);

    private async Task TellAsync(Func<Guid, CancellationToken, Task> tell)
    {
        try { await tell(node.Id, CancellationToken.None); }
        catch (Exception e) when (e is NpgsqlException or IOException)
        {
            log.LogWarning("The database did not hear that {Node} goes ({Reason}).", node.Name, e.Message);
        }
    }
}
