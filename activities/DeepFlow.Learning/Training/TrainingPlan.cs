namespace DeepFlow.Learning.Training;

/// <summary>Everything besides the network and the data that decides what a training run computes.</summary>
/// <param name="Epochs">Passes over the training data, at least 1.</param>
/// <param name="Batch">Items per step, at least 1; the last batch of an epoch may be smaller.</param>
/// <param name="Seed">Same seed, data and thread count give the same bits.</param>
public sealed record TrainingPlan(int Epochs, int Batch, long Seed, Optimizer Optimizer, Loss Loss = Loss.CrossEntropy, Decay Decay = Decay.None)
{
    /// <summary>The learning rate of an epoch, counted from 0.</summary>
    public double LearningRate(int epoch) => Decay switch
    {
        Decay.Cosine => Optimizer.LearningRate * (1 + Math.Cos(Math.PI * epoch / Epochs)) / 2,
        _ => Optimizer.LearningRate,
    };
}
