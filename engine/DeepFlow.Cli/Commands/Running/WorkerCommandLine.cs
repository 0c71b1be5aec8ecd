using System.CommandLine;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Server.Hosting;

namespace DeepFlow.Cli.Commands.Running;

internal static class WorkerCommandLine
{
    private const string PostgresVariable = "DEEPFLOW_POSTGRES";

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
                await WorkerNode.RunAsync(
                    session.Services, capacity.Describe(parsed, Guid.NewGuid(), parsed.GetValue(name) ?? Environment.MachineName, NodeKind.Worker), For(session), cancellation);
            return 0;
        });
        return command;
    }

    /// <summary>How a node starts the workers of its workspace: this same program.</summary>
    public static WorkerCommand For(Session session)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "deepflow.dll");
        return new WorkerCommand("dotnet", [program, "worker", "--home", session.Workspace.Home], new Dictionary<string, string>
        {
            [PostgresVariable] = session.ConnectionString,
            [Session.PipelinesVariable] = session.Pipelines,

            // Small networks train faster on one thread, and results depend on the number of threads; read at the start of a process only.
            ["OMP_NUM_THREADS"] = "1",
            ["MKL_NUM_THREADS"] = "1",
        });
    }

    /// <summary>How a node starts the process of a deployed model: this same program.</summary>
    public static Deployment.Rollout.ServeCommand ServeCommand { get; } = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "deepflow.dll"), "serve"]);
}
