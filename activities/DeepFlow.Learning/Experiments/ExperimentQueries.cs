using System.Collections.Immutable;
using DeepFlow.Learning.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;
using NpgsqlTypes;

namespace DeepFlow.Learning.Experiments;

/// <param name="Kind">tuning or training; null: both.</param>
/// <param name="Run">Of this run, whether it called the pipeline or is it.</param>
/// <param name="Before">Those that began before this one: the last of the page before.</param>
public sealed record ExperimentFilter(string? Kind = null, string? Model = null, Guid? Run = null, Guid? Before = null, int Limit = 50);

/// <summary>Reads the experiment registry.</summary>
public static class ExperimentQueries
{
    private const string Summary = """
        select r.job_id, r.kind, r.instance_id, j.root, r.pipeline, r.node, r.round, r.model, deepflow.seen_status(j), j.progress, j.progress_text, r.started_at, r.finished_at,
               (select count(*) from deepflow.trial t where t.project = r.project and t.job_id = r.job_id) as trials,
               coalesce((r.result ->> 'score')::double precision,
                        (select m.value from deepflow.metric m where m.project = r.project and m.job_id = r.job_id and m.trial = -1 and m.name = 'accuracy' order by m.step desc, m.attempt desc limit 1)) as score
        """;

    /// <summary>The latest first.</summary>
    public static Task<List<ExperimentSummary>> ListAsync(NpgsqlDataSource database, string project, ExperimentFilter filter, CancellationToken cancellation) => database.Command(
        $"""
        {Summary}
        from deepflow.experiment_run r join deepflow.job j on j.id = r.job_id
        where r.project = $1 and ($2 is null or r.kind = $2) and ($3 is null or r.model = $3) and ($4 is null or j.root = $4 or r.instance_id = $4)
          and ($5 is null or (r.started_at, r.job_id) < (select b.started_at, b.job_id from deepflow.experiment_run b where b.project = $1 and b.job_id = $5))
        order by r.started_at desc, r.job_id desc limit $6
        """,
        project, SqlCommands.Text(filter.Kind), SqlCommands.Text(filter.Model), Id(filter.Run), Id(filter.Before), filter.Limit).ReadAsync(Read, cancellation);

    /// <returns>null: there is no such experiment.</returns>
    public static async Task<ExperimentDetail?> FindAsync(NpgsqlDataSource database, string project, Guid id, CancellationToken cancellation)
    {
        var trials = await TrialsAsync(database, project, id, cancellation);
        return (await database.Command(
            $"""
            {Summary}, r.configuration, r.environment, r.train_commit, r.validation_commit, j.output::text
            from deepflow.experiment_run r join deepflow.job j on j.id = r.job_id where r.project = $1 and r.job_id = $2
            """,
            project, id).ReadAsync(
                row => new ExperimentDetail(Read(row), row.FromJson<Value>(15), row.FromJson<Value>(16), row.GetString(17), row.GetString(18), row.IsDBNull(19) ? Value.Missing : row.FromJson<Value>(19), trials),
                cancellation)).SingleOrDefault();
    }

    /// <param name="names">Which metrics; empty: all.</param>
    /// <param name="points">As many points of a series are told at most, more or less.</param>
    public static async Task<ImmutableArray<MetricSeries>> MetricsAsync(
        NpgsqlDataSource database, string project, Guid id, IReadOnlyCollection<string> names, int from, int to, int points, CancellationToken cancellation)
    {
        var rows = await database.Command(
            """
            with point as (
                select distinct on (trial, name, step) trial, name, step, value from deepflow.metric
                where project = $1 and job_id = $2 and (cardinality($3::text[]) = 0 or name = any($3)) and step between $4 and $5
                order by trial, name, step, attempt desc),
            span as (select trial, name, min(step) as first, max(step) as last, count(*) as points from point group by trial, name),
            stretch as (
                select trial, name, step, value, points, step = last as is_last,
                       case when points <= $6 then step else ((step - first)::bigint * greatest($6 / 2, 1) / (last - first + 1))::int end as at
                from point join span using (trial, name)),
            ranked as (
                select trial, name, step, value, points, is_last,
                       row_number() over (partition by trial, name, at order by value, step) as low, row_number() over (partition by trial, name, at order by value desc, step) as high
                from stretch)
            select trial, name, step, value, points from ranked where low = 1 or high = 1 or is_last order by trial, name, step
            """,
            project, id, names.ToArray(), from, to, points).ReadAsync(
                row => (Trial: row.GetInt32(0), Name: row.GetString(1), Step: row.GetInt32(2), Value: Finite(row.GetDouble(3)), Count: row.GetInt64(4)), cancellation);
        return [.. rows.GroupBy(row => (row.Trial, row.Name)).Select(series => new MetricSeries(
            series.Key.Trial < 0 ? null : series.Key.Trial + 1, series.Key.Name, [.. series.Select(row => row.Step)], [.. series.Select(row => row.Value)], series.First().Count))];
    }

    private static async Task<ImmutableArray<ExperimentTrial>> TrialsAsync(NpgsqlDataSource database, string project, Guid id, CancellationToken cancellation)
    {
        var scores = (await database.Command("select trial, rung, epochs, score from deepflow.trial_score where project = $1 and job_id = $2 order by trial, rung", project, id)
            .ReadAsync(row => (Trial: row.GetInt32(0), Score: new RungScore(row.GetInt32(1), row.GetInt32(2), Finite(row.GetDouble(3)))), cancellation)).ToLookup(s => s.Trial, s => s.Score);
        return [.. await database.Command("select number, parameters, started_at from deepflow.trial where project = $1 and job_id = $2 order by number", project, id).ReadAsync(
            row => new ExperimentTrial(row.GetInt32(0) + 1, (RecordValue)row.FromJson<Value>(1), row.GetFieldValue<DateTimeOffset>(2), [.. scores[row.GetInt32(0)]]), cancellation)];
    }

    private static ExperimentSummary Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetGuid(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetString(7), row.GetString(8), row.GetFloat(9), row.GetString(10),
        (int)row.GetInt64(13), row.IsDBNull(14) ? null : Finite(row.GetDouble(14)), row.GetFieldValue<DateTimeOffset>(11), row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12));

    /// <summary>JSON has no other numbers.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static NpgsqlParameter Id(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
