using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DeepFlow.Learning.Evaluation;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Registry;

/// <summary>What a reviewer reads about a model version, as Markdown (after Mitchell et al., "Model cards", arXiv 1810.03993).</summary>
internal static partial class ModelCard
{
    public static string Write(ModelVersion version, IReadOnlyList<EvaluationResult> evaluations)
    {
        var card = new StringBuilder();
        card.AppendLine(CultureInfo.InvariantCulture, $"# {version.Handle.Id}").AppendLine();
        card.AppendLine("| layer | output | parameters |").AppendLine("| --- | --- | --- |");
        foreach (var (layer, input) in version.Network.Steps())
        {
            card.AppendLine(CultureInfo.InvariantCulture, $"| {Rounded(LayerText.Of(layer))} | {layer.OutputShape(input)} | {layer.ParameterCount(input):N0} |");
        }

        card.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Hyperparameters: {Rounded(version.Hyperparameters.ToText())}.");
        card.AppendLine(CultureInfo.InvariantCulture, $"Pixels scaled onto {version.Transformation.Scale.Low}..{version.Transformation.Scale.High}.");
        card.AppendLine(CultureInfo.InvariantCulture, $"Trained to epoch {version.Epoch} of {version.Plan.Epochs}, batch {version.Plan.Batch}, seed {version.Plan.Seed}, {InWords(version.Plan.Optimizer)}.");
        card.AppendLine().AppendLine("| made from | |").AppendLine("| --- | --- |");
        card.AppendLine(CultureInfo.InvariantCulture, $"| data | `{version.DataCommit}` |");
        card.AppendLine(CultureInfo.InvariantCulture, $"| training part | `{version.TrainCommit}` |");
        card.AppendLine(CultureInfo.InvariantCulture, $"| code | `{version.CodeCommit ?? "none"}` |");
        card.AppendLine(CultureInfo.InvariantCulture, $"| environment | {version.Environment.TorchSharp} (libtorch {version.Environment.Libtorch}), {version.Environment.DotNet}, {version.Environment.System} |");
        card.AppendLine(CultureInfo.InvariantCulture, $"| registered | {version.CreatedAt:u} by {version.Creator} |");
        card.AppendLine().AppendLine("| evaluated on | items | accuracy | 95 % interval |").AppendLine("| --- | --- | --- | --- |");
        foreach (var evaluation in evaluations)
        {
            card.AppendLine(CultureInfo.InvariantCulture,
                $"| `{evaluation.DataCommit}` | {evaluation.Items:N0} | {evaluation.Accuracy:0.0000} | {evaluation.Interval.Low:0.0000} - {evaluation.Interval.High:0.0000} |");
        }

        return card.ToString().ReplaceLineEndings("\n");
    }

    private static string InWords(Optimizer optimizer) => optimizer switch
    {
        Adam adam => FormattableString.Invariant($"Adam with a learning rate of {adam.Lr:G4}{Decayed(adam.WeightDecay)}"),
        Sgd sgd => FormattableString.Invariant($"SGD with a learning rate of {sgd.Lr:G4} and a momentum of {sgd.Momentum:0.####}{Decayed(sgd.WeightDecay)}"),
        _ => optimizer.ToString(),
    };

    /// <summary>Four figures are what a person compares; the version keeps them all.</summary>
    internal static string Rounded(string text) => LongNumber().Replace(text, number => double.Parse(number.Value, CultureInfo.InvariantCulture).ToString("G4", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\d+\.\d{5,}(?:[eE][+-]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();

    private static string Decayed(double share) => share > 0 ? FormattableString.Invariant($", weight decay {share:G4}") : "";
}
