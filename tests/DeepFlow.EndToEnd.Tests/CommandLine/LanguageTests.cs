using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary>The commands about <c>.dlflow</c> files, each once as a process; what they answer in every case is tested beside the language.</summary>
public sealed class LanguageTests : IDisposable
{
    private const string Untidy = "pipeline ask( ) {\n  step review=approval( title:\"Good?\" ) { on reject->review }\n}\n";
    private const string Tidy = "pipeline ask() {\n    step review = approval(title: \"Good?\") { on reject -> review }\n}\n";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Fmt_WithCheck_FailsAndWritesNothing_AndWithoutItFormats()
    {
        await File.WriteAllTextAsync(folder["ask.dlflow"], Untidy);

        var (refused, told) = await DeepFlowProcess.RunAsync(folder, "fmt", "--check");
        var untouched = await File.ReadAllTextAsync(folder["ask.dlflow"]);
        var (formatted, _) = await DeepFlowProcess.RunAsync(folder, "fmt", "ask.dlflow");
        var (accepted, json) = await DeepFlowProcess.RunAsync(folder, "fmt", "--check", "--json");

        refused.Should().Be(1);
        told.Should().Contain("ask.dlflow").And.Contain("1 of 1 file would change");
        untouched.Should().Be(Untidy);
        formatted.Should().Be(0);
        (await File.ReadAllTextAsync(folder["ask.dlflow"])).Should().Be(Tidy);
        accepted.Should().Be(0);
        JsonDocument.Parse(json).RootElement.GetProperty("changed").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Graph_OfAPipeline_IsMermaidOrJson()
    {
        await File.WriteAllTextAsync(folder["ask.dlflow"], Tidy);

        var (exitCode, mermaid) = await DeepFlowProcess.RunAsync(folder, "graph", "ask.dlflow");
        var (_, json) = await DeepFlowProcess.RunAsync(folder, "graph", "ask.dlflow", "--pipeline", "ask", "--json");

        exitCode.Should().Be(0, mermaid);
        mermaid.Should().StartWith("%% ask").And.Contain("flowchart").And.Contain("review");
        JsonDocument.Parse(json).RootElement[0].GetProperty("pipeline").GetString().Should().Be("ask");
    }

    [Fact]
    public async Task Compile_WithoutAFile_WritesTheBundleToStandardOutput_TheSameBytesEachTime()
    {
        await File.WriteAllTextAsync(folder["ask.dlflow"], Tidy);

        var (exitCode, first) = await DeepFlowProcess.RunAsync(folder, "compile", "ask.dlflow");
        var (_, second) = await DeepFlowProcess.RunAsync(folder, "compile", "ask.dlflow");

        exitCode.Should().Be(0, first);
        JsonDocument.Parse(first).RootElement.GetProperty("pipelines").TryGetProperty("ask", out _).Should().BeTrue();
        second.Should().Be(first);
    }

    [Fact]
    public async Task BenchLanguage_OfASmallFile_TellsItsFigures()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "bench", "language", "--steps", "80", "--keystrokes", "3", "--json");

        exitCode.Should().Be(0, output);
        var result = JsonDocument.Parse(output).RootElement;
        result.GetProperty("cold").GetProperty("findings").GetInt32().Should().Be(0, "what is measured checks clean");
        result.GetProperty("sizes").GetArrayLength().Should().Be(4);
        result.GetProperty("keystroke").GetProperty("samples").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task Lsp_OverStandardInputAndOutput_TellsFindings_Completes_AndEndsInPeace()
    {
        await using var server = LanguageServerProcess.Start(folder);

        var introduced = await server.RequestAsync("initialize", new { rootUri = new Uri(folder.Path).AbsoluteUri, capabilities = new { } });
        await server.NotifyAsync("initialized", new { });
        var uri = new Uri(folder["a.dlflow"]).AbsoluteUri;
        await server.NotifyAsync("textDocument/didOpen", new { textDocument = new { uri, languageId = "dlflow", version = 1, text = "pipeline p() {\n    step x = split_dat()\n}\n" } });
        var told = await server.ToldAsync("textDocument/publishDiagnostics");
        var completion = await server.RequestAsync("textDocument/completion", new { textDocument = new { uri }, position = new { line = 1, character = 22 } });
        await server.RequestAsync("shutdown", null);
        await server.NotifyAsync("exit", null);

        introduced.GetProperty("serverInfo").GetProperty("name").GetString().Should().Be("DeepFlow");
        told.GetProperty("diagnostics")[0].GetProperty("message").GetString().Should().Contain("split_data");
        completion.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("label").GetString()).Should().Contain("split_data");
        (await server.ExitCodeAsync()).Should().Be(0);
    }
}
