using System.Net;
using System.Text;
using DeepFlow.Server.Api;
using DeepFlow.Server.Tests.Api;
using DeepFlow.Testing;

namespace DeepFlow.Server.Tests.Web;

[Collection("api")]
public sealed class WebPagesTests(ApiFixture api) : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private ApiServer? server;
    private ApiClient? client;

    private ApiClient Client => client!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(folder["dist/assets"]);
        await File.WriteAllTextAsync(folder["dist/index.html"], "<!doctype html><title>pages</title>");
        await File.WriteAllTextAsync(folder["dist/assets/app-1a2b.js"], "plain");
        await File.WriteAllBytesAsync(folder["dist/assets/app-1a2b.js.br"], Encoding.UTF8.GetBytes("small"));
        await File.WriteAllTextAsync(folder["secret.txt"], "not theirs");
        server = await api.StartServerAsync(new() { Port = 0, Pages = folder["dist"] });
        client = new ApiClient(server.Address);
    }

    public async Task DisposeAsync()
    {
        client?.Dispose();
        if (server is not null) await server.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/inbox/7f3a?show=all")]
    public async Task Page_AnyPlaceInside_IsTheOnePage(string address)
    {
        var page = await Client.GetAsync(address);

        page.Text.Should().Contain("<title>pages</title>");
        page.ContentType.Should().Be("text/html");
        page.Headers.CacheControl!.NoCache.Should().BeTrue();
        page.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("script-src 'self';").And.NotContain("script-src 'self' 'unsafe-inline'");
    }

    [Fact]
    public async Task Asset_AskedForCompressed_IsAnsweredSoAndKeptForGood()
    {
        var plain = await Client.GetAsync("/assets/app-1a2b.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js") { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var small = await Client.Http.SendAsync(request);

        plain.Text.Should().Be("plain");
        plain.ContentType.Should().Be("text/javascript");
        (await small.Content.ReadAsStringAsync()).Should().Be("small");
        small.Content.Headers.ContentEncoding.Should().Equal("br");
        small.Headers.CacheControl!.ToString().Should().Contain("immutable");
    }

    [Fact]
    public async Task Asset_KnownAlready_IsNotSentAgain()
    {
        var first = await Client.GetAsync("/");
        var second = await Client.SendAsync(HttpMethod.Get, "/", change: request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        second.Status.Should().Be(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/assets/gone.js")]
    [InlineData("/api/v1/nothing")]
    public async Task Address_ThatIsNoPlaceInside_IsNotFound(string address) =>
        (await Client.GetAsync(address)).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_route");

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    public async Task Address_LeadingOutOfTheFolder_LeadsNowhere(string address) =>
        (await Client.GetAsync(address)).Text.Should().NotContain("not theirs");

    [Fact]
    public async Task Page_SentTo_IsRefused() =>
        (await Client.SendAsync(HttpMethod.Post, "/inbox", "{}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_route");
}
