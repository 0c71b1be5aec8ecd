using System.Net;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class PictureTests(ApiFixture api)
{
    [Fact]
    public async Task Draw_PublishedDefinition_ShowsItsPipelines()
    {
        var answer = await api.Client.GetAsync($"definitions/{api.Definition}/pictures");

        var review = answer.List.Single(picture => (string?)picture!["pipeline"] == "review")!;
        review["nodes"]!.AsArray().Select(node => ((string?)node!["id"], (string?)node["kind"])).Should().Equal(
            ("prepare", "step"), ("work", "step"), ("judge", "step"), ("sign", "call"), ("return#1", "return"));
        var judge = review["nodes"]!.AsArray().Single(node => (string?)node!["id"] == "judge")!;
        ((bool)judge["human"]!).Should().BeTrue();
        ((string?)judge["roles"]![0]).Should().Be("reviewer");
        var back = review["edges"]!.AsArray().Single(edge => (string?)edge!["outcome"] == "reject")!;
        ((bool)back["feedback"]!, (string?)back["label"]).Should().Be((true, "Send back"));
        back["to"]!.AsArray().Select(to => (string?)to).Should().Equal("prepare", "work");
        answer.Headers.CacheControl!.ToString().Should().Contain("immutable");
    }

    [Fact]
    public async Task Draw_UnknownHash_IsNotFound() =>
        (await api.Client.GetAsync("definitions/abc/pictures")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_definition");
}
