using System.Net;

namespace DeepFlow.Server.Tests.Api.Sources;

[Collection("api")]
public sealed class SourceTests(ApiFixture api)
{
    [Fact]
    public async Task List_NamesFilesAndTheirPipelines()
    {
        Directory.CreateDirectory(api.Folder["deep/er"]);
        await File.WriteAllTextAsync(api.Folder["deep/er/listed.dlflow"], "pipeline listed() {\n    stop\n}\n");

        var file = (await api.Client.GetAsync("sources"))["files"].AsArray().Single(file => (string?)file!["path"] == "deep/er/listed.dlflow")!;

        file["pipelines"]!.AsArray().Select(name => (string?)name).Should().Equal("listed");
        ((string?)file["version"]).Should().Be((string?)(await api.Client.GetAsync("sources/file?path=deep/er/listed.dlflow"))["version"]);
    }

    [Fact]
    public async Task Read_OfALinkThatLeadsOut_IsRefused()
    {
        File.CreateSymbolicLink(api.Folder["link.dlflow"], "/etc/passwd");
        Directory.CreateSymbolicLink(api.Folder["linked"], "/etc");

        (await api.Client.GetAsync("sources/file?path=link.dlflow")).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_path");
        (await api.Client.GetAsync("sources/file?path=linked/x.dlflow")).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_path");
    }

    [Fact]
    public async Task Read_OfNoFile_IsNotFound() =>
        (await api.Client.GetAsync("sources/file?path=absent.dlflow")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_file");
}
