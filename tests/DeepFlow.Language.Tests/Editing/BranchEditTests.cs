using DeepFlow.Language.Editing;
using DeepFlow.Language.Graph;

namespace DeepFlow.Language.Tests.Editing;

public class BranchEditTests
{
    private const string Program = """
        pipeline p(data: dataset<d>) {
            parallel {
                // why a
                step a = data_analysis(data: data)
                branch more {
                    step b = data_analysis(data: data)
                }
            }
            step c = data_analysis(data: data)
        }

        """;

    [Theory]
    [InlineData("parallel#1", "a", "a")]
    [InlineData("a", "done", "join#1")]
    [InlineData("parallel#1", "more", "b")]
    [InlineData("b", "done", "join#1")]
    [InlineData("join#1", "done", "c")]
    public void StepAddedOnAnEdgeOfAParallel_StandsBetweenItsEnds(string from, string outcome, string to)
    {
        var drawing = Drawing.Of(Program);
        var result = drawing.Edit(new AddStep(new Placement.OnEdge(from, outcome, to), "between", "data_analysis", [KeyValuePair.Create("data", "data")]));

        result.Problem.Should().BeNull();
        var picture = drawing.With(result).Picture;
        picture.Edges.Where(edge => edge.To.Contains("between")).Select(edge => edge.From).Should().Equal(from);
        picture.Edges.Where(edge => edge.From == "between" && edge.Outcome == "done").SelectMany(edge => edge.To).Should().Equal(to);
        drawing.With(result).With(result.Inverse).Text.Should().Be(Program);
    }

    [Fact]
    public void StepBehindABareBranch_GetsABranchAroundBoth_WithItsComments()
    {
        var drawing = Drawing.Of(Program);

        drawing.With(drawing.Edit(new AddStep(new Placement.OnEdge("a", "done"), "n", "f", []))).Text.Should().Contain("""
                    branch a_branch {
                        // why a
                        step a = data_analysis(data: data)
                        step n = f()
                    }
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void EmptyBlocks_AreDrawnAndFilled()
    {
        var drawing = Drawing.Of("pipeline p() {\n}\n");
        drawing = drawing.With(drawing.Edit(new AddStatement(new Placement.Into(""), "parallel", null)));
        drawing = drawing.With(drawing.Edit(new AddStep(new Placement.Into("parallel#1/one"), "a", "f", [])));
        drawing = drawing.With(drawing.Edit(new AddStep(new Placement.OnEdge("parallel#1", "two"), "b", "f", [])));

        drawing.Text.Should().Be("pipeline p() {\n    parallel {\n        branch one {\n            step a = f()\n        }\n        branch two {\n            step b = f()\n        }\n    }\n}\n");
        drawing.Picture.Find("join#1")!.Kind.Should().Be(PictureNodeKind.Join);
    }
}
