using System.Net;
using System.Text.Json.Nodes;
using DeepFlow.Engine.Instances;
using DeepFlow.Language.Graph;
using DeepFlow.Server.Api;
using DeepFlow.Server.Hosting;
using DeepFlow.Server.Sources;
using DeepFlow.Testing;
using LibGit2Sharp;
using Repository = LibGit2Sharp.Repository;

namespace DeepFlow.Server.Tests.Api.Sources;

[Collection("api")]
public sealed class SaveTests(ApiFixture api)
{
    private const string Text = "pipeline saved() {\n    step first = delay(time: 1s)\n    step middle = delay(time: 1h)\n    step last = delay(time: 2s)\n}\n";

    [Fact]
    public async Task Save_OfWhatWasRead_IsAVersionWithItsMessageAndAuthor()
    {
        var path = await CreateAsync(Text);

        var saved = await SaveAsync(path, Text.Replace("1s", "3s"), await VersionAsync(path), "Wait longer");

        saved.Status.Should().Be(HttpStatusCode.OK, saved.Text);
        (await File.ReadAllTextAsync(api.Folder[path])).Should().Contain("3s");
        ((string?)saved["files"][0]!["version"]).Should().Be(await VersionAsync(path));
        var versions = (await api.Client.GetAsync($"sources/versions?path={path}"))["versions"].AsArray();
        versions.Select(version => (string?)version!["message"]).Should().Equal("Wait longer", $"Add {path}");
        ((string?)versions[0]!["author"]).Should().Be("rita");
        ((string?)(await api.Client.GetAsync($"sources/version?path={path}&id={(string?)versions[1]!["id"]}"))["text"]).Should().Be(Text);
    }

    [Fact]
    public async Task Versions_WithoutAServer_AreListedAndCompared()
    {
        var path = await CreateAsync(Text);
        await SaveAsync(path, Text.Replace("1h", "2h"), await VersionAsync(path), "Wait longer");
        var versions = new SourceVersions(api.The<WorkspaceFolders>());

        var kept = versions.Of(path, 10);
        var difference = versions.Difference(path, kept[1].Commit.Id[..10], null);

        kept.Select(version => version.Commit.Message.Trim()).Should().Equal("Wait longer", $"Add {path}");
        (difference.Text.Added, difference.Text.Removed).Should().Be((1, 1));
        difference.Pictures.Single().Nodes.Single(node => node.Change == GraphChange.Changed).After.Should().Be("middle");
        versions.Difference(path, null, null).Text.Hunks.Should().BeEmpty("what lies there is what was saved last");
        FluentActions.Invoking(() => versions.Difference("nothing.dlflow", null, null)).Should().Throw<EngineException>().Which.Code.Should().Be("unknown_version");
    }

    [Fact]
    public async Task Save_OverWhatSomebodyElseSaved_ShowsTheirsAndBothLaidTogether_AndLosesNothing()
    {
        var path = await CreateAsync(Text);
        var read = await VersionAsync(path);
        await SaveAsync(path, Text.Replace("1s", "5s"), read, "First");

        var second = await SaveAsync(path, Text.Replace("2s", "9s"), read, "Second", origin: Text);

        second.ShouldBeProblem(HttpStatusCode.Conflict, "file_changed");
        var conflict = second["conflicts"][0]!;
        ((string?)conflict["theirs"]!["text"]).Should().Be(Text.Replace("1s", "5s"));
        ((string?)conflict["theirs"]!["commit"]!["message"]).Should().Be("First");
        ((string?)conflict["merged"]!["text"]).Should().Be(Text.Replace("1s", "5s").Replace("2s", "9s"));
        ((bool?)conflict["merged"]!["overlaps"]).Should().BeFalse();
        (await File.ReadAllTextAsync(api.Folder[path])).Should().Be(Text.Replace("1s", "5s"));

        var third = await SaveAsync(path, (string)conflict["merged"]!["text"]!, (string)conflict["theirs"]!["version"]!, "Second, on top");
        third.Status.Should().Be(HttpStatusCode.OK, third.Text);
    }

    [Fact]
    public async Task Save_OfSeveralFiles_IsAllOrNothing()
    {
        var (one, other) = (await CreateAsync(Text), await CreateAsync(Text.Replace("saved", "saved_beside")));

        var answer = await api.Client.PostAsync("sources/save", new JsonObject
        {
            ["as"] = "rita",
            ["files"] = new JsonArray(
                new JsonObject { ["path"] = one, ["text"] = "", ["version"] = await VersionAsync(one) },
                new JsonObject { ["path"] = other, ["text"] = "", ["version"] = "0" }),
        });

        answer.ShouldBeProblem(HttpStatusCode.Conflict, "file_changed");
        (await File.ReadAllTextAsync(api.Folder[one])).Should().Be(Text);
    }

    [Fact]
    public async Task Save_OfWhatWasWrittenPastTheServer_KeepsThatAsAVersionToo()
    {
        var path = await CreateAsync(Text);
        await File.WriteAllTextAsync(api.Folder[path], "// by hand\n" + Text);

        await SaveAsync(path, Text, await VersionAsync(path), "Back");

        var versions = (await api.Client.GetAsync($"sources/versions?path={path}&limit=2"))["versions"].AsArray();
        versions.Select(version => (string?)version!["message"]).Should().Equal("Back", "As it was found");
        ((string?)(await api.Client.GetAsync($"sources/version?path={path}&id={(string?)versions[1]!["id"]}"))["text"]).Should().StartWith("// by hand");
    }

    [Fact]
    public async Task Versions_ComeInPages()
    {
        var path = await CreateAsync(Text);
        foreach (var time in new[] { "11s", "12s", "13s" }) await SaveAsync(path, Text.Replace("1s", time), await VersionAsync(path), time);

        var first = await api.Client.GetAsync($"sources/versions?path={path}&limit=3");
        var last = first["versions"].AsArray()[^1]!;
        var second = await api.Client.GetAsync($"sources/versions?path={path}&limit=3&before={(string?)last["id"]}");

        ((bool?)first["more"]).Should().BeTrue();
        first["versions"].AsArray().Select(version => (string?)version!["message"]).Should().Equal("13s", "12s", "11s");
        second["versions"].AsArray().Should().ContainSingle();
        ((bool?)second["more"]).Should().BeFalse();
        (await api.Client.GetAsync($"sources/versions?path={path}&before=abcdefabcdef")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_version");
    }

    [Fact]
    public async Task Rename_NamesTheFileAnewWhereItIsUsed()
    {
        var path = await CreateAsync(Text);
        var user = await CreateAsync($"use \"{path}\"\n\npipeline {Name()}() {{\n    step call = saved()\n}}\n");
        var to = $"folder/{Name()}.dlflow";

        var renamed = await api.Client.PostAsync("sources/rename", new JsonObject { ["path"] = path, ["to"] = to, ["version"] = await VersionAsync(path), ["as"] = "rita" });

        renamed.Status.Should().Be(HttpStatusCode.OK, renamed.Text);
        ((string?)renamed["changed"][0]!["path"]).Should().Be(user);
        (await File.ReadAllTextAsync(api.Folder[user])).Should().StartWith($"use \"{to}\"");
        File.Exists(api.Folder[path]).Should().BeFalse();

        var deleted = await api.Client.PostAsync("sources/delete", new JsonObject { ["path"] = to, ["version"] = await VersionAsync(to), ["as"] = "rita" });
        deleted["used_by"].AsArray().Select(file => (string?)file).Should().Equal(user);
        (await api.Client.GetAsync($"sources/file?path={to}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_file");
        ((string?)(await api.Client.GetAsync($"sources/versions?path={to}"))["versions"][0]!["message"]).Should().Be($"Delete {to}");
    }

    [Fact]
    public async Task Diff_OfTwoTexts_TellsLinesAndNodes()
    {
        var path = await CreateAsync(Text);

        var diff = await api.Client.PostAsync("sources/diff", new JsonObject
        {
            ["path"] = path,
            ["after"] = new JsonObject { ["text"] = Text.Replace("first", "opening").Replace("2s", "4s").Replace("}\n", "    step more = delay(time: 1s)\n}\n") },
        });

        diff.Status.Should().Be(HttpStatusCode.OK, diff.Text);
        ((int?)diff["added"]).Should().Be(3);
        var picture = diff["pictures"][0]!;
        ((string?)picture["change"]).Should().Be("changed");
        string Changes(string node) => picture["nodes"]!.AsArray().Where(n => (string?)n!["after"] == node).Select(n => $"{n!["change"]} {n["what"]!.ToJsonString()}").Single();
        Changes("opening").Should().Be("changed [\"name\"]");
        Changes("last").Should().Be("changed [\"arguments\"]");
        Changes("more").Should().Be("added []");
    }

    [Theory]
    [InlineData("taken", HttpStatusCode.Conflict, "file_exists")]
    [InlineData("../out", HttpStatusCode.BadRequest, "bad_path")]
    public async Task Create_WhereItMayNotBe_IsRefused(string name, HttpStatusCode status, string code)
    {
        await File.WriteAllTextAsync(api.Folder["taken.dlflow"], Text);

        (await api.Client.PostAsync("sources/file", new JsonObject { ["path"] = name + ".dlflow", ["text"] = "", ["as"] = "rita" })).ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task Save_OfATextThatIsTooLarge_IsRefused()
    {
        var path = await CreateAsync(Text);

        (await SaveAsync(path, new string('/', 3 << 20), await VersionAsync(path), "Large")).ShouldBeProblem(HttpStatusCode.BadRequest, "text_too_large");
    }

    [Fact]
    public async Task Save_InARepositoryOfPeoplesOwn_CommitsThatFileToItsBranch_AndLeavesTheRest()
    {
        using var home = new TempFolder();
        Repository.Init(home.Path);
        Directory.CreateDirectory(home["pipelines"]);
        await File.WriteAllTextAsync(home["pipelines/a.dlflow"], Text);
        await File.WriteAllTextAsync(home["staged.txt"], "not ours");
        using var repository = new Repository(home.Path);
        Commands.Stage(repository, "pipelines/a.dlflow");
        repository.Commit("By hand", new Signature("Olga", "olga@example.org", DateTimeOffset.UnixEpoch), new Signature("Olga", "olga@example.org", DateTimeOffset.UnixEpoch));
        Commands.Stage(repository, "staged.txt");
        await using var services = ApiFixture.EngineOn(api.Database.ConnectionString, api.Logs, new WorkspaceFolders(home[".deepflow"], home["pipelines"]));
        await using var server = await ApiServer.StartAsync(services, ApiFixture.Project, new() { Port = 0 }, CancellationToken.None);
        using var client = new ApiClient(server.Address);

        var version = (string)(await client.GetAsync("sources/file?path=a.dlflow"))["version"]!;
        var saved = await SaveAsync("a.dlflow", Text.Replace("1s", "7s"), version, "From the designer", client: client);

        saved.Status.Should().Be(HttpStatusCode.OK, saved.Text);
        ((string?)(await client.GetAsync("sources"))["keeps"]).Should().Be("repository");
        repository.Head.Tip.Message.Should().Be("From the designer\n");
        repository.Head.Tip.Author.Name.Should().Be("rita");
        repository.Head.Tip["pipelines/a.dlflow"].Target.As<Blob>().GetContentText().Should().Contain("7s");
        repository.Head.Tip["staged.txt"].Should().BeNull("only what was saved is committed");
        repository.RetrieveStatus("staged.txt").Should().Be(FileStatus.NewInIndex);
        repository.RetrieveStatus("pipelines/a.dlflow").Should().Be(FileStatus.Unaltered);
        var versions = (await client.GetAsync("sources/versions?path=a.dlflow"))["versions"].AsArray();
        versions.Select(each => (string?)each!["author"]).Should().Equal("rita", "Olga");

        const string Sound = "pipeline saved() {\n    stop\n}\n";
        await SaveAsync("a.dlflow", Sound, (string)saved["files"][0]!["version"]!, "Sound", client: client);
        var published = await client.PostAsync("definitions", new JsonObject { ["file"] = "a.dlflow", ["as"] = "rita" });
        ((string?)published["commit"]).Should().Be(repository.Head.Tip.Sha, published.Text);
        (await client.GetAsync("definitions")).List.Single(each => (string?)each!["hash"] == (string?)published["hash"])!["commit"]!.ToString().Should().Be(repository.Head.Tip.Sha);
        await File.WriteAllTextAsync(home["pipelines/a.dlflow"], Sound.Replace("saved", "unsaved"));
        (await client.PostAsync("definitions", new JsonObject { ["file"] = "a.dlflow", ["as"] = "rita" })).Body!["commit"].Should().BeNull("nobody has committed that text");
    }

    private async Task<string> CreateAsync(string text)
    {
        var path = $"{Name()}.dlflow";
        var created = await api.Client.PostAsync("sources/file", new JsonObject { ["path"] = path, ["text"] = text, ["as"] = "rita" });
        created.Status.Should().Be(HttpStatusCode.Created, created.Text);
        return path;
    }

    private static string Name() => $"f{Guid.NewGuid():n}";

    private async Task<string> VersionAsync(string path) => (string)(await api.Client.GetAsync($"sources/file?path={path}"))["version"]!;

    private Task<Answer> SaveAsync(string path, string text, string version, string message, string? origin = null, ApiClient? client = null)
    {
        var file = new JsonObject { ["path"] = path, ["text"] = text, ["version"] = version };
        if (origin is not null) file["base"] = origin;
        return (client ?? api.Client).PostAsync("sources/save", new JsonObject { ["as"] = "rita", ["message"] = message, ["files"] = new JsonArray(file) });
    }
}
