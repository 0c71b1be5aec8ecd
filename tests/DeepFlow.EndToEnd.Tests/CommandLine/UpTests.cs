using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class UpTests
{
    [Fact]
    public async Task Up_RunWasStartedBefore_CarriesItOut()
    {
        using var workspace = await HelloWorkspace.CreateEmbeddedAsync();
        (await workspace.RunAsync("run", "hello.dlflow", "name=World", "--detach")).ExitCode.Should().Be(0);

        await using var up = workspace.Start("up", "--port", "0");
        await up.UntilOutputAsync("DeepFlow is up");
        (await workspace.RunAsync("decide", await workspace.OpenTaskAsync(), "approve", "--as", "ada")).ExitCode.Should().Be(0);
        await workspace.UntilFinishedAsync();

        await up.InterruptAsync();
        (await up.ExitAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Up_Twice_TheSecondSaysSo()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        await using var first = workspace.Start("up", "--port", "0");
        await first.UntilOutputAsync("DeepFlow is up");

        var (exitCode, output) = await workspace.RunAsync("up");

        exitCode.Should().Be(1);
        output.Should().Contain("DeepFlow is up already");
        await first.InterruptAsync();
        await first.ExitAsync();
    }

    [Fact]
    public async Task Up_DatabaseIsKilled_GoesOnByItself()
    {
        using var workspace = await HelloWorkspace.CreateEmbeddedAsync();
        await using var up = workspace.Start("up", "--port", "0");
        await up.UntilOutputAsync("DeepFlow is up");
        (await workspace.RunAsync("run", "hello.dlflow", "name=World", "--detach")).ExitCode.Should().Be(0);
        var task = await workspace.OpenTaskAsync();

        var pidFile = workspace.Folder[".deepflow/postgres/data/postmaster.pid"];
        using (var server = Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(pidFile))[0])))
        {
            server.Kill();
        }

        await up.UntilOutputAsync("PostgreSQL stopped unexpectedly");
        // A decision whose answer was lost with the server may have been written.
        await Eventually.IsTrueAsync(async () => await workspace.RunAsync("decide", task, "approve", "--as", "ada") is var (exitCode, output) && (exitCode == 0 || output.Contains("is decided already")));
        await workspace.UntilFinishedAsync();
        await up.InterruptAsync();
        (await up.ExitAsync()).Should().Be(0, up.Output);
    }

    [Fact]
    public async Task Up_Api_AnswersOnThisMachine()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        await using var up = workspace.Start("up", "--port", "0", "--json");
        await up.UntilOutputAsync("\"api\":");
        await Eventually.IsTrueAsync(() => up.Output.TrimEnd().EndsWith('}'));
        var api = new Uri(JsonDocument.Parse(up.Output).RootElement.GetProperty("api").GetString()!);

        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri(api, "/api/v1/people"))).Should().Contain("ada");
        await up.InterruptAsync();
        (await up.ExitAsync()).Should().Be(0, up.Output);
    }

    [Fact]
    public async Task Up_PortIsTaken_SaysSoAndLeavesNothing()
    {
        using var workspace = await HelloWorkspace.CreateEmbeddedAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, output) = await workspace.RunAsync("up", "--port", $"{((IPEndPoint)other.LocalEndpoint).Port}");

        exitCode.Should().Be(1);
        output.Should().Contain("is taken");
        File.Exists(workspace.Folder[".deepflow/postgres/data/postmaster.pid"]).Should().BeFalse();
    }

    [Fact]
    public async Task Up_OtherAddress_IsRefusedWithoutSignIn()
    {
        using var workspace = await HelloWorkspace.CreateAsync();

        var (exitCode, output) = await workspace.RunAsync("up", "--bind", "0.0.0.0");

        exitCode.Should().Be(1);
        output.Should().Contain("no sign-in");
    }

    [Fact]
    public async Task Predict_NothingIsDeployed_SaysSo()
    {
        using var workspace = await HelloWorkspace.CreateAsync();

        var (exitCode, output) = await workspace.RunAsync("predict", "picture.png");

        exitCode.Should().Be(1);
        output.Should().Contain("Nothing is deployed");
    }
}
