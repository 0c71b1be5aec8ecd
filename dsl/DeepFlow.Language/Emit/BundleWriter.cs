using System.Collections.Immutable;
using DeepFlow.Language.Semantics;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Semantics.Pipelines;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Emit;

/// <summary>Writes what the binder found as a bundle: the same program gives the same bytes, wherever its folder lies.</summary>
internal static class BundleWriter
{
    public static Bundle Write(SymbolTable symbols, IEnumerable<BoundPipeline> pipelines)
    {
        var definitions = ByName(pipelines.SelectMany(pipeline => pipeline.All).Select(Write), definition => definition.Name);
        var scripts = ByName(symbols.All<ScriptSymbol>().Select(script => script.Definition), script => script.Name);
        var activities = definitions.Values.SelectMany(definition => definition.Nodes).OfType<ActivityNode>()
            .Where(node => !scripts.ContainsKey(node.Activity))
            .DistinctBy(node => node.Activity)
            .ToImmutableSortedDictionary(node => node.Activity, node => node.Version, StringComparer.Ordinal);
        return new Bundle
        {
            Pipelines = definitions,
            Models = ByName(symbols.All<ModelSymbol>().Select(model => model.Definition), model => model.Name),
            Datasets = ByName(symbols.All<DatasetSymbol>().Select(dataset => dataset.Definition), dataset => dataset.Name),
            Forms = ByName(symbols.All<FormSymbol>().Select(form => form.Definition), form => form.Name),
            Scripts = scripts,
            Activities = activities,
        };
    }

    private static ImmutableSortedDictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> name) =>
        items.ToImmutableSortedDictionary(name, item => item, StringComparer.Ordinal);

    private static WorkflowDefinition Write(BoundPipeline pipeline)
    {
        var symbol = pipeline.Region.Pipeline;
        var loop = pipeline.Region.Loop;
        return new WorkflowDefinition(pipeline.Region.Name, pipeline.Graph.Nodes[0].Id)
        {
            Documentation = loop is null ? symbol.Declaration.Doc : null,
            Span = symbol.File.SpanOf((SyntaxNode?)loop ?? symbol.Declaration),
            Parameters = [.. pipeline.Parameters],
            Results = [.. pipeline.Results],
            Variables = [.. pipeline.Variables],
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
