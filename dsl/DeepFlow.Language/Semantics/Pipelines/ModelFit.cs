using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Where a step is given a model and a data set: what goes in must be an item, and one output is needed for each label.</summary>
internal static class ModelFit
{
    public static void Check(ExpressionContext context, IReadOnlyList<BoundArgument> arguments)
    {
        var argument = arguments.FirstOrDefault(candidate => candidate.Value.Value is ModelReference);
        var dataset = arguments.Select(candidate => TypeRules.Present(candidate.Value.Type)).OfType<DatasetType>()
            .Select(type => context.Find<DatasetSymbol>(type.Name)).FirstOrDefault(symbol => symbol is not null);
        if (argument?.Value.Value is not ModelReference reference || dataset is null
            || context.Find<ModelSymbol>(reference.Model) is not { } model)
        {
            return;
        }

        var place = context.At(argument.Syntax.Value);
        var item = Shape.Of(dataset.Definition.Item);
        var input = Shape.Of(model.Definition.Input);
        if (item is not null && input is not null && item != input)
        {
            context.Report(ModelProblems.ItemDoesNotFit(place, model.Name, input.ToString(), dataset.Name, item.ToString()));
        }

        var labels = dataset.Definition.Labels.Length;
        if (labels > 0 && model.Output is { } output && output != Shape.Of(labels))
        {
            context.Report(ModelProblems.LabelsDoNotFit(place, model.Name, output.ToString(), dataset.Name, labels));
        }
    }
}
