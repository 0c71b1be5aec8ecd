using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests.Semantics;

public class CalledTargetsTests
{
    [Theory]
    [InlineData("inner.first", null)]
    [InlineData("inner.repeat", "`inner.repeat` stands in a `for`, which cannot be entered from outside. Lead to a step before the block.")]
    public void Edge_IntoACalledPipeline_MayLeadToAnyStepButThoseOfAFor(string target, string? message)
    {
        var text = $$"""
            pipeline called(names: list<string>) {
                step first = approval(title: "First?") { on reject -> first }
                for name in names, max 3 {
                    step repeat = approval(title: "Is ${name} right?") { on reject -> repeat }
                }
            }
            pipeline outer(names: list<string>) {
                step inner = called(names: names)
                step check = approval(title: "Good?") { on reject -> {{target}} }
            }
            """;
        var files = new SourceFiles("/tmp") { Unsaved = new Dictionary<string, string> { ["a.dlflow"] = text } };

        var errors = Compiler.Compile(files, ["a.dlflow"], TestCatalog.Value).Diagnostics.Where(finding => finding.Severity == DeepFlow.Language.Diagnostics.Severity.Error).Select(finding => finding.Message);

        errors.Should().Equal(message is null ? [] : [message]);
    }
}
