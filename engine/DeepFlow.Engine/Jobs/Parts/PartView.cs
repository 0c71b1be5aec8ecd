using System.Collections.Immutable;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Jobs.Parts;

/// <summary>How many parts a step has. Those that are none of these wait, or were withdrawn.</summary>
public sealed record PartCounts(int Total, int Done, int Failed, int Running);

/// <summary>A part of a step: a trial, a shard of data.</summary>
/// <param name="Iteration">Of the step, for which it was made.</param>
/// <param name="Number">The how manyth of its step's parts it was to end; null: it has not.</param>
/// <param name="Deaths">The workers that died with it, and how.</param>
/// <param name="RetryAt">When it is tried again after a failure.</param>
/// <param name="KeptFrom">The job of an earlier try at the step whose result it has.</param>
public sealed record PartView(Guid Id, Guid Instance, string Node, int Iteration, string Part, string Activity, string Status, int Attempt, double Progress, string ProgressText, string? Worker,
    ImmutableArray<int> Gpus, Value? Output, string? ErrorCode, string? Error, int Failures, ImmutableArray<string> Deaths, DateTimeOffset? RetryAt, int? Number, Guid? KeptFrom,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);

/// <summary>Reads the parts of a run's steps.</summary>
public sealed class PartQueries(NpgsqlDataSource source)
{
    /// <param name="root">The run, with what it called; or one of those alone.</param>
    /// <param name="step">Of this step; null: of all.</param>
    /// <param name="after">Those that come after this one; null: from the first.</param>
    /// <returns>In the order in which they were made.</returns>
    public Task<List<PartView>> ListAsync(string project, Guid root, string? step, Guid? after, int limit, CancellationToken cancellation) => source.QueryAsync("""
        select j.id, j.instance, j.node, j.iteration, j.part, j.activity, j.status, j.attempt, j.progress, j.progress_text, j.worker, j.gpus, j.output::text, j.error_code, j.error,
               p.failures, p.deaths, p.retry_at, p.end_number, p.kept_from, j.created_at, j.started_at, j.ended_at
        from deepflow.job j join deepflow.part p on p.job = j.id
        where j.project = $1 and (j.root = $2 or j.instance = $2) and ($3::text is null or j.node = $3)
          and ($4::uuid is null or (j.created_at, j.turn, j.id) > (select b.created_at, b.turn, b.id from deepflow.job b where b.id = $4))
        order by j.created_at, j.turn, j.id limit $5
        """,
        r => new PartView(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetInt32(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetInt32(7), r.GetFloat(8), r.GetString(9), r.TextAt(10),
            [.. r.GetFieldValue<int[]>(11)], r.IsDBNull(12) ? null : r.FromJson<Value>(12), r.TextAt(13), r.TextAt(14), r.GetInt32(15), [.. r.GetFieldValue<string[]>(16)], r.TimeAt(17), r.IntAt(18), r.GuidAt(19),
            r.GetFieldValue<DateTimeOffset>(20), r.TimeAt(21), r.TimeAt(22)),
        [project, root, step, after, limit], cancellation);
}
