using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Instances;

/// <param name="Step">Of this step only.</param>
/// <param name="Text">Lines that hold this text, whatever its case.</param>
/// <param name="After">Lines that came later than this one.</param>
/// <param name="Before">Lines that came earlier than this one; null: all.</param>
/// <param name="Latest">Of the lines that fit the latest, not the first.</param>
public sealed record LogFilter(string? Step = null, string? Text = null, long After = 0, long? Before = null, bool Latest = false, int Limit = 200);

/// <summary>Reads what the steps of a run logged, from either end.</summary>
public sealed class RunLogs(NpgsqlDataSource source)
{
    /// <returns>In the order in which they were written.</returns>
    public async Task<List<LogLine>> ListAsync(string project, Guid root, LogFilter filter, CancellationToken cancellation)
    {
        var lines = await source.QueryAsync($"""
            select l.id, l.job, j.node, l.attempt, l.at, case when j.part = '' then l.line else j.part || ': ' || l.line end from deepflow.job_log l join deepflow.job j on j.id = l.job
            where l.project = $1 and (j.root = $2 or j.instance = $2) and ($3::text is null or j.node = $3) and l.id > $4 and ($5::bigint is null or l.id < $5)
              and ($6::text is null or position($6 in lower(l.line)) > 0)
            order by l.id {(filter.Latest ? "desc" : "")} limit $7
            """,
            r => new LogLine(r.GetInt64(0), r.GetGuid(1), r.GetString(2), r.GetInt32(3), r.GetFieldValue<DateTimeOffset>(4), r.GetString(5)),
            [project, root, filter.Step, filter.After, filter.Before, string.IsNullOrEmpty(filter.Text) ? null : filter.Text.ToLowerInvariant(), filter.Limit], cancellation);
        if (filter.Latest) lines.Reverse();
        return lines;
    }
}
