using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api.Sources;

[Collection("api")]
public sealed class DrawingTests(ApiFixture api)
{
    private const string Text = """
        pipeline drawn(data: dataset<d>) {
            step first = data_analysis(data: data)
            step review = approval(title: "Good?") {
                on reject -> first, max 3
            }
        }
        """;

    [Fact]
    public async Task Drawing_OfAnUnsavedText_HasNodesWithTheirPlacesAndWhatStandsInThem()
    {
        var drawing = await DrawAsync(Text);

        var picture = drawing["pictures"][0]!;
        var review = picture["nodes"]!.AsArray().Single(node => (string?)node!["id"] == "review")!;
        Slice(Text, review["extent"]!).Should().StartWith("step review").And.EndWith("}");
        Slice(Text, review["name_extent"]!).Should().Be("review");
        review["ports"]!.AsArray().Select(port => (string?)port!["outcome"]).Should().Contain(["approve", "reject"]);
        var back = picture["edges"]!.AsArray().Single(edge => (string?)edge!["outcome"] == "reject")!;
        ((bool?)back["feedback"]).Should().BeTrue();
        ((int?)back["max"]).Should().Be(3);
        Slice(Text, back["extent"]!).Should().Be("on reject -> first, max 3");
        var details = drawing["pipelines"][0]!["nodes"]!.AsArray().Single(node => (string?)node!["id"] == "review")!;
        ((string?)details["arguments"]![0]!["text"]).Should().Be("\"Good?\"");
        ((bool?)details["arguments"]![0]!["literal"]).Should().BeTrue();
        ((string?)drawing["pipelines"][0]!["parameters"]![0]!["type"]!["kind"]).Should().Be("dataset");
    }

    [Fact]
    public async Task Drawing_OfAMistake_NamesTheNodeAndOffersItsMend()
    {
        var drawing = await DrawAsync(Text.Replace("data_analysis", "data_analisis"));

        ((bool?)drawing["reads"]).Should().BeTrue();
        var finding = drawing["diagnostics"].AsArray().First(found => ((string?)found!["message"])!.Contains("data_analisis"))!;
        ((string?)finding["pipeline"]).Should().Be("drawn");
        ((string?)finding["node"]).Should().Be("first");
        ((string?)finding["fixes"]![0]!["edits"]![0]!["text"]).Should().Be("data_analysis");
    }

    [Fact]
    public async Task Drawing_OfAHalfTypedText_ShowsWhatCouldBeReadAndSaysSo()
    {
        var drawing = await DrawAsync(Text.Replace("approval(title: \"Good?\")", "approval(title: "));

        ((bool?)drawing["reads"]).Should().BeFalse();
        ((string?)drawing["broken"][0]).Should().Be("drawn");
        drawing["pictures"][0]!["nodes"]!.AsArray().Select(node => (string?)node!["id"]).Should().Contain("first");
    }

    [Fact]
    public async Task Drawing_KnowsThePipelinesOfOtherFilesAndWhetherTheyAreSeen()
    {
        await File.WriteAllTextAsync(api.Folder["callee.dlflow"], "/// Does things.\npipeline to_call(size: int = 3) -> (size: int) {\n    return size: size\n}\n");

        var drawing = await DrawAsync(Text);

        var callable = drawing["callables"].AsArray().Single(pipeline => (string?)pipeline!["name"] == "to_call")!;
        ((string?)callable["path"]).Should().Be("callee.dlflow");
        ((bool?)callable["visible"]).Should().BeFalse();
        ((string?)callable["parameters"]![0]!["default"]).Should().Be("3");
    }

    [Fact]
    public async Task Drawing_OfAFileThatChangedOnDisk_ShowsItAsItIsNow()
    {
        await File.WriteAllTextAsync(api.Folder["moving.dlflow"], "pipeline moving() {\n    step a = delay(time: 1s)\n}\n");
        await DrawSavedAsync("moving.dlflow");
        await File.WriteAllTextAsync(api.Folder["moving.dlflow"], "pipeline moving() {\n    step another = delay(time: 1s)\n}\n");

        (await DrawSavedAsync("moving.dlflow"))["pictures"][0]!["nodes"]![0]!["id"]!.GetValue<string>().Should().Be("another");
    }

    [Theory]
    [InlineData("../out.dlflow")]
    [InlineData("/etc/passwd.dlflow")]
    [InlineData("a/../../b.dlflow")]
    [InlineData(".git/x.dlflow")]
    [InlineData("a\\b.dlflow")]
    [InlineData("plain.txt")]
    [InlineData(".dlflow")]
    [InlineData("")]
    public async Task Drawing_OfAPathThatLeadsElsewhere_IsRefused(string path) =>
        (await api.Client.PostAsync("sources/drawing", new JsonObject { ["path"] = path })).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_path");

    [Fact]
    public async Task Edit_OfThePicture_GivesTheEditsOfTheTextAndThePictureAfterThem()
    {
        var answer = await EditAsync(Text, new JsonObject
        {
            ["kind"] = "add_step", ["callee"] = "data_analysis", ["where"] = new JsonObject { ["at"] = "after", ["node"] = "first" },
            ["arguments"] = new JsonArray(new JsonObject { ["name"] = "data", ["value"] = "data" }),
        });

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        var change = answer["changes"].AsArray().Should().ContainSingle().Subject!;
        ((string?)change["text"]).Should().Be(Applied(Text, change)).And.Contain("step data_analysis = data_analysis(data: data)");
        ((string?)answer["selection"]["node"]).Should().Be("data_analysis");
        answer["drawing"]["pictures"]![0]!["nodes"]!.AsArray().Should().Contain(node => (string?)node!["id"] == "data_analysis");
    }

    [Fact]
    public async Task Edits_OfOneRequest_AreDoneAsOne()
    {
        var answer = await EditAsync(Text,
            new JsonObject { ["kind"] = "disconnect", ["node"] = "review", ["outcome"] = "reject" },
            new JsonObject { ["kind"] = "rename", ["node"] = "first", ["name"] = "look" },
            new JsonObject { ["kind"] = "set_setting", ["node"] = "look", ["setting"] = "timeout", ["text"] = "timeout 2h" });

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        var change = answer["changes"].AsArray().Should().ContainSingle().Subject!;
        Applied(Text, change).Should().Be((string?)change["text"]).And.Contain("step look").And.Contain("timeout 2h").And.NotContain("on reject");
        ((string?)answer["selection"]["node"]).Should().Be("look");
    }

    [Fact]
    public async Task Edits_DrawAPipelineInAFileThatIsNotThereYet()
    {
        var answer = await api.Client.PostAsync("sources/edit", new JsonObject
        {
            ["path"] = "not/yet.dlflow",
            ["edits"] = new JsonArray(
                new JsonObject { ["kind"] = "create_pipeline", ["name"] = "begun" },
                new JsonObject { ["kind"] = "add_step", ["callee"] = "delay", ["where"] = new JsonObject { ["at"] = "into", ["block"] = "" } },
                new JsonObject { ["kind"] = "set_argument", ["node"] = "delay", ["name"] = "time", ["value"] = "5m" }),
        });

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        ((string?)answer["changes"][0]!["text"]).Should().Be("pipeline begun() {\n    step delay = delay(time: 5m)\n}\n");
        ((string?)answer["selection"]["pipeline"]).Should().Be("begun");
    }

    [Fact]
    public async Task Catalog_HasTypesTakenApart_AndSettings()
    {
        var catalog = await api.Client.GetAsync("sources/catalog");

        var train = catalog["stages"].AsArray().SelectMany(stage => stage!["activities"]!.AsArray()).Single(activity => (string?)activity!["name"] == "train")!;
        var inputs = train["inputs"]!.AsArray().ToDictionary(input => (string)input!["name"]!, input => input!);
        ((string?)inputs["train"]["type"]!["kind"]).Should().Be("dataset");
        ((string?)inputs["loss"]["type"]!["kind"]).Should().Be("enum");
        inputs["loss"]["type"]!["members"]!.AsArray().Select(member => (string?)member).Should().Contain("cross_entropy");
        ((string?)inputs["optimizer"]["type"]!["name"]).Should().Be("optimizer");
        ((bool?)inputs["epochs"]["required"]).Should().BeTrue();
        catalog["families"].AsArray().Select(family => (string?)family!["name"]).Should().Contain("optimizer");
        ((string?)catalog["settings"].AsArray().Single(setting => (string?)setting!["name"] == "retry")!["example"]).Should().Be("retry 3, backoff 10s..5m");
    }

    [Fact]
    public async Task Edit_ThatCannotBeDone_SaysWhy() =>
        (await EditAsync(Text, new JsonObject { ["kind"] = "delete", ["node"] = "nothing" })).ShouldBeProblem(HttpStatusCode.Conflict, "edit_refused");

    [Theory]
    [InlineData("""{ "kind": "explode" }""", "bad_field")]
    [InlineData("""{ "node": "first" }""", "bad_field")]
    [InlineData("""{ "kind": "delete", "nod": "first" }""", "unknown_field")]
    [InlineData("""{ "kind": "move", "node": "first", "where": { "at": "beside" } }""", "bad_field")]
    [InlineData("""{ "kind": "move", "node": "first", "where": { "at": "after" } }""", "missing_field")]
    public async Task Edit_ThatIsNone_IsToldByItsField(string edit, string code) =>
        (await EditAsync(Text, JsonNode.Parse(edit)!)).ShouldBeProblem(HttpStatusCode.BadRequest, code);

    private Task<Answer> EditAsync(string text, params JsonNode[] edits) => api.Client.PostAsync("sources/edit", new JsonObject
    {
        ["path"] = "drawn.dlflow", ["pipeline"] = "drawn", ["texts"] = new JsonObject { ["drawn.dlflow"] = text }, ["edits"] = new JsonArray(edits),
    });

    private async Task<Answer> DrawAsync(string text)
    {
        var answer = await api.Client.PostAsync("sources/drawing", new JsonObject { ["path"] = "drawn.dlflow", ["texts"] = new JsonObject { ["drawn.dlflow"] = text } });
        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        return answer;
    }

    private Task<Answer> DrawSavedAsync(string path) => api.Client.PostAsync("sources/drawing", new JsonObject { ["path"] = path });

    private static string Slice(string text, JsonNode extent) => text[(int)extent["start"]!..(int)extent["end"]!];

    private static string Applied(string text, JsonNode change) => change["edits"]!.AsArray().Reverse().Aggregate(
        text, (now, edit) => now[..(int)edit!["start"]!] + (string?)edit["text"] + now[(int)edit["end"]!..]);
}
