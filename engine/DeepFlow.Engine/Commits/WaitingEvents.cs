using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>An instance with the events that wait for it, oldest first.</summary>
/// <param name="Known">It as this lane committed it; null: as <paramref name="Row"/> has it.</param>
internal sealed record WaitingInstance(Guid Id, Instance? Known, InstanceRow? Row, List<WaitingEvent> Events);

/// <summary>As read: what it holds is parsed one instance at a time, so that one that cannot be read stops no other.</summary>
internal sealed record WaitingEvent(long Id, string Body);

/// <summary>
/// An event whose writer is in this process and hands it over: it need not be read. Nor need its writer wait for the disk: the
/// commit of the transition that consumes it lies behind it in the log, so that one wait makes both durable.
/// </summary>
internal sealed record ToldEvent(Guid Instance, WaitingEvent Event)
{
    private readonly TaskCompletionSource<bool> durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the commit that consumes it has made it durable. False: somebody else may consume it, or nobody yet; its writer must wait for the disk by itself.</summary>
    public Task<bool> Durable => durable.Task;

    public void Settle(bool durably) => durable.TrySetResult(durably);
}

/// <summary>An instance as read, see <see cref="WaitingEvent"/>.</summary>
internal sealed record InstanceRow(Instance Unparsed, StateRows State)
{
    public const string Columns = $"i.project, i.id, s.version, i.bundle, i.pipeline, i.root, i.parent, i.parent_node, i.arguments::text, i.started_by, i.activation, {StateRows.Columns}";

    /// <summary>How many columns.</summary>
    public const int Count = 18;

    public static InstanceRow Read(NpgsqlDataReader r) => new(
        new Instance(r.GetString(0), r.GetGuid(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetGuid(5), r.GuidAt(6), r.TextAt(7), r.RecordAt(8), r.GetString(9), new InstanceState()) { Activation = r.GuidAt(10) },
        StateRows.Read(r, 11));

    public Instance Parse() => Unparsed with { State = State.Parse(), Recent = RecentNodes.Of(State.Recent, State.Nodes?.Length ?? 0) };
}

/// <summary>Reads what waits in the database for a lane, on its connection.</summary>
internal static class WaitingEvents
{
    public static async Task<IEnumerable<WaitingInstance>> ReadAsync(NpgsqlConnection connection, Lane lane, int limit, CancellationToken cancellation)
    {
        // One statement, so that the version is the one that these events wait for.
        var events = await connection.QueryAsync("""
            select e.id, e.body::text, e.instance, s.version
            from deepflow.event e join deepflow.instance_state s on s.instance = e.instance
            where e.defect is null and get_byte(uuid_send(e.instance), 15) % $2 = $3
            order by e.id limit $1
            """,
            r => (Event: new WaitingEvent(r.GetInt64(0), r.GetString(1)), Instance: r.GetGuid(2), Version: r.GetInt64(3)), [limit, lane.Count, lane.Number], cancellation);
        if (events.Count == 0) return [];
        var waiting = new Dictionary<(Guid Id, long Version), WaitingInstance>();
        foreach (var e in events)
        {
            if (!waiting.TryGetValue((e.Instance, e.Version), out var instance))
                waiting[(e.Instance, e.Version)] = instance = new(e.Instance, lane.Find(e.Instance, e.Version), null, []);
            instance.Events.Add(e.Event);
        }
        // One that has moved on since its events were read is left out: somebody else has consumed them.
        return (await ReadInstancesAsync(connection, waiting.Values, cancellation)).Where(w => w.Known is not null || waiting.ContainsKey((w.Id, w.Row!.Unparsed.Version)));
    }

    /// <summary>Of told events: where another node has consumed one meanwhile, the commit is refused.</summary>
    /// <returns>With its row each of them that was not known, unless it is gone.</returns>
    public static async Task<IEnumerable<WaitingInstance>> ReadInstancesAsync(NpgsqlConnection connection, IReadOnlyCollection<WaitingInstance> waiting, CancellationToken cancellation)
    {
        Guid[] unknown = [.. waiting.Where(w => w.Known is null).Select(w => w.Id)];
        if (unknown.Length == 0) return waiting;
        var rows = (await connection.QueryAsync($"select {InstanceRow.Columns} from {StateRows.Source} where i.id = any($1)", InstanceRow.Read, [unknown], cancellation)).ToDictionary(r => r.Unparsed.Id);
        return waiting.Select(w => w.Known is null && rows.TryGetValue(w.Id, out var row) ? w with { Row = row } : w).Where(w => w.Known is not null || w.Row is not null);
    }

    /// <summary>Instances that a dead node left in the middle of inline steps. One that a living node is moving on is only moved once all the same.</summary>
    public static Task<List<InstanceRow>> ReadLeftAsync(NpgsqlConnection connection, Lane lane, int limit, CancellationToken cancellation) => connection.QueryAsync($"""
        select {InstanceRow.Columns} from {StateRows.Source} where s.doing = 'g' and get_byte(uuid_send(s.instance), 15) % $2 = $3 order by s.instance limit $1
        """, InstanceRow.Read, [limit, lane.Count, lane.Number], cancellation);
}
