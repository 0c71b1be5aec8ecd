using System.Runtime.CompilerServices;
using System.Text.Json;
using DeepFlow.Language.Sources;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Tests.Examples;

/// <summary>
/// The lifecycle of a news classifier and of Fashion-MNIST as people would write them, against a catalog that also declares what no
/// room carries out yet. They use every construct of the language.
/// </summary>
public class ExampleProgramsTests
{
    public static string Folder { get; } = FolderOf();

    public static string[] Files { get; } = [.. Directory.GetFiles(Folder, "*.dlflow").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static ActivityCatalog Catalog { get; } = ActivityCatalog.FromJson(File.ReadAllBytes(Path.Combine(Folder, "catalog.json")));

    public static TheoryData<string> Programs => [.. Files];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_Compiled_HasNoFindings(string file)
    {
        var compilation = Compiler.Compile(new SourceFiles(Folder), [file], Catalog);

        string.Join('\n', compilation.Diagnostics).Should().BeEmpty();
        compilation.Bundle.Should().NotBeNull();
    }

    [Fact]
    public void Programs_Together_GiveTheBundleThatIsCheckedIn()
    {
        var bundle = Compiler.Compile(new SourceFiles(Folder), Files, Catalog).Bundle!;
        var path = Path.Combine(Folder, "bundle.json");
        if (Environment.GetEnvironmentVariable("DEEPFLOW_GOLDEN") == "accept")
        {
            File.WriteAllText(path, JsonSerializer.Serialize(bundle, DeepFlowJson.Indented) + "\n");
        }

        (JsonSerializer.Serialize(bundle, DeepFlowJson.Indented) + "\n").Should().Be(File.ReadAllText(path));
        Bundle.FromJson(bundle.ToJson()).Hash().Should().Be(bundle.Hash());
    }

    [Fact]
    public void Lifecycle_WithThreeEntries_TakesWhatTheEntryHasMade()
    {
        var lifecycle = Compiler.Compile(new SourceFiles(Folder), ["lifecycle.dlflow"], Catalog).Bundle!.Pipelines["news_lifecycle"];

        lifecycle.Triggers.Select(trigger => trigger.Entry).Should().Equal("requirements", "data", "known");
        lifecycle.Nodes.Should().NotContain(node => node is ReturnNode, "the lifecycle has no end");
        lifecycle.Find("review", "reject")!.To.Should().Equal("model.preprocessing", "model.tuning", "model.training", "data.collection");
        lifecycle.Find("watch", "drift")!.Should().Match<Connection>(edge => edge.To[0] == "maintenance" && !edge.Feedback);
        lifecycle.Find("maintenance", "carry_on")!.Feedback.Should().BeTrue();
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
