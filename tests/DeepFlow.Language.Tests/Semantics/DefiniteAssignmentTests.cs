using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests.Semantics;

/// <summary>Whether <c>a.title</c> may be used at the end, by what stands before it.</summary>
public class DefiniteAssignmentTests
{
    private const string A = "step a = define_requirements(title: \"x\")";
    private const string B = "step b = define_requirements(title: \"x\")";

    [Theory]
    [InlineData(A)]
    [InlineData("if n > 1 { " + A + " } else { fail }")]
    [InlineData("if n > 1 { fail } else { " + A + " }")]
    [InlineData("parallel { " + A + "; " + B + " }")]
    [InlineData("parallel { branch x { " + A + " }; branch y { if n > 1 { " + B + " } } }")]
    [InlineData("parallel { branch x { parallel { " + A + "; " + B + " } } step c = define_requirements(title: \"x\") }")]
    [InlineData("parallel any { branch x { stop }; branch y { " + A + " } }")]
    [InlineData(A + "\nstep r = approval(title: a.title) { on reject -> a }")]
    public void Output_OfAStepThatRanOnEveryWay_MayBeUsed(string before) =>
        Codes(before).Should().NotContain(code => code == "DF4001" || code == "DF4002");

    [Theory]
    [InlineData("if n > 1 { " + A + " }")]
    [InlineData("step a = define_requirements(title: \"x\") { when n > 1 }")]
    [InlineData("parallel any { " + A + "; " + B + " }")]
    [InlineData("parallel { branch x { if n > 1 { " + A + " } }; branch y { " + B + " } }")]
    [InlineData("parallel { branch x { step a = define_requirements(title: \"x\") { when n > 1 } }; branch y { " + B + " } }")]
    [InlineData("on event(\"e\") -> b\n" + A + "\n" + B)]
    [InlineData("step p = submit_pipeline(message: \"x\") { on failed -> b }\n" + A + "\n" + B)]
    [InlineData("if n > 1 { parallel { " + A + "; " + B + " } }")]
    public void Output_OfAStepThatRanOnSomeWays_NeedsAnotherValue(string before) => Codes(before).Should().Contain("DF4001");

    [Theory]
    [InlineData("step b = define_requirements(title: a.title)\n" + A)]
    [InlineData("parallel { branch x { " + A + " }; branch y { step b = define_requirements(title: a.title) } }")]
    [InlineData("if n > 1 { " + A + " } else { step b = define_requirements(title: a.title) }\nif n > 2 { stop }")]
    [InlineData(A + "\nstep r = approval(title: \"x\") { on reject -> b2 }\nstep b2 = define_requirements(title: late.title)\nstep late = define_requirements(title: \"x\")")]
    public void Output_OfAStepThatRanOnNoWay_IsAnError(string before) => Codes(before).Should().Contain("DF4002");

    [Fact]
    public void Entry_BehindTheStep_IsAWayOnWhichItHasNotRun() =>
        Codes("on event(\"one\") -> b\non event(\"two\") -> c\n" + A + "\n" + B + "\nstep c = define_requirements(title: b.title)").Should().Contain("DF4001");

    [Fact]
    public void Feedback_TakesTheOutputsOfAllThatFollowsItsTarget() =>
        Codes("""
            step first = define_requirements(title: "x")
            step use = define_requirements(title: later.title ?? first.title)
            step later = define_requirements(title: "x")
            step a = approval(title: later.title) { on reject -> first | use }
            step last = define_requirements(title: "x")
            """, "a.comment ?? \"\"").Should().Equal("DF4002");

    [Fact]
    public void Condition_OnAnOutput_ProvesThatTheStepHasRun() =>
        Codes("if n > 1 { " + A + " }\nif a.title == \"x\" { step c = define_requirements(title: a.title) }", "\"x\"").Should().BeEmpty();

    [Fact]
    public void Body_OfAFor_SeesWhatRanBeforeIt_AndIsSeenBehindItAsLists() =>
        Codes(A + "\nfor i in [n, 2] { step b = define_requirements(title: \"${a.title} ${i}\") }", "b.title[0] ?? \"\"").Should().BeEmpty();

    [Fact]
    public void Body_OfAForThatAnEdgeLeft_MayBeMissing() =>
        Codes("for i in [n, 2] { step a = submit_pipeline(message: \"${i}\") { on failed -> b } }\n" + B, "count(a.commit)").Should().Equal("DF4001");

    private static IReadOnlyList<string> Codes(string before, string use = "a.title")
    {
        var text = $"pipeline p(n: int) {{\n{before}\nstep end = define_requirements(title: \"${{{use}}}\")\nstep also = define_requirements(title: \"${{n}}\")\n}}\n";
        var files = new SourceFiles(Path.GetTempPath()) { Unsaved = new Dictionary<string, string> { ["p.dlflow"] = text } };
        return [.. Compiler.Compile(files, ["p.dlflow"], TestCatalog.Value).Diagnostics.Select(finding => finding.Code)];
    }
}
