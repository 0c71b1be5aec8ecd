using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests.Pipelines;

public class FashionPipelinesTests
{
    private static readonly SourceFiles Files = new(Repository.Root);

    [Fact]
    public void FashionPipelines_Compiled_HaveNoDiagnostics()
    {
        var compilation = Compiler.Compile(Files, ["pipelines/fashion/lifecycle.dlflow"], TestCatalog.Value);

        //X
        compilation.Bundle!.Pipelines.Keys.Should().Equal("checked", "fashion_data", "fashion_deployment", "fashion_lifecycle", "fashion_model");
        compilation.Bundle.Models.Keys.Should().Equal("fashion_mlp");
        compilation.Bundle.Datasets.Keys.Should().Equal("fashion");
        Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(compilation.Bundle, DeepFlow.Workflows.DeepFlowJson.Indented));
    }
}
