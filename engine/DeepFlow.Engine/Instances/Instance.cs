using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>One run of a pipeline, as a transition finds it.</summary>
/// <param name="Version">Counts the commits; a commit that expects another version is refused.</param>
/// <param name="Root">The run at the top of the chain of callers; its own id for a run that a person or trigger started.</param>
public sealed record Instance(
    string Project, Guid Id, long Version, string BundleHash, string Pipeline, Guid Root, Guid? Parent, string? ParentNode,
    RecordValue Arguments, string StartedBy, InstanceState State)
{
    /// <summary>The activation that started it; null where a person did, and for a called pipeline.</summary>
    public Guid? Activation { get; init; }

    /// <summary>How the nodes of <see cref="State"/> that changed lately lie in its row.</summary>
    internal RecentNodes Recent { get; init; } = RecentNodes.None;
}
