using System.Collections.Immutable;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <summary>
/// How an instance's state lies in rows: what is small and what changed lately in its row of <c>instance_state</c>, older
/// nodes in rows of their own, how it ended in its row of <c>instance</c>. A transition so writes what it changed, however
/// much the nodes before it have put out.
/// </summary>
internal sealed record StateRows(string State, string? Variables, string Recent, string? Nodes, string Status, string? Result, string? Reason)
{
    /// <summary>The columns that make up a state.</summary>
    public const string Columns = """
        s.state, s.variables, s.nodes, (select json_object_agg(n.node, n.state) from deepflow.node_state n where n.instance = s.instance)::text, i.status, i.result::text, i.reason
        """;

    /// <summary>Where <see cref="Columns"/> are found.</summary>
    public const string Source = "deepflow.instance i join deepflow.instance_state s on s.instance = i.id";

    /// <summary>The column <c>state</c> of an instance that has not begun.</summary>
    public static string Fresh { get; } = StateOf(new());

    /// <summary>The column <c>doing</c> after a transition; <c>0100_engine.sql</c> says what the letters mean.</summary>
    public static string DoingOf(TransitionResult result) => result.State switch
    {
        { Status: InstanceStatus.Finished } => "d",
        { Status: InstanceStatus.Failed } => "f",
        { Status: InstanceStatus.Cancelled } => "c",
        { Paused: not null } => "p",
        { GoesOn: true } => "g",
        _ => result.Waits ? "w" : "r",
    };

    /// <param name="Round">Null: the first.</param>
    /// <param name="Pending">The node; its outcome is with it.</param>
    private sealed record Core(int? Round, ImmutableSortedDictionary<string, int>? Traversals, string? Pending, Pause? Paused, ImmutableArray<HeldEvent>? Held,
        ImmutableSortedDictionary<string, Value>? Arguments);

    /// <summary>Takes the columns as they are; <see cref="Parse"/> may fail on what it finds in them.</summary>
    public static StateRows Read(NpgsqlDataReader reader, int column) => new(reader.GetString(column), reader.TextAt(column + 1), reader.GetString(column + 2),
        reader.TextAt(column + 3), reader.GetString(column + 4), reader.TextAt(column + 5), reader.TextAt(column + 6));

    public InstanceState Parse()
    {
        var core = Sql.FromJson<Core>(State);
        var empty = new InstanceState();
        var nodes = empty.Nodes;
        if (Nodes is not null) nodes = nodes.SetItems(StoredNode.Many(Nodes));
        nodes = nodes.SetItems(StoredNode.Many(Recent));
        return empty with
        {
            Status = Enum.Parse<InstanceStatus>(Status, ignoreCase: true),
            Round = core.Round ?? 1,
            Nodes = nodes,
            Traversals = core.Traversals is null ? empty.Traversals : empty.Traversals.AddRange(core.Traversals),
            Variables = Variables is null ? empty.Variables : empty.Variables.AddRange(Sql.FromJson<Dictionary<string, Value>>(Variables)),
            Pending = core.Pending is { } pending ? new(pending, nodes[pending].Outcome!) : null,
            Paused = core.Paused,
            Held = core.Held ?? [],
            Arguments = core.Arguments is null ? empty.Arguments : empty.Arguments.AddRange(core.Arguments),
            Result = Result is null ? null : Sql.FromJson<Value>(Result),
            Reason = Reason,
        };
    }

    public static string StateOf(InstanceState state) =>
        Sql.Json(new Core(state.Round == 1 ? null : state.Round, state.Traversals.IsEmpty ? null : state.Traversals, state.Pending?.Node,
            state.Paused, state.Held.IsEmpty ? null : state.Held, state.Arguments.IsEmpty ? null : state.Arguments));
}
