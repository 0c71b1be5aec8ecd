using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tuning;

/// <summary>
/// What a trial's configuration means: each field is a hyperparameter of the model, a setting of the optimizer, or the batch size.
/// </summary>
internal sealed record TrialPlan(ModelSpec Model, Optimizer Optimizer, int Batch, Loss Loss, int Epochs, long Seed)
{
    private const string BatchField = "batch";

    private IEnumerable<string> Hyperparameters => Model.Definition.Parameters.Select(parameter => parameter.Name);

    private RecordValue OptimizerFields => (RecordValue)ValueJson.FromElement(JsonSerializer.SerializeToElement(Optimizer, DeepFlowJson.Options));

    /// <exception cref="ActivityFailureException"><c>bad_space</c>: a field is none of these.</exception>
    public void Check(IEnumerable<string> fields)
    {
        string[] known = [.. Hyperparameters, .. OptimizerFields.Fields.Select(field => field.Key), BatchField];
        if (fields.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Bad($"\"{unknown}\" can be tuned neither in {Model.Definition.Name} nor in {OptimizerFields.Tag}; there are {string.Join(", ", known)}.");
        }
    }

    /// <exception cref="ActivityFailureException"><c>bad_space</c>: a value is not taken; <c>bad_model</c>.</exception>
    public (NetworkDefinition Network, TrainingPlan Plan) For(int trial, ImmutableSortedDictionary<string, Value> parameters, LearningData train)
    {
        Check(parameters.Keys);
        var hyperparameters = Hyperparameters.ToHashSet(StringComparer.Ordinal);
        var optimizer = OptimizerFields;
        var batch = Batch;
        foreach (var (name, value) in parameters)
        {
            if (hyperparameters.Contains(name))
            {
                continue;
            }

            if (name == BatchField && value is IntValue size)
            {
                batch = checked((int)size.Value);
            }
            else
            {
                optimizer = optimizer.With(name, value);
            }
        }

        try
        {
            var plan = new TrainingPlan(Epochs, batch, SeedOf(trial), ClrValues.To<Optimizer>(optimizer), Loss, Decay.Cosine);
            return (Model.ResolveForTraining(parameters).NetworkFor(train), plan);
        }
        catch (JsonException exception)
        {
            throw Bad($"The {optimizer.Tag} of trial {trial} cannot be made: {exception.Message}");
        }
    }

    /// <summary>Trials differ in more than their parameters: each begins with weights of its own.</summary>
    private long SeedOf(int trial) => unchecked((Seed * 1_000_003) + trial);

    private static ActivityFailureException Bad(string message) => new("bad_space", message, retryable: false);
}
