using System.Collections.Immutable;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <summary>A run or one of the runs it called, with the state of its nodes.</summary>
public sealed record InstanceDetail(Guid Id, Guid Root, Guid? Parent, string? ParentNode, string Pipeline, string Bundle, RecordValue Arguments, string StartedBy,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, InstanceState State, ImmutableArray<InstanceDetail> Children);

/// <param name="Gpus">The numbers of its node's GPUs that it has, or had.</param>
/// <param name="Hindrance">Why no living node could ever run it.</param>
public sealed record JobView(Guid Id, Guid Instance, string Pipeline, string Node, int Round, int Iteration, int Attempt, string Activity, string Status, string? Worker,
    double Progress, string ProgressText, string? Outcome, string? ErrorCode, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    int Priority, ImmutableArray<int> Gpus, string? Hindrance)
{
    /// <summary>Of a step that owns many jobs: how many there are; null: it is one job.</summary>
    public PartCounts? Parts { get; init; }
}

public sealed record LogLine(long Id, Guid Job, string Node, int Attempt, DateTimeOffset At, string Line);

public sealed record OpenIncidentView(Guid Id, Guid Instance, string Node, string Kind, string Code, string Message, DateTimeOffset OpenedAt);

/// <summary>Reads instances and their work.</summary>
public sealed class InstanceQueries(NpgsqlDataSource source)
{
    /// <summary>The run with everything it called, latest children last.</summary>
    public async Task<InstanceDetail> GetAsync(string project, Guid instance, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync($"""
            with recursive tree as (
                select * from deepflow.instance where project = $1 and id = $2
                union all select c.* from deepflow.instance c join tree on c.parent = tree.id)
            select i.id, i.root, i.parent, i.parent_node, i.pipeline, i.bundle, i.arguments::text, i.started_by, i.started_at, i.ended_at, {StateRows.Columns}
            from tree i join deepflow.instance_state s on s.instance = i.id order by started_at, id
            """,
            r => new InstanceDetail(r.GetGuid(0), r.GetGuid(1), r.GuidAt(2), r.TextAt(3), r.GetString(4), r.GetString(5), r.RecordAt(6), r.GetString(7),
                r.GetFieldValue<DateTimeOffset>(8), r.TimeAt(9), StateRows.Read(r, 10).Parse(), []),
            [project, instance], cancellation);
        var top = rows.FirstOrDefault(r => r.Id == instance) ?? (await ArchiveReader.FindAsync(source, project, instance, cancellation))?.Find(instance)
            ?? throw new EngineException("unknown_instance", $"There is no instance {instance} in this project.", EngineProblem.NotFound);
        var children = rows.Where(r => r.Id != instance).ToLookup(r => r.Parent);
        return rows.Count > 0 ? WithChildren(top) : top;

        InstanceDetail WithChildren(InstanceDetail detail) => detail with { Children = [.. children[detail.Id].Select(WithChildren)] };
    }

    /// <summary>The id that a prefix stands for, as people copy it from a listing.</summary>
    public async Task<Guid> ResolveAsync(string project, string prefix, CancellationToken cancellation)
    {
        var matches = await source.QueryAsync("""
            (select id from deepflow.instance where project = $1 and (id::text like $2 || '%' or id::text like '%' || $2) order by parent nulls first limit 2)
            union all
            (select id from deepflow.archived_run where project = $1 and (id::text like $2 || '%' or id::text like '%' || $2) limit 2)
            """, r => r.GetGuid(0), [project, prefix.ToLowerInvariant().Replace("%", "").Replace("_", "")], cancellation);
        return matches switch
        {
            [var one] => one,
            [] => throw new EngineException("unknown_instance", $"There is no instance {prefix} in this project.", EngineProblem.NotFound),
            _ => throw new EngineException("ambiguous_instance", $"Several instances begin or end with {prefix}; give more of the id."),
        };
    }

    public async Task<List<JobView>> JobsAsync(string project, Guid root, CancellationToken cancellation)
    {
        var jobs = await LivingJobsAsync(project, root, cancellation);
        return jobs.Count > 0 || await ArchiveReader.FindAsync(source, project, root, cancellation) is not { } archived ? jobs : [.. archived.Jobs.Where(j => archived.Run.Id == root || j.Instance == root)];
    }

    private Task<List<JobView>> LivingJobsAsync(string project, Guid root, CancellationToken cancellation) => source.QueryAsync("""
        select id, instance, pipeline, node, round, iteration, attempt, activity, deepflow.seen_status(j), worker,
               progress, progress_text, outcome, error_code, error, created_at, started_at, ended_at, priority, gpus, hindrance, parts, done, failed, running
        from deepflow.job j
        left join lateral (
            select count(*) as parts, count(*) filter (where o.status = 'completed') as done, count(*) filter (where o.status in ('failed', 'lost') and p.end_number is not null) as failed,
                   count(*) filter (where o.status = 'running') as running
            from deepflow.part p join deepflow.job o on o.id = p.job where p.coordinator = j.id) c on j.family = j.id
        where project = $1 and (root = $2 or instance = $2) and part = '' order by created_at, id
        """,
        r => new JobView(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetString(7), r.GetString(8), r.TextAt(9),
            r.GetFloat(10), r.GetString(11), r.TextAt(12), r.TextAt(13), r.TextAt(14), r.GetFieldValue<DateTimeOffset>(15), r.TimeAt(16), r.TimeAt(17),
            r.GetInt32(18), [.. r.GetFieldValue<int[]>(19)], r.TextAt(20))
        {
            Parts = r.IsDBNull(21) ? null : new((int)r.GetInt64(21), (int)r.GetInt64(22), (int)r.GetInt64(23), (int)r.GetInt64(24)),
        },
        [project, root], cancellation);

    public Task<List<OpenIncidentView>> IncidentsAsync(string project, Guid? root, CancellationToken cancellation) => source.QueryAsync("""
        select id, instance, node, kind, code, message, opened_at from deepflow.incident
        where project = $1 and ($2::uuid is null or root = $2 or instance = $2) and resolved_at is null order by opened_at
        """,
        r => new OpenIncidentView(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetFieldValue<DateTimeOffset>(6)),
        [project, root], cancellation);
}
