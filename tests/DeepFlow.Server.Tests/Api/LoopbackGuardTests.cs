using System.Net;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class LoopbackGuardTests(ApiFixture api)
{
    private const string Person = """{"roles": ["tester"]}""";

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5480")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.1")]
    [InlineData("localhost.")]
    public async Task Request_UnderAForeignName_IsRefused(string host)
    {
        foreach (var path in new[] { "health", "/openapi/v1.json", "/reference", "/nothing" })
        {
            var answer = await api.Client.SendAsync(HttpMethod.Get, path, change: r => r.Headers.Host = host);

            answer.ShouldBeProblem(HttpStatusCode.Forbidden, "foreign_host");
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:80")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]:5480")]
    public async Task Request_UnderALoopbackName_IsAnswered(string host)
    {
        var answer = await api.Client.SendAsync(HttpMethod.Get, "health", change: r => r.Headers.Host = host);

        answer.Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("https://127.0.0.1")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("null")]
    public async Task Change_FromAForeignPage_IsRefused(string origin)
    {
        var answer = await api.Client.SendAsync(HttpMethod.Put, "people/mallory", Person, change: r => r.Headers.Add("Origin", origin));

        answer.ShouldBeProblem(HttpStatusCode.Forbidden, "foreign_origin");
        (await api.Client.GetAsync("people")).Text.Should().NotContain("mallory");
    }

    [Fact]
    public async Task Change_FromAnOwnPage_IsDone()
    {
        var origin = api.Server.Address.GetLeftPart(UriPartial.Authority);
        var answer = await api.Client.SendAsync(HttpMethod.Put, "people/olga", Person, change: r => r.Headers.Add("Origin", origin));

        answer.Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reading_FromAForeignPage_GetsNoLeaveToSeeTheAnswer()
    {
        var answer = await api.Client.SendAsync(HttpMethod.Get, "people", change: r => r.Headers.Add("Origin", "http://evil.example"));

        answer.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Fact]
    public async Task Preflight_FromAForeignPage_GetsNoLeave()
    {
        var answer = await api.Client.SendAsync(HttpMethod.Options, "people/mallory", change: r =>
        {
            r.Headers.Add("Origin", "http://evil.example");
            r.Headers.Add("Access-Control-Request-Method", "PUT");
        });

        answer.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }
}
