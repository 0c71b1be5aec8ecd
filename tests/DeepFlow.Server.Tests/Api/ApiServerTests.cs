using System.Net;
using System.Net.Sockets;
using DeepFlow.Engine.Instances;
using DeepFlow.Server.Api;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class ApiServerTests(ApiFixture api)
{
    [Fact]
    public void Options_Default_AreTheUsualLoopbackPort() => (new ApiOptions().Address, new ApiOptions().Port).Should().Be(("127.0.0.1", 5480));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("127.0.0.2")]
    public async Task Start_LoopbackAddress_Answers(string address)
    {
        await using var server = await api.StartServerAsync(new() { Address = address, Port = 0 });
        using var client = new ApiClient(server.Address);

        (await client.GetAsync("health")).Status.Should().Be(HttpStatusCode.OK);
        server.Address.Port.Should().NotBe(0);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.5")]
    [InlineData("example.org")]
    [InlineData("")]
    public async Task Start_OtherAddress_IsRefused(string address)
    {
        var start = () => api.StartServerAsync(new() { Address = address, Port = 0 });

        var refused = await start.Should().ThrowAsync<EngineException>();
        refused.Which.Code.Should().Be("not_loopback");
        refused.Which.Message.Should().Contain("this machine only");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task Start_NoSuchPort_IsRefused(int port)
    {
        var start = () => api.StartServerAsync(new() { Port = port });

        (await start.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be("bad_port");
    }

    [Fact]
    public async Task Start_BusyPort_NamesThePortAndWhatToDo()
    {
        var port = api.Server.Address.Port;
        var start = () => api.StartServerAsync(new() { Port = port });

        var refused = await start.Should().ThrowAsync<EngineException>();
        refused.Which.Code.Should().Be("port_busy");
        refused.Which.Message.Should().Contain($"{port}").And.Contain("--port");
    }

    [Fact]
    public async Task Start_Well_HasNothingToWarnOf()
    {
        var logs = new RecordedLogs();
        await using var services = ApiFixture.EngineOn(api.Database.ConnectionString, logs);
        await using var server = await ApiServer.StartAsync(services, ApiFixture.Project, new() { Port = 0 }, CancellationToken.None);
        using var client = new ApiClient(server.Address);

        await client.GetAsync("health");

        // Kestrel says so itself where the machine lets it wait for a second.
        logs.Entries.Where(e => !e.StartsWith("Debug") && !e.Contains("heartbeat has been running")).Should().BeEmpty();
    }

    [Fact]
    public async Task Dispose_FreesThePort()
    {
        var server = await api.StartServerAsync(new() { Port = 0 });
        var port = server.Address.Port;
        await server.DisposeAsync();

        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        listener.Stop();
    }

    [Fact]
    public async Task Dispose_LeavesTheEngineToOthers()
    {
        await (await api.StartServerAsync(new() { Port = 0 })).DisposeAsync();

        (await api.Client.GetAsync("people")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_Always_NamesTheProject()
    {
        var health = await api.Client.GetAsync("health");

        ((string?)health["status"], (string?)health["project"]).Should().Be(("ok", ApiFixture.Project));
    }
}
