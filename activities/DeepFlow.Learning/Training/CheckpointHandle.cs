namespace DeepFlow.Learning.Training;

/// <summary>A training's state after an epoch as steps hand it on: a value of the type <c>checkpoint</c>.</summary>
/// <param name="Model">The model definition's name.</param>
/// <param name="Job">The job that trained.</param>
/// <param name="Accuracy">On the validation data, 0..1, as is the loss.</param>
/// <param name="Object">The checkpoint's file in the object store.</param>
public sealed record CheckpointHandle(string Model, Guid Job, int Epoch, double Accuracy, double Loss, string Object)
{
    /// <summary>How the checkpoint reads in a text.</summary>
    public string Id => $"{Model} after epoch {Epoch}";
}
