using DeepFlow.Language.Services.Completion;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests.Services;

public class CompletionTests
{
    private const string Declarations = """
        dataset fashion {
            item image(1, 28, 28)
            label { tshirt, trouser }
            field part: string
        }
        model mlp(hidden: int = 128, drop: float = 0.1) {
            input image(1, 28, 28)
            flatten()
            linear(hidden)
        }
        form survey { answer: string }
        pipeline cleaned(data: dataset<fashion>) -> (data: dataset<fashion>, report: table) {
            step cleaning = clean_data(data: data)
            return data: cleaning.data, report: cleaning.report
        }

        """;

    [Theory]
    [InlineData("¦", "dataset", "model", "pipeline", "use")]
    [InlineData("pipeline p() {\n    ¦\n}", "step", "if", "parallel", "for", "var", "return", "on", "approval")]
    [InlineData("pipeline p() {\n    step x = ¦\n}", "cleaned", "tune", "approval", "split_data")]
    [InlineData("pipeline p() {\n    step x = tu¦", "tune")]
    [InlineData("pipeline p() {\n    step x = split_data(¦)", "data", "where", "first", "seed")]
    [InlineData("pipeline p() {\n    step x = cleaned(¦)", "data")]
    [InlineData("pipeline p(d: dataset<fashion>) {\n    step s = split_data(data: d, first: 80%)\n    step x = cleaned(data: ¦)", "d", "s.first", "s.rest")]
    [InlineData("pipeline p(d: dataset<fashion>) {\n    step s = split_data(data: d)\n    step x = cleaned(data: s.¦)", "first", "rest", "outcome", "iteration")]
    [InlineData("pipeline p(d: dataset<fashion>) {\n    step x = split_data(data: d, where: ¦)", "part", "item", "label")]
    [InlineData("pipeline p(d: dataset<fashion>) {\n    step x = split_data(data: d, where: label == ¦)", "tshirt", "trouser")]
    [InlineData("pipeline p() {\n    step x = ingest_data(of: ¦)", "fashion")]
    [InlineData("pipeline p() {\n    step x = tune(model: ¦)", "mlp")]
    [InlineData("pipeline p() {\n    step x = tune(model: mlp(¦))", "hidden", "drop")]
    [InlineData("pipeline p() {\n    step x = tune(model: mlp, search: ¦)", "asha")]
    [InlineData("pipeline p() {\n    step x = tune(model: mlp, search: asha(goal: ¦", "maximize", "minimize")]
    [InlineData("pipeline p() {\n    step x = tune(model: mlp, space: { ¦", "hidden", "drop")]
    [InlineData("pipeline p() {\n    step x = tune(model: mlp, space: { hidden: ¦", "int", "uniform", "log", "choice")]
    [InlineData("pipeline p() {\n    step x = tune(model: mlp, space: { hidden: int(32..256) })\n    step y = train(model: mlp(hidden: x.best.¦", "hidden")]
    [InlineData("pipeline p() {\n    step x = clean_data(duplicates: ¦)", "keep", "drop")]
    [InlineData("pipeline p() {\n    step x = train() {\n        ¦\n    }", "needs", "retry", "cache", "checkpoint", "by", "on")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        ¦", "due", "approvals", "by", "on")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        by ¦", "data_scientist", "model_validator", "\"name\"")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        by data_scientist, ¦", "model_validator", "\"name\"")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        by \"ada\", ¦", "model_validator", "\"name\"")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        due 3d, ¦", "remind", "then")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        due 3d, remind 1d, ¦", "then")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        due 3d, remind 1d, then ¦", "admin", "\"name\"")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        due 3d, then admin, then \"board\" ¦", "after")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        due 3d, then admin, then owner after 2d, ¦", "then")]
    [InlineData("pipeline p() {\n    step x = split_data() {\n        hide first from ¦", "data_labeler")]
    [InlineData("pipeline p() {\n    roles { train: ¦ }", "data_engineer")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        on ¦", "approve", "reject")]
    [InlineData("pipeline p() {\n    step a = train()\n    step x = approval(title: \"?\") {\n        on reject -> ¦", "a", "x")]
    [InlineData("pipeline p() {\n    step a = cleaned()\n    step x = approval(title: \"?\") {\n        on reject -> a | ¦", "a.cleaning")]
    [InlineData("pipeline p() {\n    step x = train() {\n        needs ¦", "gpu", "cpu", "memory", "pool")]
    [InlineData("pipeline p() {\n    step a = cleaned()\n    step x = approval(title: \"?\") {\n        approvals 1, not by a.¦", "cleaning")]
    [InlineData("pipeline p() {\n    step x = train() {\n        checkpoint every 1 ¦", "epoch", "batches")]
    [InlineData("pipeline p() -> (best: model, card: artifact) {\n    return best: 1, ¦", "card")]
    [InlineData("pipeline p() {\n    on ¦", "started", "cron", "data_changed", "event", "pushed", "finished")]
    [InlineData("pipeline p() {\n    step a = train()\n    on started -> ¦", "a")]
    [InlineData("pipeline p() {\n    runs 1, then ¦", "queue", "replace")]
    [InlineData("pipeline p() {\n    var n: int = 0\n    set ¦", "n")]
    [InlineData("pipeline p(x: ¦", "int", "model", "dataset<>", "list<>")]
    [InlineData("pipeline p(x: dataset<¦", "fashion")]
    [InlineData("pipeline p() {\n    step a = train()\n    fail \"only ${a.¦}\"", "accuracy")]
    [InlineData("model n(width: int = 2) {\n    ¦\n}", "linear", "flatten", "conv", "input", "residual")]
    [InlineData("model n(width: int = 2) {\n    linear(¦)\n}", "width", "units")]
    [InlineData("dataset d {\n    ¦\n}", "item", "label", "field", "expect")]
    [InlineData("dataset d {\n    item ¦\n}", "image", "text", "tokens")]
    [InlineData("dataset d {\n    item text\n    field part: string\n    expect e: ¦\n}", "part", "items", "count")]
    public void Completion_AtThePlace_Offers(string marked, params string[] expected) =>
        new Cursor(Declarations + marked).Labels.Should().Contain(expected);

    [Theory]
    [InlineData("pipeline p() {\n    step x = monitor(alarms: { drift: ¦", "psi", "accuracy", "baseline")]
    [InlineData("pipeline p() {\n    step x = monitor(alarms: { drift: psi > 0.2, slow: acc¦", "accuracy")]
    public void Completion_InARuleOfAnActivity_OffersTheNamesThatItProvides(string marked, params string[] expected) =>
        new Cursor(marked, TestCatalog.Value).Labels.Should().Contain(expected);

    [Theory]
    [InlineData("pipeline p() {\n    // a step ¦")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"is it ¦")]
    [InlineData("pipeline p() {\n    step ¦")]
    [InlineData("pipeline p() {\n    step x = version_data(branch: 'main¦'")]
    public void Completion_InACommentATextOrANewName_OffersNothing(string marked) =>
        new Cursor(Declarations + marked).Items.Should().BeEmpty();

    [Theory]
    [InlineData("pipeline p() {\n    step x = split_data(data: d, ¦)", "data")]
    [InlineData("pipeline p() {\n    step x = approval(title: \"?\") {\n        ¦", "retry")]
    [InlineData("pipeline p() {\n    step x = train() {\n        cache\n        ¦", "cache")]
    [InlineData("pipeline p() {\n    step a = train(x: ¦)\n    step later = train()", "later")]
    public void Completion_OfWhatCannotStandThere_IsNotOffered(string marked, string unwanted) =>
        new Cursor(Declarations + marked).Labels.Should().NotContain(unwanted);

    [Fact]
    public void Completion_OfAnActivity_TellsItsRoleAndFillsInWhatMustBeGiven()
    {
        var item = new Cursor("pipeline p() {\n    step x = eval¦").Items.Single(each => each.Label == "evaluate_model");

        item.Detail.Should().Be("model · data_scientist");
        item.InsertText.Should().Be("evaluate_model(model: ${1}, data: ${2})");
        item.Documentation.Should().Contain("-> (accuracy: percent");
        item.Replaces.Length.Should().Be(4, "it replaces what has been typed of it");
    }

    [Fact]
    public void Completion_OfAnArgument_ThoseThatMustBeGivenComeFirst()
    {
        var items = new Cursor("pipeline p() {\n    step x = tune(¦").Items;

        items.TakeWhile(item => item.Group == 0).Select(item => item.Label).Should().BeEquivalentTo(["model", "train", "validation", "search", "space", "optimizer"]);
        items.Single(item => item.Label == "batch").Detail.Should().Be("int = 64");
    }

    [Fact]
    public void Completion_OfAStatement_HoldsSnippets() =>
        new Cursor("pipeline p() {\n    ¦\n}").Items.Where(item => item.Kind == CompletionKind.Snippet).Select(item => item.Label).Should().Contain(["approval", "cron", "if", "step"]);
}
