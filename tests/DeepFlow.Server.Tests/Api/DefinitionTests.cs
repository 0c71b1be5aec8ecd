using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

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

    [Fact]
    public async Task Publish_AFileOfTheFolder_AnswersItsHashAndWhatTheProjectLacks()
    {
        await File.WriteAllTextAsync(api.Folder["asked.dlflow"], "pipeline asked() {\n    step review = approval(title: \"Good?\") {\n        by devops_engineer\n        on reject -> review\n    }\n}\n");

        var answer = await api.Client.PostAsync("definitions", new JsonObject { ["file"] = "asked.dlflow", ["as"] = "rita" });

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer["pipelines"].AsArray().Select(name => (string?)name).Should().Equal("asked");
        var warning = answer["warnings"].AsArray().Should().ContainSingle().Subject!;
        ((string?)warning["message"]).Should().Contain("devops_engineer");
        ((int?)warning["line"]).Should().Be(3);
        (await api.Client.GetAsync($"definitions/{(string?)answer["hash"]}")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Published_KeepsTheTextsThatItWasCompiledFrom()
    {
        const string Text = "// as written\npipeline kept_text() {\n    stop\n}\n";
        await File.WriteAllTextAsync(api.Folder["kept_text.dlflow"], Text);
        var version = (string?)(await api.Client.GetAsync("sources/file?path=kept_text.dlflow"))["version"];

        var hash = (string?)(await api.Client.PostAsync("definitions", new JsonObject { ["file"] = "kept_text.dlflow", ["as"] = "rita", ["version"] = version }))["hash"];

        var file = (await api.Client.GetAsync($"definitions/{hash}/sources")).List.Should().ContainSingle().Subject!;
        ((string?)file["path"], (string?)file["text"]).Should().Be(("kept_text.dlflow", Text));
        (await api.Client.GetAsync("definitions?pipeline=kept_text")).List.Select(definition => (string?)definition!["hash"]).Should().Equal(hash);
        (await api.Client.GetAsync($"definitions/{api.Definition}/sources")).ShouldBeProblem(HttpStatusCode.NotFound, "source_not_kept");
        (await api.Client.PostAsync("definitions", new JsonObject { ["file"] = "kept_text.dlflow", ["as"] = "rita", ["version"] = "0" })).ShouldBeProblem(HttpStatusCode.Conflict, "file_changed");
        (await api.Client.PostAsync("definitions/check", new JsonObject { ["file"] = "kept_text.dlflow" })).List.Should().BeEmpty();
    }

    [Fact]
    public async Task Publish_WhatIsForAPersonOrARoleHeldThroughAGroup_WarnsOfNothing()
    {
        await api.Client.PutAsync("people/lena", new JsonObject { ["roles"] = new JsonArray() });
        await api.Client.PutAsync("groups/labelers", new JsonObject { ["members"] = new JsonArray("lena"), ["roles"] = new JsonArray("data_labeler") });
        await File.WriteAllTextAsync(api.Folder["held.dlflow"], """
            pipeline held() {
                step review = approval(title: "Good?") {
                    by data_labeler
                    due 3d, remind 1d, then "lena", then "labelers" after 2d
                    on reject -> review
                }
            }
            """);

        var answer = await api.Client.PostAsync("definitions", new JsonObject { ["file"] = "held.dlflow", ["as"] = "rita" });

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer["warnings"].AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData("broken.dlflow", "rita", HttpStatusCode.BadRequest, "does_not_compile")]
    [InlineData("absent.dlflow", "rita", HttpStatusCode.NotFound, "unknown_file")]
    [InlineData("../../etc/passwd", "rita", HttpStatusCode.NotFound, "unknown_file")]
    [InlineData("broken.dlflow", "nobody", HttpStatusCode.Forbidden, "unknown_person")]
    public async Task Publish_WhatCannotBe_IsRefused(string file, string person, HttpStatusCode status, string code)
    {
        await File.WriteAllTextAsync(api.Folder["broken.dlflow"], "pipeline p() {\n    step x = nothing()\n}\n");

        (await api.Client.PostAsync("definitions", new JsonObject { ["file"] = file, ["as"] = person })).ShouldBeProblem(status, code);
    }
}
