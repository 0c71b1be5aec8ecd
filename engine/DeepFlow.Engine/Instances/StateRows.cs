using System.Collections.Immutable;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <summary>
/// How an instance's state lies in rows: what is small and changes often in the instance's own row, each node in a row of
/// its own. A transition so writes what it changed, however much the nodes before it have put out.
/// </summary>
internal sealed record StateRows(string Core, string? Nodes, string Status, string? Result, string? Reason)
{
    /// <summary>The columns that make up a state, of a row of <c>deepflow.instance</c> called <c>i</c>.</summary>
    public const string Columns = """
        i.state::text, (select json_object_agg(n.node, n.state) from deepflow.node_state n where n.instance = i.id)::text, i.status, i.result::text, i.reason
        """;

    private sealed record CoreState(int Round, ImmutableSortedDictionary<string, int>? Traversals, ImmutableSortedDictionary<string, Value>? Variables, PendingStep? Pending);

    /// <summary>Takes the columns as they are; <see cref="Parse"/> may fail on what it finds in them.</summary>
    public static StateRows Read(NpgsqlDataReader reader, int column) =>
        new(reader.GetString(column), reader.TextAt(column + 1), reader.GetString(column + 2), reader.TextAt(column + 3), reader.TextAt(column + 4));

    public InstanceState Parse()
    {
        var core = Sql.FromJson<CoreState>(Core);
        var empty = new InstanceState();
        return empty with
        {
            Status = Enum.Parse<InstanceStatus>(Status, ignoreCase: true),
            Round = core.Round,
            Nodes = Nodes is null ? empty.Nodes : empty.Nodes.AddRange(Sql.FromJson<Dictionary<string, NodeState>>(Nodes)),
            Traversals = core.Traversals is null ? empty.Traversals : empty.Traversals.AddRange(core.Traversals),
            Variables = core.Variables is null ? empty.Variables : empty.Variables.AddRange(core.Variables),
            Pending = core.Pending,
            Result = Result is null ? null : Sql.FromJson<Value>(Result),
            Reason = Reason,
        };
    }

    public static string CoreOf(InstanceState state) =>
        Sql.Json(new CoreState(state.Round, state.Traversals.IsEmpty ? null : state.Traversals, state.Variables.IsEmpty ? null : state.Variables, state.Pending));

    /// <summary>The nodes that a transition has changed. One that it left alone is the very same record.</summary>
    public static IEnumerable<(string Node, string State)> Changed(InstanceState before, InstanceState after) =>
        after.Nodes.Where(n => !ReferenceEquals(before.Nodes.GetValueOrDefault(n.Key), n.Value)).Select(n => (n.Key, Sql.Json(n.Value)));
}
