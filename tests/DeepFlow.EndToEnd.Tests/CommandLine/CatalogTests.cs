using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class CatalogTests
{
    private static readonly string CheckedIn = Repository.Path("activities/catalog.json");

    [Fact]
    public async Task Catalog_CheckedIn_IsThatOfTheCode()
    {
        using var folder = new TempFolder();
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "catalog", "--json");
        exitCode.Should().Be(0, output);
        if (Environment.GetEnvironmentVariable("DEEPFLOW_GOLDEN") == "accept") await File.WriteAllTextAsync(CheckedIn, output);
        output.Should().Be(await File.ReadAllTextAsync(CheckedIn), "a changed signature is a reviewed diff: run this test with DEEPFLOW_GOLDEN=accept");
    }

    [Fact]
    public async Task Catalog_OfOneActivity_TellsItsInputsAndOutputs()
    {
        using var folder = new TempFolder();
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "catalog", "train");
        exitCode.Should().Be(0);
        output.Should().Contain("epochs: int").And.Contain("-> checkpoints: list<checkpoint>");
    }
}
