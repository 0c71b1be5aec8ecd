using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Tests;

public sealed class CatalogTests
{
    private static readonly ActivityCatalog Catalog = CatalogBuilder.Build([typeof(DataReader).Assembly]);

    [Theory]
    [InlineData("collect_data", "title: string, sources: list<source>", "sources: list<source>")]
    [InlineData("ingest_data", "of: dataset_type<D>, sources: list<source>", "data: dataset<D>, report: table")]
    [InlineData("version_data", "data: dataset<D>, branch: string", "data: dataset<D>, version: string")]
    [InlineData("find_data", "of: dataset_type<D>, branch: string", "data: dataset<D>?")]
    [InlineData("split_data", "data: dataset<D>, where: predicate<item>?, first: percent?, seed: int", "first: dataset<D>, rest: dataset<D>, report: table")]
    [InlineData("clean_data", "data: dataset<D>, duplicates: {keep, drop}", "data: dataset<D>, removed: dataset<D>, report: table")]
    [InlineData("validate_data", "data: dataset<D>", "data: dataset<D>, rejected: dataset<D>, report: table")]
    [InlineData("import_labels", "data: dataset<D>", "data: dataset<D>, count: int")]
    [InlineData("submit_pipeline", "message: string", "commit: string")]
    [InlineData("initial_setup", "repository: string", "repository: string, commit: string")]
    [InlineData("create_experiment", "name: string, from: string", "branch: string, commit: string")]
    [InlineData("define_requirements", "title: string, form: form?", "requirements: string?")]
    public void Signature_OfEachActivity_IsWhatPipelinesUse(string activity, string inputs, string outputs)
    {
        var signature = Catalog.Find(activity)!;

        string.Join(", ", signature.Inputs.Select(input => $"{input.Name}: {input.Type}")).Should().Be(inputs);
        string.Join(", ", signature.Outputs.Select(output => $"{output.Name}: {output.Type}")).Should().Be(outputs);
        signature.Summary.Should().EndWith(".");
    }
}
