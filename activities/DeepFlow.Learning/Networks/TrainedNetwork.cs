using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Training;

namespace DeepFlow.Learning.Networks;

/// <summary>A network and its weights: what remains of a training run when it is over.</summary>
/// <param name="Weights">As safetensors.</param>
public sealed record TrainedNetwork(NetworkDefinition Definition, byte[] Weights)
{
    /// <summary>Judges labelled data; runs on the calling thread.</summary>
    /// <exception cref="InvalidDataException">The weights do not belong to the definition.</exception>
    public Prediction Predict(LabelledTensors data, TrainingDevice device = default)
    {
        using var module = Network.Build(Definition);
        Safetensors.Load(module, Weights);
        device.Place(module);
        return Prediction.Of(module, Definition, data, device);
    }
}
