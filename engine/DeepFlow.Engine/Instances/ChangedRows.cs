using System.Collections.Immutable;
using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Instances;

/// <summary>What a transition changes in the rows that hold its instance's state.</summary>
/// <param name="Variables">Null where they stay as they are.</param>
/// <param name="Moved">Nodes that move to rows of their own.</param>
internal sealed record ChangedRows(string State, string? Variables, RecentNodes Recent, ImmutableArray<RecentNodes.Stored> Moved)
{
    public static ChangedRows Of(Instance before, InstanceState after)
    {
        // A node that the transition left alone is the very same record.
        ImmutableArray<RecentNodes.Stored> changed =
        [
            .. after.Nodes.Where(n => !ReferenceEquals(before.State.Nodes.GetValueOrDefault(n.Key), n.Value)).Select(n => new RecentNodes.Stored(n.Key, StoredNode.Json(n.Value))),
        ];
        var (recent, moved) = before.Recent.With(changed);
        return new(StateRows.StateOf(after), ReferenceEquals(before.State.Variables, after.Variables) ? null : Sql.Json(after.Variables), recent, moved);
    }
}
