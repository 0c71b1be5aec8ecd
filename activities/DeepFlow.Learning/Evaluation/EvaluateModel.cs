using DeepFlow.Data.Reports;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Registry;
using DeepFlow.Learning.Reports;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Evaluation;

[Activity("evaluate_model", Stage = Stage.Model, Role = "data_scientist", Isolated = true,
    Summary = "Measures a model version on labelled data that it has not learned from.")]
public sealed class EvaluateModel(NpgsqlDataSource database, ObjectStore objects, DataReader reader, TimeProvider clock)
    : Activity<EvaluateModel.Input, EvaluateModel.Output>
{
    public sealed record Input(
        [property: DslType("model"), About("What is measured.")] ModelHandle Model,
        [property: DslType("dataset<D>"), About("What it is measured on.")] DataHandle Data);

    public sealed record Output(
        [property: DslType("percent"), About("The share of items whose label was found.")] double Accuracy,
        [property: About("Where the accuracy on all such data lies, with 95 % confidence.")] ValueRange<double> Interval,
        [property: DslType("metrics"), About("Accuracy, loss, F1 and each label's recall.")] MetricValues Metrics,
        [property: DslType("table"), About("True classes by found ones.")] Table Confusion);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var version = await ModelVersions.GetAsync(database, context.Project, input.Model.Name, input.Model.Version, context.Cancellation);
        var weights = await objects.ReadAsync(version.Weights, context.Cancellation);
        context.Progress(0.1, "reading data");
        using var data = await LearningData.ReadAsync(reader, context.Project, input.Data, context.Cancellation);
        if (data.Item != version.Network.Input || data.Labels.Length != version.Labels.Length)
        {
            throw new ActivityFailureException(
                "wrong_data", $"{version.Handle.Id} takes {version.Network.InputShape} and {version.Labels.Length} labels, which {input.Data.Id} does not have.", retryable: false);
        }

        context.Progress(0.5, "predicting");
        using var thread = new TrainingThread();
        var device = TrainingDevice.Of(context);
        var judged = await thread.RunAsync(() => new TrainedNetwork(version.Network, weights).Predict(data.Tensors, device));
        var confusion = ConfusionMatrix.Of(judged.Truth, judged.Classes, version.Network.Classes);
        var interval = Interval.Wilson(confusion.Hits, confusion.Total);
        var metrics = MetricValues.Of($"{version.Handle.Id} on {input.Data.Id}",
        [
            ("accuracy", confusion.Accuracy), ("accuracy_low", interval.Low), ("accuracy_high", interval.High), ("loss", judged.Loss), ("macro_f1", confusion.MacroF1),
            .. version.Labels.Select((label, at) => ($"recall_{label.Name}", confusion.Recall(at))),
        ]);
        var result = new EvaluationResult(
            version.Name, version.Version, input.Data.Commit, checked((int)confusion.Total), confusion.Accuracy, interval, clock.GetUtcNow());
        context.Publish((transaction, cancellation) => Evaluations.AddAsync(transaction, context.Project, result, metrics, confusion, context.JobId, cancellation));
        context.Log($"{version.Handle.Id}: accuracy {confusion.Accuracy:0.0000} ({interval.Low:0.0000} - {interval.High:0.0000}) on {confusion.Total:N0} items");
        return new Output(
            confusion.Accuracy, new ValueRange<double>(interval.Low, interval.High), metrics,
            confusion.ToTable($"Confusion of {version.Handle.Id} on {input.Data.Id}", version.Labels));
    }
}
