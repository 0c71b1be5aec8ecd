using System.CommandLine;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Running;

internal static class WorkerCommandLine
{
    private const string PostgresVariable = "DEEPFLOW_POSTGRES";
    private const string PoolerVariable = "DEEPFLOW_POOLER";

    public static Command Create()
    {
        var name = new Option<string?>("--name") { Description = "What \"deepflow nodes\" calls it (default: this machine's name)", HelpName = "NAME" };
        var node = new Option<Guid?>("--node") { Description = "The node whose worker process this is", HelpName = "ID", Hidden = true };
        var command = new Command("worker", "Carry out jobs of a running DeepFlow, as one more machine") { name, node };
        var capacity = new CapacityOptions();
        capacity.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await Session.OpenAsync(GlobalOptions.Of(parsed), cancellation, logLevel: Microsoft.Extensions.Logging.LogLevel.Warning);
            if (parsed.GetValue(node) is { } ofNode)
                await WorkerProcess.RunAsync(session.Services, new WorkerIdentity(parsed.GetValue(name)!, ofNode), capacity.DrainOf(parsed), Console.OpenStandardInput(), cancellation);
            else
                await TakeJobsAsync(session, capacity.Describe(parsed, Guid.NewGuid(), parsed.GetValue(name) ?? Environment.MachineName, NodeKind.Worker), cancellation);
            return 0;
        });
        return command;
    }

    private static async Task TakeJobsAsync(Session session, NodeDescription node, CancellationToken cancellation)
    {
        Console.Error.WriteLine($"Takes jobs as {node.Name}, {node.Workers} at once. Ctrl-C stops it; what it does then goes on elsewhere.");
        await using var stopping = cancellation.Register(() => Console.Error.WriteLine($"Stopping: its jobs save their work, for {DurationText.Format(node.Drain)} at most. Ctrl-C again stops at once."));
        await WorkerNode.RunAsync(session.Services, node, For(session), cancellation);
    }

    /// <summary>How a node starts the workers of its workspace: this same program.</summary>
    public static WorkerCommand For(Session session)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "deepflow.dll");
        return new WorkerCommand("dotnet", [program, "worker", "--home", session.Workspace.Home], new Dictionary<string, string>
        {
            [PostgresVariable] = session.ConnectionString,
            [PoolerVariable] = session.Pooler ? "1" : "0",
            [Session.PipelinesVariable] = session.Pipelines,

            // Small networks train faster on one thread, and results depend on the number of threads; read at the start of a process only.
            ["OMP_NUM_THREADS"] = "1",
            ["MKL_NUM_THREADS"] = "1",
        });
    }

    /// <summary>How a node starts the process of a deployed model: this same program.</summary>
    public static Deployment.Rollout.ServeCommand ServeCommand { get; } = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "deepflow.dll"), "serve"]);
}
