using System.Net;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class InboxTests
{
    [Fact]
    public async Task Task_ClaimedAndHandedOn_IsDecidedByWhoHasIt()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        (await workspace.RunAsync("people", "add", "bob", "--role", "data_scientist")).ExitCode.Should().Be(0);
        await using var run = workspace.Start("run", "hello.dlflow", "name=World");
        await run.UntilOutputAsync("Greet World");
        var task = await workspace.OpenTaskAsync();

        (await workspace.RunAsync("claim", task, "--as", "ada")).Output.Should().Contain("ada works on");
        (await workspace.RunAsync("decide", task, "approve", "--as", "bob")).Output.Should().Contain("task_claimed").And.Contain("ada works on");
        (await workspace.RunAsync("comment", task, "Mind the comma.", "--as", "bob")).ExitCode.Should().Be(0);
        (await workspace.IdsAsync("tasks", "--mine", "--as", "ada", "--search", "greet wor")).Should().Equal(task);
        (await workspace.IdsAsync("tasks", "--unclaimed")).Should().BeEmpty();
        (await workspace.RunAsync("delegate", task, "bob", "--as", "ada")).ExitCode.Should().Be(0);
        (await workspace.RunAsync("tasks", task)).Output.Should().Contain("claimed by bob").And.Contain("Mind the comma.");
        (await workspace.RunAsync("decide", $"{task},{task}", "approve", "--as", "bob")).Should().Match<(int ExitCode, string Output)>(
            answer => answer.ExitCode == 1 && answer.Output.Contains("approve, says bob") && answer.Output.Contains("is decided already"));
        (await run.ExitAsync()).Should().Be(0);
        run.Output.Should().Contain("by: bob");
    }

    [Fact]
    public async Task Webhook_OfTheCommandLine_HearsOfTheTask()
    {
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/hook/";
        listener.Prefixes.Add(address);
        listener.Start();
        var allow = new Dictionary<string, string?> { ["DEEPFLOW_WEBHOOK_ALLOW"] = "127.0.0.1/32" };
        using var workspace = await HelloWorkspace.CreateAsync();
        (await workspace.RunAsync("notify", "webhook", address, "--as", "ada")).Output.Should().Contain("address_refused", "nothing allows it yet");
        (await DeepFlowProcess.RunAsync(workspace.Folder, ["notify", "webhook", address, "--as", "ada"], allow)).Output.Should().Contain("whsec_");

        await using var run = DeepFlowProcess.Start(workspace.Folder, ["run", "hello.dlflow", "name=World"], allow);
        var request = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(request.Request.InputStream);
        (await reader.ReadToEndAsync()).Should().Contain("task_opened").And.Contain("Greet World");
        request.Request.Headers["webhook-signature"].Should().StartWith("v1,");
        request.Response.StatusCode = 204;
        request.Response.Close();
        await Eventually.IsTrueAsync(async () => (await workspace.RunAsync("notify", "deliveries", "--status", "sent", "--json")).Output.Contains("task_opened"));
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
