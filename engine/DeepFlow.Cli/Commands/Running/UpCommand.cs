using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Api;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Cli.Commands.Running;

internal static class UpCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The API's port; 0: any free one", HelpName = "P", DefaultValueFactory = _ => ApiOptions.UsualPort };
        var address = new Option<string>("--bind") { Description = "The API's address; without sign-in only this machine's own", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var command = new Command("up", "Carry out the project's runs, serve its models and its API, until Ctrl-C") { port, address };
        var capacity = new CapacityOptions();
        capacity.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            await using var session = await Session.OpenAsync(options, cancellation, supervise: true, LogLevel.Warning);
            await using var node = WorkingNode.Start(session, id => capacity.Describe(parsed, id, Environment.MachineName, NodeKind.Engine));
            if (!node.IsOurs)
            {
                throw new CommandFailure("already_up", $"DeepFlow is up already for {session.Workspace.Home}.", $"{Invocation.Name} instances shows what it does.");
            }

            var where = new ApiOptions { Port = parsed.GetValue(port), Address = parsed.GetValue(address)!, Pages = BuiltDesigner.Find(), Demo = Workspace.ShippedPipelines };
            await using var api = await ApiServer.StartAsync(session.Services, session.Project, where, cancellation);
            options.Answer(
                await StateAsync(session, api.Address, cancellation),
                new { home = session.Workspace.Home, project = session.Project, api = api.Address });
            return await UntilStoppedAsync(session, node, capacity.DrainOf(parsed), cancellation);
        });
        return command;
    }

    /// <summary>To be asked to stop is how it ends well.</summary>
    private static async Task<int> UntilStoppedAsync(Session session, WorkingNode node, TimeSpan drain, CancellationToken cancellation)
    {
        try
        {
            await node.Completion.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            var busy = await BusyAsync(session, node);
            Console.Error.WriteLine(busy == 0
                ? "Stopping."
                : $"Stopping: {(busy == 1 ? "1 step saves its" : $"{busy} steps save their")} work, for {DurationText.Format(drain)} at most. Ctrl-C again stops at once.");
            await node.DisposeAsync();
            if (busy > 0) Console.Error.WriteLine("Stopped. What was under way goes on as soon as DeepFlow runs again.");
        }

        return 0;
    }

    /// <summary>How many jobs the node has under way; none where the database does not say.</summary>
    private static async Task<int> BusyAsync(Session session, WorkingNode node)
    {
        try { return (await session.The<NodeQueries>().ListAsync(CancellationToken.None)).SingleOrDefault(n => n.Id == node.Id)?.Jobs ?? 0; }
        catch (NpgsqlException) { return 0; }
    }

    private static async Task<string> StateAsync(Session session, Uri api, CancellationToken cancellation)
    {
        var runs = await session.The<InstanceListing>().CountAsync(session.Project, cancellation);
        var tasks = await session.The<Inbox>().CountAsync(session.Project, new InboxQuery(), cancellation);
        CappedCount[] open = [runs.Paused, runs.Running, runs.Waiting, runs.Incident];
        return $"""
            DeepFlow is up for {session.Workspace.Home}: {(open.Any(o => o.More) ? "more than " : "")}{open.Sum(o => o.Value)} runs under way, {(tasks.More ? "more than " : "")}{tasks.Value} tasks wait for people.
            {(BuiltDesigner.Find() is null ? "" : $"Open {api} in a browser. ")}API {api}api/v1, described at {api}reference. Ctrl-C stops it; everything is kept.
            """;
    }
}
