using System.Text.Json.Nodes;

namespace DeepFlow.LanguageServer.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Initialize_TellsWhatTheServerDoes()
    {
        await using var editor = EditorClient.Connect();

        var result = await editor.RequestAsync("initialize", new JsonObject { ["rootUri"] = new Uri(editor.Folder.Path).AbsoluteUri });

        ((string?)result!["serverInfo"]!["name"]).Should().Be("DeepFlow");
        var capabilities = result["capabilities"]!.AsObject().Select(capability => capability.Key);
        capabilities.Should().Contain(
            ["completionProvider", "hoverProvider", "signatureHelpProvider", "definitionProvider", "referencesProvider", "renameProvider",
             "documentSymbolProvider", "foldingRangeProvider", "semanticTokensProvider", "documentFormattingProvider", "codeActionProvider"]);
    }

    [Fact]
    public async Task Request_BeforeInitialize_IsRefused()
    {
        await using var editor = EditorClient.Connect();

        var error = await editor.RefusedAsync("textDocument/hover", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = "file:///a.dlflow" },
            ["position"] = new JsonObject { ["line"] = 0, ["character"] = 0 },
        });

        ((int)error["code"]!).Should().Be(-32002);
    }

    [Fact]
    public async Task Exit_AfterShutdown_EndsTheServerInPeace()
    {
        await using var editor = await EditorClient.StartAsync();

        (await editor.RequestAsync("shutdown", null)).Should().BeNull();
        await editor.NotifyAsync("exit", null);

        (await editor.Ended).Should().BeTrue();
    }

    [Fact]
    public async Task Request_AfterShutdown_IsRefused()
    {
        await using var editor = await EditorClient.StartAsync();
        await editor.RequestAsync("shutdown", null);

        var answer = await editor.RefusedAsync("textDocument/documentSymbol", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = editor.UriOf("model.dlflow") } });

        ((int)answer["code"]!).Should().Be(-32600);
    }

    [Fact]
    public async Task Exit_WithoutShutdown_IsNoPeacefulEnd()
    {
        await using var editor = await EditorClient.StartAsync();

        await editor.NotifyAsync("exit", null);

        (await editor.Ended).Should().BeFalse();
    }

    [Fact]
    public async Task HangingUp_EndsTheServer()
    {
        await using var editor = await EditorClient.StartAsync();

        editor.HangUp();

        (await editor.Ended).Should().BeFalse();
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":")]
    [InlineData("[1, 2]")]
    [InlineData("{}")]
    [InlineData("42")]
    public async Task MalformedMessage_IsPassedOver_AndTheNextIsAnswered(string body)
    {
        await using var editor = await EditorClient.StartAsync();

        editor.SendRaw(body);

        (await editor.AboutAsync("textDocument/documentSymbol", "model.dlflow"))!.AsArray().Should().NotBeEmpty();
    }

    [Fact]
    public async Task UnknownMethod_IsRefused_AndTheNextIsAnswered()
    {
        await using var editor = await EditorClient.StartAsync();

        var error = await editor.RefusedAsync("textDocument/unheardOf", new JsonObject());

        ((int)error["code"]!).Should().Be(-32601);
        (await editor.AboutAsync("textDocument/documentSymbol", "model.dlflow"))!.AsArray().Should().NotBeEmpty();
    }

    [Fact]
    public async Task ParametersOfTheWrongKind_AreRefused_AndTheNextIsAnswered()
    {
        await using var editor = await EditorClient.StartAsync();

        await editor.RefusedAsync("textDocument/hover", new JsonObject { ["textDocument"] = 5, ["position"] = "here" });

        (await editor.AboutAsync("textDocument/documentSymbol", "model.dlflow"))!.AsArray().Should().NotBeEmpty();
    }

    [Fact]
    public async Task CancelledRequest_IsAnsweredAsCancelled()
    {
        var work = new HeldWork();
        await using var editor = await EditorClient.StartAsync(work);

        var (id, answer) = editor.Begin("textDocument/semanticTokens/full", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = editor.UriOf("model.dlflow") } });
        await editor.NotifyAsync("$/cancelRequest", new JsonObject { ["id"] = id });
        var cancelled = await answer.WaitAsync(EditorClient.Patience);

        ((int)cancelled["error"]!["code"]!).Should().Be(-32800);
        work.LetGo();
        (await editor.AboutAsync("textDocument/semanticTokens/full", "model.dlflow"))!["data"]!.AsArray().Should().NotBeEmpty("the next one is answered");
    }

    [Fact]
    public async Task FileOutsideTheProject_IsRefused()
    {
        await using var editor = await EditorClient.StartAsync();
        var outside = new JsonObject { ["uri"] = "file:///etc/passwd" };

        await editor.NotifyAsync("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = "file:///etc/passwd", ["languageId"] = "dlflow", ["version"] = 1, ["text"] = "pipeline p() { }" },
        });
        var error = await editor.RefusedAsync("textDocument/documentSymbol", new JsonObject { ["textDocument"] = outside });

        ((string)error["message"]!).Should().Contain("outside the project");
        ((string)(await editor.ToldAsync("window/showMessage"))["message"]!).Should().Contain("file:///etc/passwd");
        editor.AllTold("textDocument/publishDiagnostics").Should().BeEmpty();
    }

    [Theory]
    [InlineData("/../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    public async Task PathThatClimbsOut_IsRefused(string climb)
    {
        await using var editor = await EditorClient.StartAsync();

        var error = await editor.RefusedAsync("textDocument/documentSymbol", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = new Uri(editor.Folder.Path).AbsoluteUri + climb },
        });

        ((string)error["message"]!).Should().Contain("outside the project");
    }
}
