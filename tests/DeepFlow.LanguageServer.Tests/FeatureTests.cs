using System.Text.Json.Nodes;

namespace DeepFlow.LanguageServer.Tests;

/// <summary>Each feature once over the wire; what the answers hold in every case is tested beside the language.</summary>
public sealed class FeatureTests
{
    private const string Model = "model.dlflow";

    [Fact]
    public async Task Completion_BehindAStepsEquals_OffersActivitiesWithWhatTheyDo()
    {
        await using var editor = await EditorClient.StartAsync();
        var text = editor.Read(Model);
        await editor.OpenAsync(Model);

        var list = await editor.AtAsync("textDocument/completion", Model, text, "step training = ");

        var item = list!["items"]!.AsArray().Single(each => (string)each!["label"]! == "train")!;
        ((string)item["detail"]!).Should().Be("model · data_scientist");
        ((string)item["documentation"]!["value"]!).Should().Contain("train(model: model_definition");
        ((int)item["insertTextFormat"]!).Should().Be(2);
        ((string)item["textEdit"]!["newText"]!).Should().StartWith("train(model: ${1}, train: ${2}, validation: ${3}");
    }

    [Fact]
    public async Task Hover_OnALayer_ShowsTheShapeBehindItAndWhatItLearns()
    {
        await using var editor = await EditorClient.StartAsync();

        var hover = await editor.AtAsync("textDocument/hover", Model, editor.Read(Model), "    linea");

        ((string)hover!["contents"]!["value"]!).Should().Contain("`[784]` → `[128]`, 100,480 parameters");
    }

    [Fact]
    public async Task Hover_OnNothing_IsNull()
    {
        await using var editor = await EditorClient.StartAsync();

        (await editor.AtAsync("textDocument/hover", Model, editor.Read(Model), "//! The mod")).Should().BeNull();
    }

    [Fact]
    public async Task SignatureHelp_InsideACall_PointsAtTheArgument()
    {
        await using var editor = await EditorClient.StartAsync();

        var help = await editor.AtAsync("textDocument/signatureHelp", Model, editor.Read(Model), "search: asha(metric: accuracy, goal: max");

        var signature = help!["signatures"]![0]!;
        ((string)signature["label"]!).Should().StartWith("asha(metric: {accuracy, loss}");
        ((string)signature["parameters"]![(int)help["activeParameter"]!]!["label"]!).Should().StartWith("goal");
    }

    [Fact]
    public async Task Definition_OfWhatAnotherFileDeclares_LeadsThere()
    {
        await using var editor = await EditorClient.StartAsync();

        var place = await editor.AtAsync("textDocument/definition", Model, editor.Read(Model), "dataset<fash");

        ((string)place!["uri"]!).Should().Be(editor.UriOf("data.dlflow"));
        place["range"]!.ToJsonString().Should().Be(EditorClient.Range(editor.Read("data.dlflow"), "fashion {").ToJsonString().Replace("\"character\":17", "\"character\":15", StringComparison.Ordinal));
    }

    [Fact]
    public async Task References_ToAStep_AreFoundInOtherFilesToo()
    {
        await using var editor = await EditorClient.StartAsync();

        var all = await editor.AtAsync("textDocument/references", Model, editor.Read(Model), "step tuni", new JsonObject { ["context"] = new JsonObject { ["includeDeclaration"] = true } });
        var uses = await editor.AtAsync("textDocument/references", Model, editor.Read(Model), "step tuni", new JsonObject { ["context"] = new JsonObject { ["includeDeclaration"] = false } });

        all!.AsArray().Should().HaveCount(9);
        uses!.AsArray().Should().HaveCount(8);
        all.AsArray().Select(place => (string)place!["uri"]!).Distinct().Should().BeEquivalentTo([editor.UriOf(Model), editor.UriOf("lifecycle.dlflow")]);
    }

    [Fact]
    public async Task Rename_OfAStep_ChangesEveryFile_AndAllStillCompiles()
    {
        await using var editor = await EditorClient.StartAsync();

        var edit = await editor.AtAsync("textDocument/rename", Model, editor.Read(Model), "step tuni", new JsonObject { ["newName"] = "search_for_best" });

        foreach (var (uri, edits) in edit!["changes"]!.AsObject())
        {
            var file = Path.GetFileName(new Uri(uri).LocalPath);
            var renamed = EditorClient.Apply(editor.Read(file), edits!.AsArray());
            renamed.Should().Contain("search_for_best").And.NotMatchRegex(@"\btuning\b(?!:)");
            await editor.OpenAsync(file, renamed, 7);
        }

        await editor.ChangeAsync("lifecycle.dlflow", 8, EditorClient.Apply(editor.Read("lifecycle.dlflow"), edit["changes"]![editor.UriOf("lifecycle.dlflow")]!.AsArray()));
        (await editor.FindingsAsync("lifecycle.dlflow", 8)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("step tuni", "if", "word of the language")]
    [InlineData("step tuni", "two words", "no name")]
    [InlineData("step tuni", "training", "is taken at")]
    [InlineData("step tuning = tu", "search", "not declared in this project")]
    public async Task Rename_ToWhatCannotBe_IsRefusedWithTheReason(string before, string newName, string reason)
    {
        await using var editor = await EditorClient.StartAsync();
        var text = editor.Read(Model);

        var error = await editor.RefusedAsync("textDocument/rename", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = editor.UriOf(Model) },
            ["position"] = EditorClient.Position(text, text.IndexOf(before, StringComparison.Ordinal) + before.Length),
            ["newName"] = newName,
        });

        ((string)error["message"]!).Should().Contain(reason);
    }

    [Fact]
    public async Task DocumentSymbols_AreTheDeclarationsWithTheirSteps()
    {
        await using var editor = await EditorClient.StartAsync();

        var symbols = await editor.AboutAsync("textDocument/documentSymbol", Model);

        symbols!.AsArray().Select(symbol => (string)symbol!["name"]!).Should().Equal("fashion_mlp", "fashion_model");
        symbols[1]!["children"]!.AsArray().Select(step => (string)step!["name"]!).Should().StartWith(["experiment", "analysis", "prepared", "split", "tuning"]);
    }

    [Fact]
    public async Task FoldingRanges_CoverBlocksAndArguments()
    {
        await using var editor = await EditorClient.StartAsync();
        var text = editor.Read(Model);

        var ranges = await editor.AboutAsync("textDocument/foldingRange", Model);

        var first = (int)EditorClient.Position(text, text.IndexOf("model fashion_mlp", StringComparison.Ordinal))["line"]!;
        ranges!.AsArray().Should().Contain(range => (int)range!["startLine"]! == first && (int)range["endLine"]! == first + 6);
    }

    [Fact]
    public async Task SemanticTokens_AreInOrder_AndColourWhatNamesMean()
    {
        await using var editor = await EditorClient.StartAsync();
        var text = editor.Read(Model);

        var data = (await editor.AboutAsync("textDocument/semanticTokens/full", Model))!["data"]!.AsArray().Select(number => (int)number!).ToArray();

        var (line, character) = (0, 0);
        var words = new Dictionary<string, int>();
        foreach (var token in data.Chunk(5))
        {
            (line, character) = token[0] == 0 ? (line, character + token[1]) : (line + token[0], token[1]);
            token[1].Should().BeGreaterThanOrEqualTo(0);
            words.TryAdd(text.Split('\n')[line].Substring(character, token[2]), token[3]);
        }

        words.Should().Contain("step", 0).And.Contain("fashion_mlp", 2).And.Contain("tune", 3).And.Contain("tuning", 5).And.Contain("maximize", 7);
    }

    [Fact]
    public async Task Formatting_GivesEditsThatMakeTheTextCanonical()
    {
        await using var editor = await EditorClient.StartAsync();
        const string Text = "pipeline p(  ) {\n  step setup=initial_setup( repository:\"fashion\" )\n}\n";
        await editor.OpenAsync("a.dlflow", Text);

        var edits = await editor.AboutAsync("textDocument/formatting", "a.dlflow");

        EditorClient.Apply(Text, edits!.AsArray()).Should().Be("pipeline p() {\n    step setup = initial_setup(repository: \"fashion\")\n}\n");
    }

    [Fact]
    public async Task CodeAction_MendsWhatWasFound()
    {
        await using var editor = await EditorClient.StartAsync();
        const string Text = "pipeline p() {\n    step setup = initial_setpu(repository: \"fashion\")\n}\n";
        await editor.OpenAsync("a.dlflow", Text);

        var actions = await editor.RequestAsync("textDocument/codeAction", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = editor.UriOf("a.dlflow") },
            ["range"] = EditorClient.Range(Text, "initial_setpu"),
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray() },
        });

        var action = actions!.AsArray().First()!;
        ((bool)action["isPreferred"]!).Should().BeTrue();
        EditorClient.Apply(Text, action["edit"]!["changes"]![editor.UriOf("a.dlflow")]!.AsArray()).Should().Contain("= initial_setup(");
    }

    [Fact]
    public async Task CodeAction_ThatRenames_ChangesEveryFile()
    {
        await using var editor = await EditorClient.StartAsync();
        const string Parts = "pipeline packed(version: model, onnx: string) {\n    step first = package_model(model: version, format: onnx)\n    step second = approval(title: onnx)\n}\n";
        const string Whole = "use \"parts.dlflow\"\npipeline all(version: model) {\n    step inner = packed(version: version, onnx: \"x\")\n}\n";
        await editor.OpenAsync("parts.dlflow", Parts);
        await editor.OpenAsync("all.dlflow", Whole);

        var actions = await editor.RequestAsync("textDocument/codeAction", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = editor.UriOf("parts.dlflow") },
            ["range"] = EditorClient.Range(Parts, "onnx)"),
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray() },
        });

        var changes = actions!.AsArray().Single()!["edit"]!["changes"]!;
        EditorClient.Apply(Parts, changes[editor.UriOf("parts.dlflow")]!.AsArray()).Should().Contain("format: onnx)").And.Contain("title: onnx_1)");
        EditorClient.Apply(Whole, changes[editor.UriOf("all.dlflow")]!.AsArray()).Should().Contain("onnx_1: \"x\"");
    }
}
