using DeepFlow.Language.Publishing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Examples;

namespace DeepFlow.Language.Tests.Publishing;

public class PublishChecksTests
{
    private const string Text = """
        activity upload(token: secret) { script "upload.py" }

        pipeline p(source: source, other: source) {
            on data_changed(source)
            on data_changed(other)
            on event("x")
            step a = collect_data(title: "x", sources: [source, other]) { by data_labeler }
            step b = approval(title: "x") { approvals 2; due 1d, then data_scientist }
            step c = upload(token: secret("hub"))
            step d = approval(title: "y") { by everyone; approvals 2, not by a }
        }
        """;

    private static readonly PublishFacts Complete = new(
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["data_labeler"] = ["ann"], ["model_validator"] = ["bob", "eve"], ["data_scientist"] = ["eve"],
        },
        new HashSet<string> { "hub" },
        new Dictionary<string, IReadOnlySet<string>> { ["p"] = new HashSet<string> { "source", "other" } });

    [Fact]
    public void Program_WhoseProjectHasAllThatItNeeds_HasNoFindings() => Check(Complete).Should().BeEmpty();

    [Fact]
    public void Role_ThatNobodyHolds_IsTold_WhereItIsNamedOrElseAtTheStep() =>
        Check(Complete with { PeopleByRole = new Dictionary<string, IReadOnlyList<string>> { ["data_engineer"] = ["x", "y", "z"] } }).Should().Equal(
            "p.dlflow:7:70: warning DF7001: Nobody holds the role `data_labeler`, so the step `a` would wait for ever. Give a person the role, or name another.",
            "p.dlflow:8:10: warning DF7001: Nobody holds the role `model_validator`, so the step `b` would wait for ever. Give a person the role, or name another.",
            "p.dlflow:8:63: warning DF7001: Nobody holds the role `data_scientist`, so the step `b` would wait for ever. Give a person the role, or name another.");

    [Fact]
    public void Secret_ThatIsNotSet_IsAnError() =>
        Check(Complete with { Secrets = new HashSet<string> { "hub2" } }).Should().Equal(
            "p.dlflow:9:35: error DF7002: The secret `hub` is not set in this project. Did you mean `hub2`?");

    [Fact]
    public void Trigger_OnSomethingUnbound_IsAnError() =>
        Check(Complete with { BoundParameters = new Dictionary<string, IReadOnlySet<string>> { ["p"] = new HashSet<string> { "source" } } }).Should().Equal(
            "p.dlflow:5:5: error DF7003: The trigger `data_changed` watches `other`, which is bound to nothing. Give `other` a value when activating the pipeline.");

    [Fact]
    public void Approvals_OfMoreThanThereArePeople_AreTold() =>
        Check(Complete with { PeopleByRole = new Dictionary<string, IReadOnlyList<string>> { ["data_labeler"] = ["ann"], ["model_validator"] = ["ann"], ["data_scientist"] = ["eve"] } }).Should().Equal(
            "p.dlflow:8:10: warning DF7004: The step `b` needs 2 approvals, but one person may give them. Ask for fewer, or give more people the role.",
            "p.dlflow:10:10: warning DF7004: The step `d` needs 2 approvals, but one person may give them. Ask for fewer, or give more people the role.");

    [Fact]
    public void PersonOrGroup_ThatTheProjectDoesNotHave_IsTold_WithTheOneThatIsMeant()
    {
        const string Asked = """
            pipeline p() {
                step a = approval(title: "x") { by "ada", "bob"; due 1d, then "bord", then owner after 2d; on reject -> a }
            }
            """;

        var facts = Complete with { PeopleByRole = new Dictionary<string, IReadOnlyList<string>> { ["@ada"] = ["ada"], ["@board"] = ["ada"], ["owner"] = ["ada"] } };

        Check(facts, Asked).Should().Equal(
            "p.dlflow:2:47: warning DF7005: No person and no group with members is called `bob` in this project, so the step `a` would wait for ever. There are `ada` and `board`.",
            "p.dlflow:2:67: warning DF7005: No person and no group with members is called `bord` in this project, so the step `a` would wait for ever. Did you mean `board`?");
    }

    private static IEnumerable<string> Check(PublishFacts facts, string text = Text)
    {
        var files = new SourceFiles(Path.GetTempPath()) { Unsaved = new Dictionary<string, string> { ["p.dlflow"] = text } };
        var compilation = Compiler.Compile(files, ["p.dlflow"], ExampleProgramsTests.Catalog);
        compilation.Diagnostics.Should().BeEmpty();
        return PublishChecks.Check(compilation, ExampleProgramsTests.Catalog, facts).Select(finding => finding.ToString());
    }
}
