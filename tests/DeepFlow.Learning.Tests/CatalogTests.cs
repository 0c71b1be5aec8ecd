using DeepFlow.Deployment;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Learning.Tests;

public sealed class CatalogTests
{
    private static readonly ActivityCatalog Catalog = CatalogBuilder.Build([typeof(LearningRoom).Assembly, typeof(DeploymentRoom).Assembly]);

    [Theory]
    [InlineData("data_analysis", "data: dataset<D>", "statistics: table, plot: plot")]
    [InlineData("preprocess", "data: dataset<D>, scale: range<float>", "data: dataset<D>, transform: transform, cached: bool")]
    [InlineData(
        "tune",
        "model: model_definition, train: dataset<D>, validation: dataset<D>, search: search, space: map<search_range>, optimizer: optimizer, batch: int, loss: {cross_entropy}, seed: int, parallel: int",
        "best: fields_of<space>, score: float, trials: table")]
    [InlineData(
        "train",
        "model: model_definition, train: dataset<D>, validation: dataset<D>, optimizer: optimizer, epochs: int, batch: int, loss: {cross_entropy}, decay: {none, cosine}, seed: int",
        "checkpoints: list<checkpoint>, curves: plot, metrics: metrics, confusion: table, accuracy: float")]
    [InlineData("register_model", "name: string, checkpoint: checkpoint, prepare: transform, data: dataset<D>", "version: model")]
    [InlineData("evaluate_model", "model: model, data: dataset<D>", "accuracy: percent, interval: range<float>, metrics: metrics, confusion: table")]
    [InlineData("submit_model", "model: model, experiment: string", "card: artifact, request: string, commit: string, authors: list<string>")]
    [InlineData("find_model", "name: string, stage: {registered, development, production, archived}", "version: model?")]
    [InlineData("promote", "model: model, stage: {development, production}", "model: model, commit: string?")]
    [InlineData("package_model", "model: model, format: {onnx}", "package: package, size: size")]
    [InlineData("deploy_model", "package: package, name: string, port: int", "deployment: deployment")]
    [InlineData("predict", "deployment: deployment, data: dataset<D>, count: int, seed: int", "accuracy: percent, interval: range<float>, latency: metrics")]
    [InlineData("maintain", "title: string, deployment: deployment?, show: list<any>?", "comment: string?, decided_by: string")]
    public void Signature_OfEachActivity_IsWhatPipelinesUse(string activity, string inputs, string outputs)
    {
        var signature = Catalog.Find(activity)!;

        string.Join(", ", signature.Inputs.Select(input => $"{input.Name}: {input.Type}")).Should().Be(inputs);
        string.Join(", ", signature.Outputs.Select(output => $"{output.Name}: {output.Type}")).Should().Be(outputs);
        signature.Summary.Should().EndWith(".");
    }

    [Theory]
    [InlineData("search", "asha(metric, goal, trials, epochs, factor)")]
    [InlineData("search_range", "int(between) uniform(between) log(between) choice(of)")]
    [InlineData("optimizer", "adam(lr, weight_decay) sgd(lr, momentum, weight_decay)")]
    public void Family_OfConstructors_HasTheNamesThatProgramsWrite(string family, string constructors) =>
        string.Join(" ", Catalog.Family(family)!.Constructors.Select(c => $"{c.Tag}({string.Join(", ", c.Inputs.Select(input => input.Name))})")).Should().Be(constructors);

    [Fact]
    public void Isolated_IsWhatRunsTorch() =>
        Catalog.Activities.Where(activity => activity.Isolated).Select(activity => activity.Name).Should().Equal("evaluate_model", "train");
}
