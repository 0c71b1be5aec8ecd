namespace DeepFlow.Learning.Training;

/// <summary>What training makes small.</summary>
public enum Loss
{
    /// <summary>Cross entropy between the softmax of the scores and the true class.</summary>
    CrossEntropy,
}
