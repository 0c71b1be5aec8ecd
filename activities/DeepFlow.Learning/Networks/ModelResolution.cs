using System.Text.Json;
using DeepFlow.Learning.Preparing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Networks;

/// <summary>From a program's model to a network that fits the data; what does not fit is the program's fault and is not retried.</summary>
internal static class ModelResolution
{
    /// <exception cref="ActivityFailureException"><c>bad_model</c></exception>
    public static ResolvedModel ResolveForTraining(this ModelSpec model, IReadOnlyDictionary<string, Value>? chosen = null)
    {
        try
        {
            var resolved = model.Resolve(chosen);
            resolved.OutputShape();
            return resolved;
        }
        catch (Exception exception) when (exception is JsonException or ShapeMismatchException)
        {
            throw Bad($"The model {model.Definition.Name} cannot be built: {exception.Message}");
        }
    }

    /// <exception cref="ActivityFailureException"><c>bad_model</c>: its input is not what the data holds, or its output is not one score per label.</exception>
    public static NetworkDefinition NetworkFor(this ResolvedModel model, LearningData data)
    {
        if (model.Input != data.Item)
        {
            throw Bad($"The model {model.Name} takes {model.InputShape()}; the data's items are {Shape.Of(data.Item)}.");
        }

        var network = new NetworkDefinition(model.Input, data.Scale, model.Layers);
        return network.OutputShape.Rank == 1 && network.Classes == data.Labels.Length
            ? network
            : throw Bad($"The model {model.Name} ends in {network.OutputShape}; {data.Labels.Length} labels need linear({data.Labels.Length}) at its end.");
    }

    private static ActivityFailureException Bad(string message) => new("bad_model", message, retryable: false);
}
