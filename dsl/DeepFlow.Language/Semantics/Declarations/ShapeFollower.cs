using System.Text.Json;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>Follows a model's shape from layer to layer, with the hyperparameters' defaults, and tells the first layer that does not fit.</summary>
internal sealed class ShapeFollower(ModelSymbol model, FactRecorder facts, DiagnosticBag problems)
{
    private readonly Scope _hyperparameters = Scope.Of(model.Parameters.ToDictionary(
        parameter => parameter.Name,
        parameter => parameter.Definition.Default is { } fallback ? Evaluator.Evaluate(fallback, Scope.Empty) : Example(parameter.Type),
        StringComparer.Ordinal));

    /// <summary>What comes out of the last layer; null behind one that does not fit.</summary>
    public Shape? Follow(Shape? shape, IReadOnlyList<BoundLayer> layers)
    {
        foreach (var layer in layers)
        {
            var (input, resolved) = (shape, layer.IsBroken ? null : Resolve(layer));
            shape = input is not null && resolved is not null ? Output(layer, resolved, input) : null;
            var parameters = shape is not null ? Count(resolved!, input!) : 0;
            facts.Layer(model.File.At(layer.Syntax), model.Name, layer.Name.Text, input, shape, parameters);
        }

        return shape;
    }

    // Inside a group each layer is told by its own place; what is wrong with the group as a whole, at its head.
    private Shape? Output(BoundLayer layer, Layer resolved, Shape input)
    {
        if (layer.Inner.Count > 0 && Follow(input, layer.Inner) is null)
        {
            return null;
        }

        try
        {
            return resolved.OutputShape(input);
        }
        catch (ShapeMismatchException mismatch)
        {
            var place = layer.Syntax is LayerGroupSyntax ? model.File.At(layer.Name) : model.File.At(layer.Syntax);
            problems.Add(ModelProblems.ShapeMismatch(place, mismatch.Message));
            return null;
        }
    }

    // Null where an argument is of the wrong type, which has been told already.
    private Layer? Resolve(BoundLayer layer)
    {
        try
        {
            return ClrValues.To<Layer>(Evaluator.Evaluate(layer.Value, _hyperparameters));
        }
        catch (Exception e) when (e is JsonException or OverflowException or NotSupportedException)
        {
            return null;
        }
    }

    private static long Count(Layer layer, Shape input)
    {
        try
        {
            return layer.ParameterCount(input);
        }
        catch (Exception e) when (e is ShapeMismatchException or OverflowException)
        {
            return 0;
        }
    }

    // Any value will do where a hyperparameter has no default: only how the layers fit together is looked at.
    private static Value Example(DslType type) => type == DslType.Int ? Value.Of(1) : Value.Of(0.5);
}
