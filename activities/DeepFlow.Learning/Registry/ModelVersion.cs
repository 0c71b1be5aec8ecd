using System.Collections.Immutable;
using DeepFlow.Learning.Experiments;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Registry;

/// <summary>A registered model: what it is, and everything that it was made from. Only its stage ever changes.</summary>
/// <param name="Weights">The object with its weights, as safetensors.</param>
/// <param name="Hyperparameters">What the layers were resolved with, by name.</param>
/// <param name="Transformation">How pixels become its input; the exported model does the same.</param>
/// <param name="Labels">In the order of its classes.</param>
/// <param name="DataCommit">The data that registration named; <paramref name="TrainCommit"/> is the part that was trained on.</param>
/// <param name="CodeCommit">The code repository's main branch at registration; null: there was no repository.</param>
/// <param name="Creator">Who started the run that registered it.</param>
/// <param name="Accuracy">Of the latest evaluation, 0..1; null: none yet.</param>
public sealed record ModelVersion(
    string Project,
    string Name,
    int Version,
    ModelStage Stage,
    NetworkDefinition Network,
    string Weights,
    Value Hyperparameters,
    TrainingPlan Plan,
    Transformation Transformation,
    ImmutableArray<LabelDefinition> Labels,
    MachineEnvironment Environment,
    string DataCommit,
    string TrainCommit,
    string? CodeCommit,
    Guid TrainingJob,
    int Epoch,
    string Creator,
    DateTimeOffset CreatedAt,
    double? Accuracy)
{
    public ModelHandle Handle => new(Name, Version, Stage, Accuracy, DataCommit);
}
