using DeepFlow.Cli.Commands.Running;
using DeepFlow.Deployment.Rollout;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Objects;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Cli;

/// <summary>
/// The engine at work for as long as a command runs: a node of this process, unless another process of the workspace has
/// one; then this process only listens.
/// </summary>
internal sealed class WorkingNode : IAsyncDisposable
{
    private readonly NodeSeat? seat;
    private readonly DeploymentSupervisor? serving;
    private readonly CancellationTokenSource stop = new();
    private bool disposed;

    private WorkingNode(Session session, Func<Guid, NodeDescription> describe)
    {
        seat = NodeSeat.TryTake(session.Workspace.Home);
        if (seat is null)
        {
            Completion = session.The<Wakeups>().ListenAsync(stop.Token);
            return;
        }

        serving = new DeploymentSupervisor(
            session.The<NpgsqlDataSource>(), session.The<ObjectStore>(), WorkerCommandLine.ServeCommand, Path.Combine(session.Workspace.Home, "serving"),
            session.The<TimeProvider>(), session.The<ILogger<DeploymentSupervisor>>());
        Completion = LocalNode.RunAsync(session.Services, describe(seat.Node), WorkerCommandLine.For(session), serving, stop.Token);
    }

    /// <summary>Ends when the node does; faulted where it failed.</summary>
    public Task Completion { get; }

    /// <summary>The node of the workspace; null where another process has it.</summary>
    public Guid? Id => seat?.Node;

    /// <summary>Whether this process carries the work out.</summary>
    public bool IsOurs => seat is not null;

    /// <param name="describe">What the node of that id has; null: all of this machine.</param>
    public static WorkingNode Start(Session session, Func<Guid, NodeDescription>? describe = null) =>
        new(session, describe ?? (id => NodeDescription.Here(id, Environment.MachineName, workers: LocalNode.UsualWorkers)));

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await stop.CancelAsync();
        await Completion.ContinueWith(_ => { }, TaskScheduler.Default); // whoever needs to know has awaited it
        serving?.Dispose();
        seat?.Dispose();
        stop.Dispose();
    }
}
