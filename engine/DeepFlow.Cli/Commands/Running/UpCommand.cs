using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Cli.Commands.Running;

internal static class UpCommand
{
    private const int Many = 1000;

    public static Command Create()
    {
        var command = new Command("up", "Carry out the project's runs and serve its models, until Ctrl-C");
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            await using var session = await Session.OpenAsync(options, cancellation, supervise: true, LogLevel.Warning);
            await using var node = WorkingNode.Start(session);
            if (!node.IsOurs)
            {
                throw new CommandFailure("already-up", $"DeepFlow is up already for {session.Workspace.Home}.", $"{Invocation.Name} instances shows what it does.");
            }

            options.Answer(await StateAsync(session, cancellation), new { home = session.Workspace.Home, project = session.Project });
            return await UntilStoppedAsync(node, cancellation);
        });
        return command;
    }

    /// <summary>To be asked to stop is how it ends well.</summary>
    private static async Task<int> UntilStoppedAsync(WorkingNode node, CancellationToken cancellation)
    {
        try
        {
            await node.Completion.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopping.");
        }

        return 0;
    }

    private static async Task<string> StateAsync(Session session, CancellationToken cancellation)
    {
        var instances = await session.The<InstanceQueries>().ListAsync(session.Project, Many, cancellation);
        var tasks = await session.The<Inbox>().ListAsync(session.Project, new TaskFilter(), cancellation);
        var open = instances.Count(instance => instance.EndedAt is null);
        return $"DeepFlow is up for {session.Workspace.Home}: {open} runs under way, {tasks.Count} tasks wait for people. Ctrl-C stops it; everything is kept.";
    }
}
