using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Training;

namespace DeepFlow.Learning.Checkpoints;

/// <summary>All that a training run needs to go on as if it had never stopped.</summary>
/// <param name="Progress">Where the run stands.</param>
/// <param name="Weights">The network's weights, as safetensors.</param>
/// <param name="Optimizer">The optimizer's moments, in torch's own form.</param>
/// <param name="RandomState">Torch's random state, which dropout draws from.</param>
public sealed record TrainingCheckpoint(
    NetworkDefinition Network, TrainingPlan Plan, TrainingProgress Progress, byte[] Weights, byte[] Optimizer, byte[] RandomState);

/// <summary>
/// Finished epochs, and how far into the next one the run is. The order of the data needs no more than this, for it
/// follows from the seed and the epoch.
/// </summary>
/// <param name="TrainSource">The training data that the run has seen; resuming on other data is refused.</param>
/// <param name="Batches">Batches done in the epoch that is under way.</param>
/// <param name="LossSum">Sum of the losses of the items in those batches.</param>
public sealed record TrainingProgress(
    string TrainSource, string ValidationSource, IReadOnlyList<EpochResult> Finished, int Batches, double LossSum);
