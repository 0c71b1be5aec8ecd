using System.Net;
using DeepFlow.Engine.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class NodeTests(ApiFixture api)
{
    [Fact]
    public async Task Nodes_AreListed_WithWhatTheyHave()
    {
        var id = Guid.NewGuid();
        await api.The<NodeRegister>().JoinAsync(new(id, "big", NodeKind.Worker, new(4500, 1L << 33, 2), ["a100"], 3), default);

        var answer = await api.Client.GetAsync("nodes");

        answer.Status.Should().Be(HttpStatusCode.OK);
        var node = answer.List.Single(n => (string?)n!["id"] == id.ToString())!;
        ((string?)node["state"]).Should().Be("up");
        ((string?)node["kind"]).Should().Be("worker");
        ((double?)node["capacity"]!["cores"]).Should().Be(4.5);
        ((string?)node["pools"]![0]).Should().Be("a100");
        ((int?)node["jobs"]).Should().Be(0);
    }
}
