using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Tests.Pipelines;

public class FashionPipelinesTests
{
    private const string Lifecycle = "pipelines/fashion/lifecycle.dlflow";

    [Fact]
    public void FashionPipelines_Compiled_HaveNoDiagnostics()
    {
        var compilation = Compile(Repository.Root);

        string.Join('\n', compilation.Diagnostics).Should().BeEmpty();
        compilation.Bundle!.Pipelines.Keys.Should().Equal("checked", "fashion_data", "fashion_deployment", "fashion_lifecycle", "fashion_model");
        compilation.Bundle.Models.Keys.Should().Equal("fashion_mlp");
        compilation.Bundle.Datasets.Keys.Should().Equal("fashion");
    }

    [Fact]
    public void FashionPipelines_CompiledInAnotherFolder_GiveTheSameHash()
    {
        var elsewhere = Directory.CreateTempSubdirectory("deepflow-fashion-");
        try
        {
            var target = elsewhere.CreateSubdirectory("pipelines/fashion");
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "pipelines/fashion"), "*.dlflow"))
            {
                File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
            }

            Compile(elsewhere.FullName).Bundle!.Hash().Should().Be(Compile(Repository.Root).Bundle!.Hash());
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    [Fact]
    public void FashionBundle_WrittenAndReadAgain_KeepsItsHash()
    {
        var bundle = Compile(Repository.Root).Bundle!;

        Bundle.FromJson(bundle.ToJson()).Hash().Should().Be(bundle.Hash());
    }

    [Fact]
    public void FashionLifecycle_Review_LeadsBackIntoTheCalledPipelines()
    {
        var lifecycle = Compile(Repository.Root).Bundle!.Pipelines["fashion_lifecycle"];

        var rejected = lifecycle.Find("review", "reject")!;

        rejected.To.Should().Equal("model.prepared", "model.tuning", "model.training", "data.collection");
        rejected.Feedback.Should().BeTrue();
        rejected.Max.Should().Be(10);
        lifecycle.Find("maintenance", "carry_on")!.To.Should().Equal("return#1");
    }

    private static Compilation Compile(string root) => Compiler.Compile(new SourceFiles(root), [Lifecycle], TestCatalog.Value);
}
