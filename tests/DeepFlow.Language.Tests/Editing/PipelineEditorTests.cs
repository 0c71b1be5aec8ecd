using DeepFlow.Language.Editing;

namespace DeepFlow.Language.Tests.Editing;

public class PipelineEditorTests
{
    private const string Program = """
        pipeline p(data: dataset<d>) {
            // why a
            step a = data_analysis(data: data)   // behind a

            /// about b
            step b = train(
                data: data,       // the data
                seed: 1
            ) {
                retry 2           // twice
                on failed -> a, max 2
            }
            if b.x < 1 { stop }
            step c = approval(title: "ok?") { by data_scientist }
            return x: 1
        }

        """;

    public static TheoryData<PipelineEdit, string, string> Edits => new()
    {
        { new AddStep(new Placement.After("a"), "n", "f", []), "behind a\n", "behind a\n    step n = f()\n" },
        { new AddStep(new Placement.Before("a"), "n", "f", [KeyValuePair.Create("x", "1")]), "    // why a", "    step n = f(x: 1)\n    // why a" },
        { new AddStep(new Placement.Into("if#1/true"), "n", "f", []), "{ stop }", "{ step n = f(); stop }" },
        { new AddStep(new Placement.Into("if#1/false"), "n", "f", []), "{ stop }", "{ stop } else {\n        step n = f()\n    }" },
        { new AddStep(new Placement.Into(""), "n", "f", []), "    return", "    step n = f()\n    return" },
        { new DeleteNode("c"), "    step c = approval(title: \"ok?\") { by data_scientist }\n", "" },
        { new DeleteNode("if#1"), "    if b.x < 1 { stop }\n", "" },
        { new SetArgument("b", "seed", "2"), "seed: 1", "seed: 2" },
        { new SetArgument("b", "seed", null), "data: data,       // the data\n        seed: 1\n", "data: data       // the data\n" },
        { new SetArgument("b", "data", null), "        data: data,       // the data\n", "" },
        { new SetArgument("b", "epochs", "3"), "seed: 1\n", "seed: 1,\n        epochs: 3\n" },
        { new SetArgument("c", "show", "[a.plot]"), "\"ok?\")", "\"ok?\", show: [a.plot])" },
        { new SetArgument("c", "title", null), "title: \"ok?\"", "" },
        { new SetSetting("a", "timeout", "timeout 2h"), "data)   // behind a\n", "data) {   // behind a\n        timeout 2h\n    }\n" },
        { new SetSetting("b", "retry", "retry 5"), "retry 2 ", "retry 5 " },
        { new SetSetting("b", "retry", null), "        retry 2           // twice\n", "" },
        { new SetSetting("b", "needs", "needs gpu 1"), "max 2\n", "max 2\n        needs gpu 1\n" },
        { new SetSetting("c", "due", "due 3d"), "{ by data_scientist }", "{ by data_scientist; due 3d }" },
        { new SetSetting("c", "by", null), " { by data_scientist }", "" },
        { new Connect("c", "reject", "b", 3), "{ by data_scientist }", "{ by data_scientist; on reject -> b, max 3 }" },
        { new Connect("b", "failed", "b"), "-> a, max", "-> a | b, max" },
        { new Connect("b", "failed", "c"), "-> a, max 2", "-> c" },
        { new Connect("b", "failed", "a", 7), "max 2", "max 7" },
        { new Disconnect("b", "failed"), "        on failed -> a, max 2\n", "" },
        { new PinNode("a", 120, 80.5), "    // why a", "    @at(120, 80.5)\n    // why a" },
        { new WrapInIf("a", "a", "1 < 2"), "    // why a\n    step a = data_analysis(data: data)   // behind a\n", "    if 1 < 2 {\n        // why a\n        step a = data_analysis(data: data)   // behind a\n    }\n" },
        { new MoveNode("a", new Placement.Before("c")), "    // why a\n    step a = data_analysis(data: data)   // behind a\n\n", "" },
        { new RenameStep("a", "first"), "step a =", "step first =" },
        { new AddStep(new Placement.OnEdge("a", "done"), "n", "f", []), "behind a\n", "behind a\n    step n = f()\n" },
        { new AddStep(new Placement.OnEdge("if#1", "true"), "n", "f", []), "{ stop }", "{ step n = f(); stop }" },
        { new AddStep(new Placement.OnEdge("if#1", "false", "c"), "n", "f", []), "{ stop }", "{ stop } else {\n        step n = f()\n    }" },
        { new AddStep(new Placement.OnEdge("c", "approve"), "n", "f", []), "data_scientist }\n", "data_scientist }\n    step n = f()\n" },
        { new AddStep(new Placement.After("a"), null, "c", []), "behind a\n", "behind a\n    step c_2 = c()\n" },
        { new AddStatement(new Placement.Before("c"), "if", "1 < 2"), "    step c", "    if 1 < 2 {\n    }\n    step c" },
        { new AddStatement(new Placement.Before("c"), "parallel", null), "    step c", "    parallel {\n        branch one {\n        }\n        branch two {\n        }\n    }\n    step c" },
        { new AddStatement(new Placement.Into("if#1/false"), "fail", "\"bad\""), "{ stop }", "{ stop } else {\n        fail \"bad\"\n    }" },
        { new PasteStatements(new Placement.After("c"), "    step c = f(x: c.y)   // kept\n    step d = f(x: c.y)\n"), "by data_scientist }\n", "by data_scientist }\n    step c_2 = f(x: c_2.y)   // kept\n    step d = f(x: c_2.y)\n" },
        { new SetCallee("b", "tune"), "= train(", "= tune(" },
        { new SetPart("if#1", "condition", "b.x > 2"), "if b.x < 1 ", "if b.x > 2 " },
        { new SetPart("return#1", "results", "x: a.y"), "{ stop }", "{ return x: a.y }" },
        { new SetPart("return#2", "results", "x: 2, y: 3"), "return x: 1", "return x: 2, y: 3" },
        { new SetPart("return#2", "results", null), "return x: 1", "stop" },
        { new SetLoop("b", "failed", 4, "c"), "max 2", "max 4, then c" },
        { new SetLoop("b", "failed", null, null), ", max 2", "" },
        { new SetOutcomeLabel("b", "failed", "Again, \"please\""), "on failed ->", "on failed \"Again, \\\"please\\\"\" ->" },
        { new SetOutcomeLabel("c", "approve", "Ship it"), "{ by data_scientist }", "{ by data_scientist; on approve \"Ship it\" }" },
        { new SetClause("runs", "runs 1, then queue"), "    // why a", "    runs 1, then queue\n    // why a" },
        { new SetClause("trigger", "on started"), "    // why a", "    on started\n    // why a" },
        { new SetDocumentation("b", "one\ntwo"), "    /// about b\n", "    /// one\n    /// two\n" },
        { new SetDocumentation("b", null), "    /// about b\n", "" },
        { new SetDocumentation(null, "whole"), "pipeline p(", "/// whole\npipeline p(" },
        { new SetHeading("a: int", "(x: int)"), "(data: dataset<d>) {", "(a: int) -> (x: int) {" },
        { new SetHeading(null, "x: int"), "(data: dataset<d>) {", "(data: dataset<d>) -> (x: int) {" },
        { new WrapInFor("c", "c", "x", "[1]"), "    step c = approval(title: \"ok?\") { by data_scientist }\n", "    for x in [1] {\n        step c = approval(title: \"ok?\") { by data_scientist }\n    }\n" },
        { new CreatePipeline("q", "a: int", null), "    return x: 1\n}\n", "    return x: 1\n}\n\npipeline q(a: int) {\n}\n" },
        { new AddDeclaration("form f { a: int }"), "pipeline p(", "form f { a: int }\n\npipeline p(" },
        { new AddUse("other.dlflow"), "pipeline p(", "use \"other.dlflow\"\n\npipeline p(" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Edit_OfThePicture_IsASmallEditOfTheText_AndItsInverseGivesTheTextBack(PipelineEdit edit, string before, string after)
    {
        var drawing = Drawing.Of(Program);

        var result = drawing.Edit(edit);

        result.Problem.Should().BeNull();
        var text = drawing.With(result).Text;
        text.Should().Contain(after.Length == 0 ? "pipeline" : after).And.NotBe(Program);
        if (edit is not (MoveNode or RenameStep))
        {
            text.Should().Be(Program.Replace(before, after));
        }

        drawing.With(result).With(result.Inverse).Text.Should().Be(Program);
    }

    [Fact]
    public void MovedStep_TakesItsCommentsAlong()
    {
        var text = After(new MoveNode("a", new Placement.After("b")));

        text.Should().Contain("    }\n    // why a\n    step a = data_analysis(data: data)   // behind a\n    if").And.StartWith("pipeline p(data: dataset<d>) {\n    /// about b\n");
    }

    [Fact]
    public void DeletedStep_TakesTheEdgesToItAlong() => After(new DeleteNode("a")).Should().NotContain("why a").And.NotContain("on failed").And.Contain("retry 2");

    [Fact]
    public void WrappedSteps_Unwrapped_AreAsTheyWere()
    {
        var drawing = Drawing.Of(Program);
        var wrapped = drawing.With(drawing.Edit(new WrapInParallel("a", "b")));

        wrapped.Picture.Find("a")!.Blocks.Should().Equal("parallel#1/a");
        wrapped.With(wrapped.Edit(new Unwrap("parallel#1"))).Text.Should().Be(Program);
    }

    [Fact]
    public void PinnedNode_MovedAndUnpinned_IsAsItWas()
    {
        var drawing = Drawing.Of(Program);
        var pinned = drawing.With(drawing.Edit(new PinNode("b", 1, 2)));
        var moved = pinned.With(pinned.Edit(new PinNode("b", 3, 4)));

        moved.Text.Should().Contain("    @at(3, 4)\n    /// about b\n");
        moved.With(moved.Edit(new PinNode("b", null, null))).Text.Should().Be(Program);
    }

    [Fact]
    public void RenamedStep_IsRenamedInEveryFileThatReachesIntoItsPipeline()
    {
        var model = Drawing.Fashion("model.dlflow", "fashion_model");

        var renamed = model.With(model.Edit(new RenameStep("tuning", "search")));

        renamed.Errors.Should().BeEmpty();
        renamed.Files["lifecycle.dlflow"].Should().Contain("model.prepared | model.search | model.training");
        renamed.Text.Should().Contain("seed: 41 + search.iteration").And.NotContain("tuning.");
    }

    [Fact]
    public void RenamedPipeline_IsRenamedInTheFilesThatUseIt()
    {
        var data = Drawing.Fashion("data.dlflow", "fashion_data");

        var renamed = (data with { Pipeline = "fashion_data" }).With(data.Edit(new RenamePipeline("pictures")));

        renamed.Errors.Should().BeEmpty();
        renamed.Files["lifecycle.dlflow"].Should().Contain("step data  = pictures(source: source)");
    }

    public static TheoryData<PipelineEdit, string> Impossible => new()
    {
        { new DeleteNode("nobody"), "The pipeline `p` has no node `nobody`." },
        { new AddStep(new Placement.After("a"), "b", "f", []), "The pipeline `p` has a `b` already; choose another name." },
        { new AddStep(new Placement.After("return#1"), "n", "f", []), "Nothing runs behind `return#1`." },
        { new AddStep(new Placement.Into("if#7/true"), "n", "f", []), "The pipeline `p` has no node `if#7`." },
        { new AddStep(new Placement.OnEdge("b", "failed"), "n", "f", []), "`failed` of `b` leads to `a`, and other ways would lead through a step between them; add the step where it belongs, then lead the outcome to it." },
        { new AddStep(new Placement.OnEdge("a", "reject"), "n", "f", []), "`reject` of `a` does not lead to `anything`." },
        { new AddStatement(new Placement.OnEdge("b", "failed"), "if", "true"), "`failed` of `b` leads to a step that stands elsewhere; only a step can be added on the way there." },
        { new SetClause("runs", "on started"), "It begins with the word `runs`." },
        { new SetClause("nights", "nights 2"), "`nights` is nothing that stands at a pipeline's top: `trigger`, `runs` and `roles` do." },
        { new SetOutcomeLabel("b", "failed", "${x}"), "What people read as an outcome is a plain text, without `${ }`." },
        { new AddStatement(new Placement.After("a"), "if", null), "An `if` needs a condition." },
        { new PasteStatements(new Placement.After("a"), "step = = 3"), "*" },
        { new SetPart("if#1", "list", "x"), "`if#1` has no list." },
        { new SetLoop("a", "done", 3, null), "`done` of `a` does not lead anywhere by an edge of its own." },
        { new SetLoop("b", "failed", 0, null), "A feedback loop runs at least once: `max` is 1 or more." },
        { new CreatePipeline("p", null, null), "The file declares a `p` already; choose another name." },
        { new RenameStep("a", "step"), "`step` is a word of the language; choose another name." },
        { new RenameStep("a", "1x"), "`1x` is no name: write letters, digits and `_`, and begin with a letter." },
        { new SetArgument("if#1", "x", "1"), "`if#1` is no step." },
        { new SetArgument("a", "data", "f("), "The text would not read any more: *" },
        { new SetSetting("a", "timeout", "retry 2"), "A setting `timeout` begins with that word, not with `retry`." },
        { new Connect("b", "failed", "nobody"), "An edge leads to a step; `nobody` is none of the pipeline `p`." },
        { new Disconnect("b", "done"), "`done` of `b` does not lead anywhere by an edge of its own." },
        { new WrapInParallel("a", "a"), "A `parallel` needs at least two branches." },
        { new WrapInIf("b", "a", "true"), "The statements do not stand in one block, the first before the last." },
        { new Unwrap("a"), "`a` is no block around other statements." },
        { new Unwrap("if#1"), "`if#1` is not written with its brackets at the ends of lines; format the file first." },
        { new MoveNode("if#1", new Placement.Into("if#1/true")), "`if#1` cannot be moved into itself." },
        { new PinNode("a", double.NaN, 1), "A node can only be pinned at finite numbers." },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void ImpossibleEdit_IsRefusedWithASentence_AndChangesNothing(PipelineEdit edit, string sentence)
    {
        var result = Drawing.Of(Program).Edit(edit);

        result.Problem.Should().Match(sentence);
        result.Changes.Should().BeEmpty();
    }

    private static string After(PipelineEdit edit)
    {
        var drawing = Drawing.Of(Program);
        var result = drawing.Edit(edit);
        result.Problem.Should().BeNull();
        return drawing.With(result).Text;
    }
}
