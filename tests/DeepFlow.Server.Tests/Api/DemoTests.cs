using System.Net;
using System.Text.Json.Nodes;
using DeepFlow.Server.Api;
using DeepFlow.Server.Demo;
using DeepFlow.Testing;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class DemoTests(ApiFixture api) : IAsyncLifetime
{
    private readonly TempFolder shipped = new();
    private ApiServer? server;
    private ApiClient? client;

    private ApiClient Client => client!;

    public async Task InitializeAsync()
    {
        server = await api.StartServerAsync(new() { Port = 0, Demo = shipped.Path });
        client = new ApiClient(server.Address);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await server!.DisposeAsync();
        shipped.Dispose();
    }

    [Fact]
    public async Task Demo_WhereNoneIsShipped_IsNotOffered() =>
        (await api.Client.GetAsync("demo")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_route");

    [Fact]
    public async Task Start_WithoutTheDataSet_SaysWhatWasTried()
    {
        ((string?)(await Client.GetAsync("demo"))["stage"]).Should().Be("offered");

        ((string?)(await Client.PostAsync("demo", new JsonObject()))["stage"]).Should().BeOneOf("data", "failed");

        var failed = await Eventually.ValueAsync(async () => await Client.GetAsync("demo") is var now && (string?)now["stage"] == "failed" ? now : null);
        ((string?)failed["problem"]!["code"]).Should().Be("source_missing");
        ((string?)failed["problem"]!["message"]).Should().Contain("Tried:").And.Contain("put the four .gz files into a folder");
        (await api.Client.GetAsync("people")).Text.Should().NotContain(Cast.People[2].Display, "nothing is set up before the data set is there");
    }

    [Fact]
    public async Task Start_WithAFolderThatIsNotThere_IsRefused() =>
        (await Client.PostAsync("demo", new JsonObject { ["data"] = "/nowhere/at/all" })).ShouldBeProblem(HttpStatusCode.BadRequest, "no_folder");
}
