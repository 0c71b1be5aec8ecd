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

/// <summary>How many runs there are of each kind; each count stops where nobody counts on.</summary>
public sealed record RunCounts(CappedCount Paused, CappedCount Running, CappedCount Waiting, CappedCount Incident, CappedCount Finished, CappedCount Failed, CappedCount Cancelled);

/// <summary>Lists runs page by page: a page begins where the one before ended, so the hundredth costs what the first does.</summary>
public sealed class InstanceListing(NpgsqlDataSource source)
{
    /// <summary>
    /// Of the runs that have not ended: the one reason to look at each that weighs most. What moves in it, or in what it called,
    /// its own transitions have said (<c>instance_state.doing</c>). No `exists`: where PostgreSQL expects many runs it answers that
    /// from a table of all that wait, which it would make for each page.
    /// </summary>
    private const string Doing = """
        case when i.status <> 'running' then i.status
             when (select s.doing = 'p' from deepflow.instance_state s where s.instance = i.id) then 'paused'
             when (select true from deepflow.incident x where x.root = i.id and x.resolved_at is null limit 1) then 'incident'
             when coalesce((select true from deepflow.job j where j.project = i.project and j.root = i.id and j.status = 'queued' and j.hindrance is not null limit 1), false)
              and (select true from deepflow.job j where j.root = i.id and j.status in ('queued', 'running') and j.hindrance is null limit 1) is null then 'waiting'
             when (select true from deepflow.instance_state s where s.doing = 'r' and s.project = i.project and coalesce(s.root, s.instance) = i.id limit 1) then 'running'
             when (select true from deepflow.instance_state s where s.doing = 'g' and s.project = i.project and coalesce(s.root, s.instance) = i.id limit 1) then 'running'
             when (select true from deepflow.waiter w where w.root = i.id limit 1) then 'waiting'
             when (select true from deepflow.task t where t.root = i.id and t.status = 'open' limit 1) then 'waiting'
             else 'running' end
        """;

    public async Task<List<InstanceSummary>> ListAsync(string project, RunFilter filter, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.Add(InOrder);
        batch.Add(Text(filter), Parameters(project, filter));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var runs = new List<InstanceSummary>();
        while (await reader.ReadAsync(cancellation)) runs.Add(Read(reader));
        return runs;
    }

    /// <summary>
    /// The planner reckons with all rows where a page is read: it would read and sort a table, gather all before it gives the
    /// first, compile machine code, or start processes to help (20 ms, with a million rows).
    /// </summary>
    internal const string InOrder = """
        select set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
               set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true), set_config('enable_hashagg', 'off', true)
        """;

    private static InstanceSummary Read(NpgsqlDataReader r) =>
        new(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), [.. r.GetFieldValue<string[]>(4)], r.GetString(5), r.GetFieldValue<DateTimeOffset>(6), r.TimeAt(7), r.TextAt(8));

    internal static object?[] Parameters(string project, RunFilter filter) =>
        [project, filter.Doing is { } doing ? WordOf(doing) : null, filter.Pipeline, filter.StartedBy, Escape(filter.Text), filter.Before, filter.Limit];

    // One that has ended has no work under way, and is not asked for any.
    internal static string Text(RunFilter filter) => $"""
        with page as (
            select i.id, i.pipeline, {DoingOf(filter.Doing)} as doing, i.started_by, i.started_at, i.ended_at, i.reason
            from {Runs(filter)}
            where ($2::text is null or {DoingOf(filter.Doing)} = $2)
            order by {(IsByRun(filter.Doing) ? "s.run desc" : "i.started_at desc, i.id desc")} limit $7)
        select p.id, p.pipeline, p.doing, p.ended_at is null and coalesce((select true from deepflow.task t where t.root = p.id and t.status = 'open' limit 1), false),
               case when p.ended_at is not null then array[]::text[] else
               array(select node from deepflow.job j where j.root = p.id and j.status in ('queued', 'running', 'parked')
                     union select node from deepflow.task t where t.root = p.id and t.status = 'open'
                     union select node from deepflow.waiter w where w.root = p.id
                     union select node from deepflow.incident x where x.root = p.id and x.resolved_at is null) end,
               p.started_by, p.started_at, p.ended_at, p.reason
        from page p order by {(IsByRun(filter.Doing) ? "p.id desc" : "p.started_at desc, p.id desc")}
        """;

    // What is innermost is read newest first and no further than the page needs: without its `offset 0` PostgreSQL would work out for
    // every run of the project what it is doing.
    private static string Runs(RunFilter filter) => IsByRun(filter.Doing) ? $"""
        ({Candidates(filter.Doing, filter.Before is null)} order by run desc offset 0) s
        cross join lateral (select * from deepflow.instance i where i.id = s.run and i.parent is null {StatusOf(filter.Doing)} {Wanted} offset 0) i
        """ : $"""
        (select * from deepflow.instance i
         where i.project = $1 and i.parent is null {StatusOf(filter.Doing)} {Wanted}
           and {(filter.Before is null ? "$6::uuid is null" : "(i.started_at, i.id) < (select b.started_at, b.id from deepflow.instance b where b.project = $1 and b.id = $6)")}
         order by i.started_at desc, i.id desc offset 0) i
        """;

    /// <summary>
    /// The runs that may be doing that, from indexes that hold no others: runs that have ended may be a million times as many, and
    /// those that wait a thousand times as many as those that run. Newest first by their ids, which grow with time.
    /// </summary>
    private static string Candidates(RunDoing? doing, bool first)
    {
        return doing switch
        {
            RunDoing.Running => Merged(Living("g"), Living("r")),
            RunDoing.Waiting => Merged(Living("w", "and s.root is null"), InOrderOf("j.root", "deepflow.job j where j.project = $1 and j.status = 'queued' and j.hindrance is not null")),
            RunDoing.Incident => Merged(InOrderOf("x.root", "deepflow.incident x where x.project = $1 and x.resolved_at is null")),
            RunDoing.Paused => Merged(Living("p", "and s.root is null")),
            RunDoing.Failed => Merged(Ended("f")),
            _ => Merged(Ended("c")),
        };

        string Living(string letter, string further = "") => InOrderOf("coalesce(s.root, s.instance)", $"deepflow.instance_state s where s.project = $1 and s.doing = '{letter}' {further}");
        string Ended(string letter) => InOrderOf("s.instance", $"deepflow.instance_state s where s.project = $1 and s.doing = '{letter}' and s.root is null");
        string InOrderOf(string run, string where) => $"(select {run} as run from {where} and {(first ? "$6::uuid is null" : $"{run} < $6")} order by {run} desc)";
        static string Merged(params string[] parts) => $"select distinct run from ({string.Join(" union all ", parts)}) m";
    }

    private const string Wanted = """
        and ($3::text is null or i.pipeline = $3)
        and ($4::text is null or i.started_by = $4)
        and ($5::text is null or i.id::text like $5 || '%' or i.id::text like '%' || $5 or i.pipeline ilike '%' || $5 || '%')
        """;

    private static bool IsByRun(RunDoing? doing) => doing is not (null or RunDoing.Finished);

    public async Task<RunCounts> CountAsync(string project, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.Add(InOrder);
        foreach (var doing in Enum.GetValues<RunDoing>())
        {
            var filter = new RunFilter(doing, Limit: CappedCount.Most + 1);
            batch.Add($"select count(*)::int from (select 1 from {Runs(filter)} where {DoingOf(doing)} = $2 limit $7) counted", Parameters(project, filter));
        }
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var counts = await CappedCount.ReadAllAsync(reader, cancellation);
        return new(Of(RunDoing.Paused), Of(RunDoing.Running), Of(RunDoing.Waiting), Of(RunDoing.Incident), Of(RunDoing.Finished), Of(RunDoing.Failed), Of(RunDoing.Cancelled));
        CappedCount Of(RunDoing doing) => counts[(int)doing];
    }

    // Of those that have ended nothing is asked: what PostgreSQL expects to cost much, it compiles first, for longer than it would have run.
    private static string DoingOf(RunDoing? doing) => doing is RunDoing.Finished or RunDoing.Failed or RunDoing.Cancelled ? "i.status" : Doing;

    /// <summary>What the row itself says of it, so that the rest need not be asked.</summary>
    private static string StatusOf(RunDoing? doing) => doing switch
    {
        null => "",
        RunDoing.Finished or RunDoing.Failed or RunDoing.Cancelled => $"and i.status = '{WordOf(doing.Value)}'",
        _ => "and i.status = 'running'",
    };

    private static string WordOf(RunDoing doing) => doing.ToString().ToLowerInvariant();

    private static string? Escape(string? text) => text?.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
