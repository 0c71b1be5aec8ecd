using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class DefinitionTests(ApiFixture api)
{
    [Fact]
    public async Task List_Published_NamesPipelinesAndPublisher()
    {
        var definition = (await api.Client.GetAsync("definitions")).List.Single(d => (string?)d!["hash"] == api.Definition)!;

        definition["pipelines"]!.AsArray().Select(p => (string?)p).Should().Equal("review", "signing");
        ((string?)definition["published_by"]).Should().Be("rita");
    }

    [Fact]
    public async Task Get_ByHash_IsTheBundleThatWasPublished()
    {
        var definition = await api.Client.GetAsync($"definitions/{api.Definition}");

        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition.Text))).Should().Be(api.Definition);
        definition.ContentType.Should().Be("application/json");
    }

    [Fact]
    public async Task Get_UnknownHash_IsNotFound() =>
        (await api.Client.GetAsync("definitions/abc")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_definition");
}
