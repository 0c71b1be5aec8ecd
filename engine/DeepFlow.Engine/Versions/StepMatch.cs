using System.Collections.Immutable;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Versions;

/// <summary>How a step of one definition relates to the step of the same name in another.</summary>
public enum StepMatch
{
    /// <summary>The other definition has no step of that name.</summary>
    Gone,
    /// <summary>Another activity, another version of it, another pipeline, or another kind of step.</summary>
    Other,
    /// <summary>The same work with other arguments or settings: what it has done, or is doing, stands.</summary>
    Altered,
    /// <summary>The same but for where it is written, and its documentation.</summary>
    Same,
}

/// <summary>Compares the steps of two bundles by name and signature.</summary>
public sealed class StepMatcher(Bundle from, Bundle to)
{
    public StepMatch Match(Node? old, Node? changed)
    {
        if (old is null || changed is null) return StepMatch.Gone;
        if (!IsSameWork(old, changed)) return StepMatch.Other;
        return Text(old) == Text(changed) ? StepMatch.Same : StepMatch.Altered;
    }

    /// <summary>Whether what later steps read of its output can mean something else now.</summary>
    public bool HasOtherOutputs(Node old, Node changed) => (old, changed) switch
    {
        (ActivityNode a, ActivityNode b) => !a.Outputs.SequenceEqual(b.Outputs) || !Text(from.Scripts.GetValueOrDefault(a.Activity)?.Outputs).Equals(Text(to.Scripts.GetValueOrDefault(b.Activity)?.Outputs), StringComparison.Ordinal),
        (CallNode a, CallNode b) => Text(from.Pipelines.GetValueOrDefault(a.Pipeline)?.Results) != Text(to.Pipelines.GetValueOrDefault(b.Pipeline)?.Results),
        (ForNode a, ForNode b) => !a.Steps.SequenceEqual(b.Steps),
        _ => false,
    };

    private static bool IsSameWork(Node old, Node changed) => (old, changed) switch
    {
        (ActivityNode a, ActivityNode b) => (a.Activity, a.Version, a.Kind) == (b.Activity, b.Version, b.Kind),
        (CallNode a, CallNode b) => a.Pipeline == b.Pipeline,
        // Blocks are numbered by their position: they are the same where they hold some of the same steps.
        (ForNode a, ForNode b) => a.Pipeline == b.Pipeline && a.Item == b.Item && Overlap(a.Steps, b.Steps),
        (ForkNode a, ForkNode b) => a.Any == b.Any && a.Branches.Select(x => x.Name).SequenceEqual(b.Branches.Select(x => x.Name))
            && Overlap(a.Branches.SelectMany(x => x.Nodes), b.Branches.SelectMany(x => x.Nodes)),
        (JoinNode a, JoinNode b) => a.Fork == b.Fork,
        _ => old.GetType() == changed.GetType(),
    };

    private static bool Overlap(IEnumerable<string> a, IEnumerable<string> b) => a.ToImmutableHashSet() is var first && (first.IsEmpty || first.Overlaps(b));

    private static string Text(Node node) => Sql.Json<Node>(node with { Span = null, Documentation = null, Pin = null });

    private static string Text<T>(T value) => Sql.Json(value);
}
