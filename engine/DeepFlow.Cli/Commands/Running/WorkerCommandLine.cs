using System.CommandLine;
using DeepFlow.Engine.Jobs;
using DeepFlow.Server.Hosting;

namespace DeepFlow.Cli.Commands.Running;

internal static class WorkerCommandLine
{
    private const string PostgresVariable = "DEEPFLOW_POSTGRES";

    public static Command Create()
    {
        var name = new Option<string?>("--name") { Description = "Unique among living workers; made up if left out", HelpName = "NAME" };
        var node = new Option<Guid?>("--node") { Description = "The engine node that started it", HelpName = "ID", Hidden = true };
        var gpus = new Option<int>("--gpus") { Description = "How many GPUs it may use", HelpName = "N" };
        var command = new Command("worker", "Carry out jobs of a running DeepFlow, as one more process or machine") { name, node, gpus };
        command.SetAction(async (parsed, cancellation) =>
        {
            var identity = new WorkerIdentity(
                parsed.GetValue(name) ?? $"{Environment.MachineName}/{Environment.ProcessId}", parsed.GetValue(node), parsed.GetValue(gpus));
            await RunAsync(GlobalOptions.Of(parsed), identity, cancellation);
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

    private static async Task<int> RunAsync(GlobalOptions options, WorkerIdentity identity, CancellationToken cancellation)
    {
        await using var session = await Session.OpenAsync(options, cancellation, logLevel: Microsoft.Extensions.Logging.LogLevel.Warning);
        var node = identity.NodeId is null ? null : Console.OpenStandardInput();
        await WorkerProcess.RunAsync(session.Services, identity, node, cancellation);
        return 0;
    }
}
