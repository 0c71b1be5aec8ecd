using DeepFlow.Language.Graph;

namespace DeepFlow.Language.Services.Drawing;

/// <summary>Compares two drawn texts of a file, pipeline by pipeline: nodes are matched first, so that a step that was renamed or moved stays the same step.</summary>
internal static class PictureComparison
{
    public static IReadOnlyList<PictureDifference> Compare(DrawnFile before, DrawnFile after)
    {
        var names = after.Pictures.Select(picture => picture.Pipeline).Concat(before.Pictures.Select(picture => picture.Pipeline)).Distinct(StringComparer.Ordinal);
        return [.. names.Select(name => (Of(before, name), Of(after, name)) switch
        {
            ({ Picture: { } gone }, { Picture: null }) => Whole(name, GraphChange.Removed, gone, null),
            ({ Picture: null }, { Picture: { } made }) => Whole(name, GraphChange.Added, null, made),
            var (old, now) => Compare(name, old.Picture!, old.Details, now.Picture!, now.Details),
        })];
    }

    private static (Picture? Picture, PipelineDetails? Details) Of(DrawnFile file, string name) => (
        file.Pictures.FirstOrDefault(picture => picture.Pipeline == name), file.Pipelines.FirstOrDefault(pipeline => pipeline.Signature.Name == name));

    private static PictureDifference Whole(string name, GraphChange change, Picture? before, Picture? after)
    {
        var picture = (before ?? after)!;
        return new PictureDifference(
            name,
            change,
            before,
            after,
            [.. picture.Nodes.Select(node => new NodeDifference(before is null ? null : node.Id, after is null ? null : node.Id, change, []))],
            [.. picture.Edges.Select(edge => new EdgeDifference(edge.From, edge.Outcome, edge.To, change))]);
    }

    private static PictureDifference Compare(string name, Picture before, PipelineDetails? beforeText, Picture after, PipelineDetails? afterText)
    {
        var now = PictureMatch.Between(before, after);
        var kept = now.Values.ToHashSet(StringComparer.Ordinal);
        List<NodeDifference> nodes =
        [
            .. before.Nodes.Where(node => !now.ContainsKey(node.Id)).Select(node => new NodeDifference(node.Id, null, GraphChange.Removed, [])),
            .. after.Nodes.Where(node => !kept.Contains(node.Id)).Select(node => new NodeDifference(null, node.Id, GraphChange.Added, [])),
            .. before.Nodes.Where(node => now.ContainsKey(node.Id)).Select(node => Compare(
                node, Text(beforeText, node.Id), after.Find(now[node.Id])!, Text(afterText, now[node.Id]), now)),
        ];
        var edges = Edges(before, after, now);
        var same = nodes.All(node => node.Change == GraphChange.Same) && edges.All(edge => edge.Change == GraphChange.Same)
            && (beforeText?.ParametersText, beforeText?.ResultsText, before.Documentation) == (afterText?.ParametersText, afterText?.ResultsText, after.Documentation);
        return new PictureDifference(name, same ? GraphChange.Same : GraphChange.Changed, before, after, nodes, edges);
    }

    private static NodeDetails? Text(PipelineDetails? pipeline, string id) => pipeline?.Nodes.FirstOrDefault(node => node.Id == id);

    private static NodeDifference Compare(PictureNode before, NodeDetails? beforeText, PictureNode after, NodeDetails? afterText, IReadOnlyDictionary<string, string> now)
    {
        (string What, bool Same)[] parts =
        [
            ("name", before.Id.Contains('#') || before.Id == after.Id),
            ("callee", before.Callee == after.Callee),
            ("arguments", Arguments(beforeText).SequenceEqual(Arguments(afterText))),
            ("settings", Settings(beforeText).SequenceEqual(Settings(afterText))),
            ("text", before.Text == after.Text),
            ("roles", before.Roles.SequenceEqual(after.Roles)),
            ("documentation", before.Documentation == after.Documentation),
            ("block", before.Blocks.Select(block => Renamed(block, now)).SequenceEqual(after.Blocks)),
            ("pin", before.Pin == after.Pin),
        ];
        var changed = parts.Where(part => !part.Same).Select(part => part.What).ToList();
        return new NodeDifference(before.Id, after.Id, changed.Count == 0 ? GraphChange.Same : GraphChange.Changed, changed);
    }

    private static IEnumerable<string> Arguments(NodeDetails? node) => (node?.Arguments ?? []).Select(argument => $"{argument.Name}: {argument.Text}");

    // Where outcomes lead is told by the edges.
    private static IEnumerable<string> Settings(NodeDetails? node) => (node?.Settings ?? []).Where(setting => setting.Kind != "on").Select(setting => setting.Text);

    private static List<EdgeDifference> Edges(Picture before, Picture after, IReadOnlyDictionary<string, string> now)
    {
        var old = before.Edges.ToLookup(edge => (From: now.GetValueOrDefault(edge.From, edge.From), edge.Outcome));
        var current = after.Edges.ToLookup(edge => (edge.From, edge.Outcome));
        return
        [
            .. old.Where(edges => !current.Contains(edges.Key)).SelectMany(edges => edges)
                .Select(edge => new EdgeDifference(now.GetValueOrDefault(edge.From, edge.From), edge.Outcome, edge.To, GraphChange.Removed)),
            .. after.Edges.Select(edge => new EdgeDifference(edge.From, edge.Outcome, edge.To, Compare(old[(edge.From, edge.Outcome)].FirstOrDefault(), edge, now))),
        ];
    }

    private static GraphChange Compare(PictureEdge? before, PictureEdge after, IReadOnlyDictionary<string, string> now) =>
        before is null ? GraphChange.Added
        : before.To.Select(target => now.GetValueOrDefault(target, target)).SequenceEqual(after.To) && (before.Max, before.Then, before.Label) == (after.Max, after.Then, after.Label) ? GraphChange.Same
        : GraphChange.Changed;

    // A block is called after the node that it belongs to.
    private static string Renamed(string block, IReadOnlyDictionary<string, string> now)
    {
        var cut = block.LastIndexOf('/');
        return now.GetValueOrDefault(block) ?? (cut > 0 && now.TryGetValue(block[..cut], out var owner) ? owner + block[cut..] : block);
    }
}
