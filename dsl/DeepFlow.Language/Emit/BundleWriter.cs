using System.Collections.Immutable;
using DeepFlow.Language.Semantics;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Semantics.Pipelines;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Emit;

/// <summary>Writes what the binder found as a bundle: the same program gives the same bytes, wherever its folder lies.</summary>
internal static class BundleWriter
{
    public static Bundle Write(SymbolTable symbols, IEnumerable<BoundPipeline> pipelines)
    {
        var definitions = ByName(pipelines.Select(Write), definition => definition.Name);
        var activities = definitions.Values.SelectMany(definition => definition.Nodes).OfType<ActivityNode>()
            .DistinctBy(node => node.Activity)
            .ToImmutableSortedDictionary(node => node.Activity, node => node.Version, StringComparer.Ordinal);
        return new Bundle
        {
            Pipelines = definitions,
            Models = ByName(symbols.All<ModelSymbol>().Select(model => model.Definition), model => model.Name),
            Datasets = ByName(symbols.All<DatasetSymbol>().Select(dataset => dataset.Definition), dataset => dataset.Name),
            Activities = activities,
        };
    }

    private static ImmutableSortedDictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> name) =>
        items.ToImmutableSortedDictionary(name, item => item, StringComparer.Ordinal);

    private static WorkflowDefinition Write(BoundPipeline pipeline)
    {
        var symbol = pipeline.Symbol;
        return new WorkflowDefinition(symbol.Name, pipeline.Graph.Nodes[0].Id)
        {
            Documentation = symbol.Declaration.Doc,
            Span = symbol.File.SpanOf(symbol.Declaration),
            Parameters = [.. symbol.Parameters.Select(parameter => parameter.Definition)],
            Results = [.. symbol.Results],
            Triggers = [.. pipeline.Triggers],
            Concurrency = pipeline.Concurrency,
            Nodes = [.. pipeline.Nodes],
            Connections = [.. pipeline.Graph.Edges.Select(Write)],
        };
    }

    private static Connection Write(FlowEdge edge) =>
        new(edge.From.Id, edge.Outcome, [.. edge.Targets.Select(target => target.Path)])
        {
            Feedback = edge.Feedback,
            Max = edge.Max,
            Then = edge.Then?.Path,
            Label = edge.Label,
        };
}
