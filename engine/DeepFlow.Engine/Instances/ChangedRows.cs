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
        var changed = ImmutableArray.CreateBuilder<RecentNodes.Stored>();
        foreach (var (id, node) in after.Nodes)
            if (!before.State.Nodes.TryGetValue(id, out var earlier) || !ReferenceEquals(earlier, node)) // one left alone is the very same record
                changed.Add(new(id, StoredNode.Json(node)));
        var (recent, moved) = before.Recent.With(changed.ToImmutable());
        return new(StateRows.StateOf(after), ReferenceEquals(before.State.Variables, after.Variables) ? null : Sql.Json(after.Variables), recent, moved);
    }
}
