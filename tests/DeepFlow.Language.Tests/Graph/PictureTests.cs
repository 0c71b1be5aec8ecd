using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Tests.Graph;

public class PictureTests
{
    [Theory]
    [MemberData(nameof(Corpus.AllFiles), MemberType = typeof(Corpus))]
    public void Picture_OfAProgramThatCompiles_HasTheNodesAndConnectionsOfItsDefinition(string file)
    {
        var files = new SourceFiles(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!));
        var bundle = Compiler.Compile(files, [Path.GetFileName(file)], TestCatalog.Value).Bundle;

        foreach (var picture in Pictures.Draw(files, Path.GetFileName(file), TestCatalog.Value).Where(_ => bundle is not null))
        {
            var definition = bundle!.Pipelines[picture.Pipeline];
            var inside = picture.Nodes.Where(node => node.Kind == PictureNodeKind.Variable || node.Blocks.Any(block => block.StartsWith("for#"))).Select(node => node.Id).ToHashSet();
            picture.Nodes.Where(node => !inside.Contains(node.Id)).Select(node => node.Id).Should().Equal(definition.Nodes.Select(node => node.Id));
            picture.Edges.Select(edge => OutOfTheBody(edge, inside, picture)).OfType<PictureEdge>().Select(Describe)
                .Should().BeEquivalentTo(definition.Connections.Select(Describe));
            picture.Nodes.Where(node => node.Pin is not null).Select(node => node.Pin).Should().Equal(definition.Nodes.Where(node => node.Pin is not null).Select(node => node.Pin));
        }
    }

    [Fact]
    public void Picture_OfTheModelPipeline_TellsWhoDoesWhatAndWhereItLeadsBack()
    {
        var picture = Fashion("model.dlflow").Single();

        picture.Find("experiment_evaluation").Should().BeEquivalentTo(new { Kind = PictureNodeKind.Step, Human = true, Callee = "approval", Title = "Is this experiment good enough to register?" });
        picture.Find("experiment_evaluation")!.Roles.Should().Equal("data_scientist");
        picture.Find("if#1")!.Text.Should().Be("evaluation.accuracy < 80%");
        picture.Find("fail#1")!.Blocks.Should().Equal("if#1/true");
        picture.Edges.Where(edge => edge.Feedback).Should().OnlyContain(edge => edge.Max == 5 && edge.To.SequenceEqual(new[] { "prepared", "tuning", "training" }));
    }

    [Fact]
    public void Picture_OfTheLifecycle_ReachesIntoCalledPipelines()
    {
        var picture = Fashion("lifecycle.dlflow").Single();

        picture.Nodes.Where(node => node.Kind == PictureNodeKind.Call).Select(node => node.Id).Should().Equal("data", "model", "deployment");
        picture.Edges.Should().Contain(edge => edge.From == "maintenance" && edge.Label == "Train again" && edge.To[0] == "model.training" && edge.Feedback);
        picture.Entries.Should().Equal(new PictureEntry(null, "requirements"), new PictureEntry("started", "requirements"));
    }

    [Fact]
    public void Picture_OfAHalfTypedPipeline_ShowsWhatIsThere()
    {
        var picture = Draw("pipeline p() {\n    step a = data_analysis(\n    step b = f()\n    if a.x {\n        step c = nothing()\n    }\n");

        picture.Nodes.Select(node => node.Id).Should().Contain(["a", "b", "c", "if#1"]);
    }

    [Fact]
    public void Picture_OfBlocks_NestsThem()
    {
        var picture = Draw("""
            pipeline p(data: dataset<d>) {
                var n: int = 0
                parallel {
                    branch left { step a = data_analysis(data: data) }
                    branch right { step b = data_analysis(data: data) }
                }
                for seed in [1, 2], max 2 {
                    step c = data_analysis(data: data)
                }
                set n = 1
            }
            """);

        picture.Nodes.Select(node => node.Kind).Should().Equal(
            PictureNodeKind.Variable, PictureNodeKind.Fork, PictureNodeKind.Step, PictureNodeKind.Step, PictureNodeKind.Join,
            PictureNodeKind.For, PictureNodeKind.Step, PictureNodeKind.Set, PictureNodeKind.Return);
        picture.Find("b")!.Blocks.Should().Equal("parallel#1/right");
        picture.Find("c")!.Blocks.Should().Equal("for#1");
        picture.Edges.Select(edge => $"{edge.From} {edge.Outcome} {edge.To[0]}").Should().Equal(
            "parallel#1 left a", "parallel#1 right b", "a done join#1", "b done join#1", "join#1 done for#1", "for#1 done set#1", "set#1 done return#1");
    }

    [Fact]
    public void Nodes_AcrossAnEdit_AreMatchedByWhatTheySay()
    {
        var before = Draw("pipeline p(x: int) {\n    if x > 1 { stop }\n    if x > 2 { fail }\n}\n");
        var after = Draw("pipeline p(x: int) {\n    if x > 0 { stop }\n    if x > 1 { stop }\n    if x > 2 { fail }\n}\n");

        var match = PictureMatch.Between(before, after);

        match["if#1"].Should().Be("if#2");
        match["if#2"].Should().Be("if#3");
    }

    [Theory]
    [MemberData(nameof(Corpus.ShippedFiles), MemberType = typeof(Corpus))]
    public void Mermaid_OfAShippedPipeline_NamesEveryNode(string file)
    {
        foreach (var picture in Pictures.Draw(new SourceFiles(Repository.Root), file, TestCatalog.Value))
        {
            var text = Mermaid.Write(picture);

            text.Should().StartWith("flowchart TD\n");
            picture.Nodes.Should().OnlyContain(node => text.Contains("n_" + node.Id.Replace('#', '_')));
        }
    }

    private static IReadOnlyList<Picture> Fashion(string file) =>
        Pictures.Draw(new SourceFiles(Path.Combine(Repository.Root, "pipelines", "fashion")), file, TestCatalog.Value);

    private static Picture Draw(string text) =>
        Pictures.Draw(new SourceFiles("/") { Unsaved = new Dictionary<string, string> { ["a.dlflow"] = text } }, "a.dlflow", TestCatalog.Value).Single();

    // An edge out of the body of a `for` is an outcome of the whole.
    private static PictureEdge? OutOfTheBody(PictureEdge edge, HashSet<string> inside, Picture picture) =>
        !inside.Contains(edge.From) ? edge
        : edge.To.All(inside.Contains) ? null
        : edge with { From = picture.Find(edge.From)!.Blocks.First(block => block.StartsWith("for#")), Outcome = $"{edge.From}.{edge.Outcome}", Label = null };

    private static string Describe(PictureEdge edge) => $"{edge.From} {edge.Outcome} {string.Join('|', edge.To)} {edge.Feedback} {edge.Max} {(edge.Then == "fail" ? null : edge.Then)} {edge.Label}";

    private static string Describe(Connection edge) => $"{edge.From} {edge.Outcome} {string.Join('|', edge.To)} {edge.Feedback} {edge.Max} {edge.Then} {edge.Label}";
}
