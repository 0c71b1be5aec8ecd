using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Demo;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Server.Api;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Running;

internal static class DemoCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "A folder with Fashion-MNIST's four .gz files (default: found, or fetched)", HelpName = "DIR" };
        var interactive = new Option<bool>("--interactive") { Description = "Decide yourself, at the terminal, instead of watching the demo's people" };
        var exit = new Option<bool>("--exit") { Description = "End with the run instead of serving on; --json implies it" };
        var trials = new Option<int>("--trials") { Description = "How many configurations the tuning tries", HelpName = "N", DefaultValueFactory = _ => 10 };
        var epochs = new Option<int>("--epochs") { Description = "How long the final model trains", HelpName = "N", DefaultValueFactory = _ => 12 };
        var port = new Option<int>("--port") { Description = "The API's port (default: any free one)", HelpName = "P" };
        var command = new Command("demo", "Run the whole lifecycle on Fashion-MNIST, people and all, and serve the model") { data, interactive, exit, trials, epochs, port };
        command.SetAction((parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            var demo = new DemoOptions(parsed.GetValue(data), parsed.GetValue(interactive), parsed.GetValue(exit) || options.Json, parsed.GetValue(trials), parsed.GetValue(epochs), parsed.GetValue(port));
            return RunAsync(options, demo, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(GlobalOptions options, DemoOptions demo, CancellationToken cancellation)
    {
        Check(options, demo);
        await using var session = await Session.OpenAsync(options, cancellation, supervise: true, pipelines: Workspace.ShippedPipelines);
        await using var api = await ApiServer.StartAsync(session.Services, session.Project, new ApiOptions { Port = demo.Port, Pages = BuiltDesigner.Find(), Demo = Workspace.ShippedPipelines }, cancellation);
        await using var node = WorkingNode.Start(session);
        DemoResult result;
        await using (var screen = new DemoScreen(silent: options.Json))
        {
            var run = new DemoRun(session, demo, screen);
            var id = await run.BeginAsync(Workspace.ShippedPipelines, cancellation);
            await run.WatchAsync(id, node.Completion, cancellation);
            result = await run.ResultAsync(id, cancellation);
            await screen.DisposeAsync();
            if (options.Json) Console.Out.WriteLine(JsonSerializer.Serialize(result, DeepFlowJson.Options));
            else DemoSummary.Write(result, api.Address, await run.WritePictureAsync(result, cancellation), keepsServing: !demo.Exit);
        }
        if (!demo.Exit) await ServeAsync(node.Completion, cancellation);
        return 0;
    }

    private static void Check(GlobalOptions options, DemoOptions demo)
    {
        if (demo.Interactive && (options.Json || Console.IsInputRedirected))
            throw new CommandFailure("not_interactive", "--interactive asks at a terminal, and this is none.", "Leave it out: the demo then plays its people itself.", exitCode: 2);
        if (demo.Trials is < 1 or > 1000) throw new CommandFailure("bad_option", $"--trials {demo.Trials} is out of range.", "Take 1 to 1000.", exitCode: 2);
        if (demo.Epochs is < 1 or > 1000) throw new CommandFailure("bad_option", $"--epochs {demo.Epochs} is out of range.", "Take 1 to 1000.", exitCode: 2);
        if (demo.Data is not null && !Directory.Exists(demo.Data)) throw new CommandFailure("no_folder", $"There is no folder {demo.Data}.", "Give --data a folder that holds the data set's four .gz files.");
    }

    private static async Task ServeAsync(Task node, CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellation.Register(stopped.SetResult);
        if (await Task.WhenAny(node, stopped.Task) == node) await node;
        Console.Error.WriteLine($"Stopping. Everything is kept: {Invocation.Name} up goes on serving.");
    }
}
