using System.Text.Json.Serialization;

namespace DeepFlow.Learning.Training;

/// <summary>What one epoch gave. Losses are means per item; accuracy is a share, 0..1.</summary>
/// <param name="Epoch">Counted from 1.</param>
public sealed record EpochResult(int Epoch, double TrainLoss, double ValidationLoss, double Accuracy)
{
    [JsonIgnore]
    internal (string Name, double Value)[] Metrics =>
        [("train_loss", TrainLoss), ("validation_loss", ValidationLoss), ("accuracy", Accuracy)];
}
