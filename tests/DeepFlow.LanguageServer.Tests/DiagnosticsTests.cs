using System.Text.Json.Nodes;

namespace DeepFlow.LanguageServer.Tests;

public sealed class DiagnosticsTests
{
    private const string Good = "pipeline p() {\n    step setup = initial_setup(repository: \"fashion\")\n}\n";

    [Fact]
    public async Task Open_AProgramWithoutMistakes_IsToldToHaveNone()
    {
        await using var editor = await EditorClient.StartAsync();

        await editor.OpenAsync("lifecycle.dlflow");

        (await editor.FindingsAsync("lifecycle.dlflow", 1)).Should().BeEmpty();
    }

    [Fact]
    public async Task Change_AMistakeAndItsMend_ComeAndGo()
    {
        await using var editor = await EditorClient.StartAsync();
        await editor.OpenAsync("a.dlflow", Good);

        await editor.ChangeAsync("a.dlflow", 2, "initial_setpu", EditorClient.Range(Good, "initial_setup"));
        var findings = await editor.FindingsAsync("a.dlflow", 2);
        await editor.ChangeAsync("a.dlflow", 3, "initial_setup", EditorClient.Range(Good, "initial_setup"));

        var finding = findings.Should().ContainSingle().Subject;
        ((string)finding["message"]!).Should().Contain("initial_setpu").And.Contain("initial_setup");
        ((int)finding["severity"]!).Should().Be(1);
        finding["range"]!.ToJsonString().Should().Be("""{"start":{"line":1,"character":17},"end":{"line":1,"character":30}}""");
        (await editor.FindingsAsync("a.dlflow", 3)).Should().BeEmpty();
    }

    [Fact]
    public async Task Change_ManyKeystrokes_VersionsNeverGoBack_AndTheLastIsTold()
    {
        await using var editor = await EditorClient.StartAsync();
        await editor.OpenAsync("a.dlflow", Good);
        for (var version = 2; version <= 60; version++)
        {
            await editor.ChangeAsync("a.dlflow", version, Good + new string('x', version));
        }

        var last = await editor.FindingsAsync("a.dlflow", 60);

        last.Should().NotBeEmpty();
        var versions = editor.AllTold("textDocument/publishDiagnostics").Select(told => (int?)told["version"]).ToList();
        versions.Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Change_BeforeAnOlderOneWasChecked_CancelsItsCheck()
    {
        var work = new HeldWork();
        await using var editor = await EditorClient.StartAsync(work);
        await editor.OpenAsync("a.dlflow", Good);
        for (var version = 2; version <= 10; version++)
        {
            await editor.ChangeAsync("a.dlflow", version, Good + new string('x', version));
        }

        await editor.AllTakenInAsync();
        work.LetGo();
        await editor.FindingsAsync("a.dlflow", 10);

        editor.AllTold("textDocument/publishDiagnostics").Select(told => (int?)told["version"]).Should().Equal(10);
    }

    [Fact]
    public async Task Change_ForAClientThatDoesNotTakeFindings_IsNotChecked()
    {
        await using var editor = await EditorClient.StartAsync(capabilities: new JsonObject { ["textDocument"] = new JsonObject { ["hover"] = new JsonObject() } });
        await using var other = await EditorClient.StartAsync(capabilities: new JsonObject { ["textDocument"] = new JsonObject { ["publishDiagnostics"] = new JsonObject() } });

        await editor.OpenAsync("a.dlflow", Good + "x");
        await other.OpenAsync("a.dlflow", Good + "x");
        await other.FindingsAsync("a.dlflow", 1);
        await editor.AllTakenInAsync();

        editor.AllTold("textDocument/publishDiagnostics").Should().BeEmpty();
    }

    [Fact]
    public async Task MistakesInOneFile_DoNotHideThoseOfAnother()
    {
        await using var editor = await EditorClient.StartAsync();
        await editor.OpenAsync("a.dlflow", "pipeline a() {\n    step x = nothing()\n");
        await editor.OpenAsync("b.dlflow", "use \"a.dlflow\"\n\npipeline b() {\n    step y = a()\n    step z = neither()\n}\n");

        var ofA = await editor.ToldAsync("textDocument/publishDiagnostics", told => (string?)told["uri"] == editor.UriOf("a.dlflow") && told["diagnostics"]!.AsArray().Count >= 2);
        var ofB = await editor.FindingsAsync("b.dlflow", 1);

        Messages(ofA["diagnostics"]!.AsArray()).Should().Contain(message => message.Contains("nothing")).And.Contain(message => message.Contains("not closed"));
        Messages(ofB).Should().ContainSingle().Which.Should().Contain("neither");
    }

    [Fact]
    public async Task UnsavedBuffer_CountsForTheFilesThatUseIt()
    {
        await using var editor = await EditorClient.StartAsync();
        await editor.OpenAsync("deployment.dlflow");
        (await editor.FindingsAsync("deployment.dlflow", 1)).Should().BeEmpty();

        await editor.OpenAsync("data.dlflow", editor.Read("data.dlflow").Replace("dataset fashion {", "dataset clothes {", StringComparison.Ordinal));
        var broken = await editor.ToldAsync(
            "textDocument/publishDiagnostics", told => (string?)told["uri"] == editor.UriOf("deployment.dlflow") && told["diagnostics"]!.AsArray().Count > 0);

        Messages(broken["diagnostics"]!.AsArray()).Should().Contain(message => message.Contains("fashion"));
        await editor.NotifyAsync("textDocument/didClose", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = editor.UriOf("data.dlflow") } });
        await editor.ChangeAsync("deployment.dlflow", 2, editor.Read("deployment.dlflow"));
        (await editor.FindingsAsync("deployment.dlflow", 2)).Should().BeEmpty("the file on disk counts again");
    }

    private static IEnumerable<string> Messages(IEnumerable<JsonNode?> findings) => findings.Select(finding => (string)finding!["message"]!);
}
