using DeepFlow.Language.Graph;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Api.Pictures;

/// <summary>Draws published definitions: a run is shown as what it runs, whatever has become of the text since.</summary>
internal static class DefinitionPictures
{
    /// <summary>Every pipeline of the bundle; the body of a <c>for</c> is one of its own, which the node names as what it calls.</summary>
    public static IReadOnlyList<Picture> Draw(Bundle bundle, ActivityCatalog catalog) => [.. bundle.Pipelines.Values.Select(pipeline => Draw(pipeline, catalog))];

    private static Picture Draw(WorkflowDefinition pipeline, ActivityCatalog catalog)
    {
        var position = pipeline.Nodes.Select((node, at) => (node.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at, StringComparer.Ordinal);
        return new Picture(
            pipeline.Name, pipeline.Documentation, pipeline.Span ?? new SourceSpan("", 1, 1, 1, 1),
            [.. pipeline.Nodes.Select(node => Draw(node, catalog))],
            [.. pipeline.Connections.OrderBy(edge => position.GetValueOrDefault(edge.From)).Select(edge => Draw(edge, pipeline))],
            [new PictureEntry(null, pipeline.Entry), .. pipeline.Triggers.Select(trigger => new PictureEntry(trigger.Event, trigger.Entry is { } entry ? Head(entry) : pipeline.Entry))]);
    }

    private static PictureNode Draw(Node node, ActivityCatalog catalog) => (node switch
    {
        ActivityNode step => new PictureNode(node.Id, PictureNodeKind.Step, null, node.Span)
        {
            Callee = step.Activity,
            Title = step.Arguments.FirstOrDefault(argument => argument.Name == "title")?.Value is Literal { Value: TextValue title } ? title.Value : null,
            Roles = !step.Settings.By.IsEmpty ? step.Settings.By : catalog.Find(step.Activity)?.Role is { } usual ? [usual] : [],
            Human = step.Kind == ActivityKind.Task,
            Optional = step.Settings.When is not null,
        },
        CallNode call => new PictureNode(node.Id, PictureNodeKind.Call, null, node.Span)
        {
            Callee = call.Pipeline, Roles = call.Settings.By, Optional = call.Settings.When is not null,
        },
        ForNode loop => new PictureNode(
            node.Id, PictureNodeKind.For, $"{loop.Item} in {loop.List.ToText()}{(loop.Max is { } max ? $", at most {max} at once" : "")}", node.Span) { Callee = loop.Pipeline },
        DecisionNode decision => new PictureNode(node.Id, PictureNodeKind.Decision, decision.Condition.ToText(), node.Span),
        ForkNode fork => new PictureNode(node.Id, PictureNodeKind.Fork, fork.Any ? "any" : null, node.Span),
        JoinNode => new PictureNode(node.Id, PictureNodeKind.Join, null, node.Span),
        SetNode set => new PictureNode(node.Id, PictureNodeKind.Set, $"{set.Variable} = {set.Value.ToText()}", node.Span),
        FailNode fail => new PictureNode(node.Id, PictureNodeKind.Fail, fail.Message.ToText().Trim('"'), node.Span),
        ExitNode exit => new PictureNode(node.Id, PictureNodeKind.Return, exit.Outcome, node.Span),
        _ => new PictureNode(node.Id, PictureNodeKind.Return, null, node.Span),
    }) with { Documentation = node.Documentation, Pin = node.Pin };

    private static PictureEdge Draw(Connection edge, WorkflowDefinition pipeline) => new(edge.From, edge.Outcome, edge.To)
    {
        Feedback = edge.Feedback,
        Max = edge.Max,
        Then = edge.Then,
        Label = edge.Label ?? (pipeline.Find(edge.From) as ActivityNode)?.Outcomes.FirstOrDefault(outcome => outcome.Name == edge.Outcome)?.Label,
    };

    private static string Head(string path) => path.Split('.', 2)[0];
}
