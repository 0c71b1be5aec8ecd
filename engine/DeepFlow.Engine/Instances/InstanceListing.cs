using System.Collections.Immutable;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <summary>What a run is doing, as people ask for it.</summary>
public enum RunDoing { Paused, Running, Waiting, Incident, Finished, Failed, Cancelled }

/// <param name="Doing">paused, running, waiting (for a person, a time, a signal, or a machine that could run its job), incident, or how it ended: finished, failed, cancelled.</param>
/// <param name="People">People are asked.</param>
/// <param name="At">The steps under way, as paths: <c>model.tuning</c>.</param>
public sealed record InstanceSummary(Guid Id, string Pipeline, string Doing, bool People, ImmutableArray<string> At, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Reason);

/// <param name="Pipeline">Runs of this pipeline.</param>
/// <param name="StartedBy">Runs that this person started.</param>
/// <param name="Text">Runs whose id begins or ends with it, or whose pipeline holds it.</param>
/// <param name="Before">Runs that started earlier than this one: the last of the page before.</param>
public sealed record RunFilter(RunDoing? Doing = null, string? Pipeline = null, string? StartedBy = null, string? Text = null, Guid? Before = null, int Limit = 100);

/// <summary>How many runs there are of each kind.</summary>
public sealed record RunCounts(long Paused, long Running, long Waiting, long Incident, long Finished, long Failed, long Cancelled);

/// <summary>Lists runs page by page: a page begins where the one before ended, so the hundredth costs what the first does.</summary>
public sealed class InstanceListing(NpgsqlDataSource source)
{
    /// <summary>Of the runs that have not ended: the one reason to look at each that weighs most.</summary>
    private const string Doing = """
        case when i.status <> 'running' then i.status
             when (select s.state::json -> 'paused' is not null from deepflow.instance_state s where s.instance = i.id) then 'paused'
             when exists (select 1 from deepflow.incident x where x.root = i.id and x.resolved_at is null) then 'incident'
             when exists (select 1 from deepflow.job j where j.root = i.id and j.status in ('queued', 'running') and j.hindrance is null) then 'running'
             when exists (select 1 from deepflow.job j where j.root = i.id and j.status = 'queued') then 'waiting'
             when exists (select 1 from deepflow.job j where j.root = i.id and j.status = 'parked') then 'running'
             when exists (select 1 from deepflow.task t where t.root = i.id and t.status = 'open')
               or exists (select 1 from deepflow.waiter w where w.root = i.id) then 'waiting'
             else 'running' end
        """;

    // What is innermost is read newest first and no further than the page needs: without its `offset 0` PostgreSQL would work out for
    // every run of the project what it is doing.
    public async Task<List<InstanceSummary>> ListAsync(string project, RunFilter filter, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.Add(InOrder);
        batch.Add(Text(filter.Doing), Parameters(project, filter));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var runs = new List<InstanceSummary>();
        while (await reader.ReadAsync(cancellation)) runs.Add(Read(reader));
        return runs;
    }

    /// <summary>The planner reckons with all rows where a page is read: it would read and sort a table, or compile machine code.</summary>
    internal const string InOrder = "select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)";

    private static InstanceSummary Read(NpgsqlDataReader r) =>
        new(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), [.. r.GetFieldValue<string[]>(4)], r.GetString(5), r.GetFieldValue<DateTimeOffset>(6), r.TimeAt(7), r.TextAt(8));

    internal static object?[] Parameters(string project, RunFilter filter) =>
        [project, filter.Doing?.ToString().ToLowerInvariant(), filter.Pipeline, filter.StartedBy, Escape(filter.Text), filter.Before, filter.Limit];

    internal static string Text(RunDoing? doing) => $"""
        with page as (
            select i.id, i.pipeline, {DoingOf(doing)} as doing, i.started_by, i.started_at, i.ended_at, i.reason
            from {(IsLive(doing) ? LivingRuns(doing) : Runs(doing))}
            where ($2::text is null or {DoingOf(doing)} = $2)
            order by {(IsLive(doing) ? "s.instance desc" : "i.started_at desc, i.id desc")} limit $7)
        select p.id, p.pipeline, p.doing, exists (select 1 from deepflow.task t where t.root = p.id and t.status = 'open'),
               array(select node from deepflow.job j where j.root = p.id and j.status in ('queued', 'running', 'parked')
                     union select node from deepflow.task t where t.root = p.id and t.status = 'open'
                     union select node from deepflow.waiter w where w.root = p.id
                     union select node from deepflow.incident x where x.root = p.id and x.resolved_at is null),
               p.started_by, p.started_at, p.ended_at, p.reason
        from page p order by {(IsLive(doing) ? "p.id desc" : "p.started_at desc, p.id desc")}
        """;

    private static string Runs(RunDoing? doing) => $"""
        (select * from deepflow.instance i
         where i.project = $1 and i.parent is null {StatusOf(doing)} {Wanted}
           and ($6::uuid is null or (i.started_at, i.id) < (select b.started_at, b.id from deepflow.instance b where b.project = $1 and b.id = $6))
         order by i.started_at desc, i.id desc offset 0) i
        """;

    // Runs that have ended may be a million times as many: those that have not lie in an index of their own, by ids that grow with time.
    private static string LivingRuns(RunDoing? doing) => $"""
        (select s.instance from deepflow.instance_state s where s.project = $1 and s.live and ($6::uuid is null or s.instance < $6) order by s.instance desc offset 0) s
        cross join lateral (select * from deepflow.instance i where i.id = s.instance and i.parent is null {StatusOf(doing)} {Wanted} offset 0) i
        """;

    private const string Wanted = """
        and ($3::text is null or i.pipeline = $3)
        and ($4::text is null or i.started_by = $4)
        and ($5::text is null or i.id::text like $5 || '%' or i.id::text like '%' || $5 or i.pipeline ilike '%' || $5 || '%')
        """;

    private static bool IsLive(RunDoing? doing) => doing is RunDoing.Paused or RunDoing.Running or RunDoing.Waiting or RunDoing.Incident;

    public async Task<RunCounts> CountAsync(string project, CancellationToken cancellation)
    {
        var counts = (await source.QueryAsync($"""
            select status, count(*) from deepflow.instance where project = $1 and parent is null and status <> 'running' group by 1
            union all
            select doing, count(*) from (
                select {Doing} as doing from deepflow.instance_state s join deepflow.instance i on i.id = s.instance
                where s.project = $1 and s.live and i.parent is null and i.status = 'running' offset 0) live group by 1
            """,
            r => (Doing: r.GetString(0), Count: r.GetInt64(1)), [project], cancellation)).ToImmutableDictionary(row => row.Doing, row => row.Count);
        return new(Of(RunDoing.Paused), Of(RunDoing.Running), Of(RunDoing.Waiting), Of(RunDoing.Incident), Of(RunDoing.Finished), Of(RunDoing.Failed), Of(RunDoing.Cancelled));

        long Of(RunDoing doing) => counts.GetValueOrDefault(doing.ToString().ToLowerInvariant());
    }

    // Of those that have ended nothing is asked: what PostgreSQL expects to cost much, it compiles first, for longer than it would have run.
    private static string DoingOf(RunDoing? doing) => doing is RunDoing.Finished or RunDoing.Failed or RunDoing.Cancelled ? "i.status" : Doing;

    /// <summary>What the row itself says of it, so that the rest need not be asked.</summary>
    private static string StatusOf(RunDoing? doing) => doing switch
    {
        null => "",
        RunDoing.Finished => "and i.status = 'finished'",
        RunDoing.Failed => "and i.status = 'failed'",
        RunDoing.Cancelled => "and i.status = 'cancelled'",
        RunDoing.Incident => "and i.status = 'running' and exists (select 1 from deepflow.incident x where x.root = i.id and x.resolved_at is null)",
        _ => "and i.status = 'running'",
    };

    private static string? Escape(string? text) => text?.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
