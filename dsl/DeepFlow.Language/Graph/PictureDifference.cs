namespace DeepFlow.Language.Graph;

public enum GraphChange
{
    Same,
    Added,
    Removed,
    Changed,
}

/// <summary>How a pipeline's picture differs from another of it.</summary>
/// <param name="Before">Null where the pipeline is new.</param>
/// <param name="After">Null where it is gone.</param>
public sealed record PictureDifference(
    string Pipeline, GraphChange Change, Picture? Before, Picture? After, IReadOnlyList<NodeDifference> Nodes, IReadOnlyList<EdgeDifference> Edges);

/// <param name="Before">Its id in the picture before; null where it was added.</param>
/// <param name="After">Its id in the picture after; null where it was removed.</param>
/// <param name="What">What of it was changed: <c>name</c>, <c>callee</c>, <c>arguments</c>, <c>settings</c>, <c>text</c>, <c>roles</c>, <c>documentation</c>, <c>block</c> or <c>pin</c>.</param>
public sealed record NodeDifference(string? Before, string? After, GraphChange Change, IReadOnlyList<string> What);

/// <param name="From">The nodes are called as in the picture after; those that are gone, as before.</param>
public sealed record EdgeDifference(string From, string Outcome, IReadOnlyList<string> To, GraphChange Change);
