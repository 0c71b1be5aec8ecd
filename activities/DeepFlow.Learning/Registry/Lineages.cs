using System.Collections.Immutable;
using DeepFlow.Learning.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Registry;

/// <summary>Reads where versions come from: models from trainings, trainings from data, data from other data.</summary>
public static class Lineages
{
    private const int MostSteps = 12;
    private const int MostThings = 200;

    /// <summary>Of everything that is spoken of and exists.</summary>
    public static async Task<Lineage> OfAsync(NpgsqlDataSource database, string project, SpokenOf asked, CancellationToken cancellation)
    {
        var versions = await ModelsAsync(database, project, asked.Models, cancellation);
        var commits = await CommitsAsync(database, project, asked.Commits, cancellation);
        var runs = await RunsAsync(database, project, [.. asked.Trainings, .. versions.Select(v => v.Training)], asked.Trainings, cancellation);
        var data = await DataAsync(database, project, [.. commits, .. versions.SelectMany(v => v.Data), .. runs.SelectMany(r => r.From)], commits, cancellation);
        return new(
            [.. versions.Select(v => v.Thing).Concat(runs).Concat(data).OrderByDescending(t => t.Asked)],
            await StandingAsync(database, project, asked, cancellation));
    }

    private static async Task<HashSet<string>> CommitsAsync(NpgsqlDataSource database, string project, IReadOnlyCollection<string> beginnings, CancellationToken cancellation) =>
        [.. await database.Command("select c.id from unnest($2::text[]) as wanted (id) join deepflow.data_commit c on c.project = $1 and c.id like wanted.id || '%'", project, beginnings.ToArray())
            .ReadAsync(row => row.GetString(0), cancellation)];

    private static Task<List<(LineageThing Thing, Guid Training, string[] Data)>> ModelsAsync(
        NpgsqlDataSource database, string project, IReadOnlyCollection<(string Name, int Version)> asked, CancellationToken cancellation) => database.Command(
        """
        select v.model || '@' || v.version, v.training_job, v.data_commit, v.train_commit, v.stage, v.instance_id, v.created_at, v.code_commit, r.pipeline, r.node,
               (select e.accuracy from deepflow.evaluation e where e.project = v.project and e.model = v.model and e.version = v.version order by e.at desc limit 1)
        from unnest($2::text[], $3::int[]) as wanted (model, version)
        join deepflow.model_version v on v.project = $1 and v.model = wanted.model and v.version = wanted.version
        left join deepflow.job r on r.id = v.job_id
        order by 1
        """,
        project, asked.Select(a => a.Name).ToArray(), asked.Select(a => a.Version).ToArray()).ReadAsync(
            row => (new LineageThing("model", row.GetString(0), row.GetString(0), true, [.. new[] { row.GetGuid(1).ToString(), row.GetString(2), row.GetString(3) }.Distinct()], "register_model",
                row.GetGuid(5), Text(row, 8) ?? "", Text(row, 9) ?? "", row.GetFieldValue<DateTimeOffset>(6), row.GetString(4), row.IsDBNull(10) ? null : row.GetDouble(10), null,
                Text(row, 7) is { } code ? $"code {code[..Math.Min(12, code.Length)]}" : null),
                row.GetGuid(1), new[] { row.GetString(2), row.GetString(3) }), cancellation);

    private static Task<List<LineageThing>> RunsAsync(NpgsqlDataSource database, string project, Guid[] jobs, ImmutableHashSet<Guid> asked, CancellationToken cancellation) => database.Command(
        """
        select job_id, kind, model, train_commit, validation_commit, instance_id, pipeline, node, started_at, environment
        from deepflow.experiment_run where project = $1 and job_id = any($2) order by started_at desc
        """,
        project, jobs).ReadAsync(
            row => new LineageThing(row.GetString(1), row.GetGuid(0).ToString(), row.GetString(2), asked.Contains(row.GetGuid(0)),
                [.. new[] { row.GetString(3), row.GetString(4) }.Distinct()], row.GetString(1) == "tuning" ? "tune" : "train", row.GetGuid(5), row.GetString(6), row.GetString(7),
                row.GetFieldValue<DateTimeOffset>(8)), cancellation);

    private static Task<List<LineageThing>> DataAsync(NpgsqlDataSource database, string project, string[] commits, HashSet<string> asked, CancellationToken cancellation) => database.Command(
        $"""
        with recursive made (id, steps) as (
            select distinct unnest($2::text[]), 0
            union select p.source_id, made.steps + 1 from made join deepflow.data_provenance p on p.project = $1 and p.commit_id = made.id where made.steps < {MostSteps}),
        each_once as (select id, min(steps) as steps from made group by id)
        select c.id, c.dataset, c.operation, c.instance_id, c.pipeline, c.node, c.created_at, c.item_count, c.message, c.branch,
               array(select p.source_id from deepflow.data_provenance p where p.project = c.project and p.commit_id = c.id order by 1)
        from each_once join deepflow.data_commit c on c.project = $1 and c.id = each_once.id
        order by each_once.steps, c.created_at desc limit {MostThings}
        """,
        project, commits).ReadAsync(
            row => new LineageThing("data", row.GetString(0), $"{row.GetString(1)}@{row.GetString(0)[..12]}{(Text(row, 9) is { } branch ? $" on {branch}" : "")}", asked.Contains(row.GetString(0)),
                [.. row.GetFieldValue<string[]>(10)], row.GetString(2), row.GetGuid(3), row.GetString(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6), null, null, row.GetInt32(7),
                row.GetString(8)), cancellation);

    private static async Task<ImmutableArray<ModelStanding>> StandingAsync(
        NpgsqlDataSource database, string project, SpokenOf asked, CancellationToken cancellation)
    {
        var unversioned = asked.Tuned.Where(name => asked.Models.All(model => model.Name != name)).Select(name => (Name: name, Version: 0));
        var wanted = asked.Models.Concat(unversioned).ToList();
        var rows = await database.Command(
            """
            select wanted.model, p.version, wanted.version, pair.data_commit, pair.serves, pair.candidate
            from unnest($2::text[], $3::int[]) as wanted (model, version)
            join deepflow.model known on known.project = $1 and known.name = wanted.model
            left join deepflow.model_version p on p.project = $1 and p.model = wanted.model and p.stage = 'production'
            left join lateral (
                select a.data_commit, a.accuracy as serves, b.accuracy as candidate
                from deepflow.evaluation a join deepflow.evaluation b on b.project = a.project and b.model = a.model and b.data_commit = a.data_commit and b.version = wanted.version
                where a.project = $1 and a.model = wanted.model and a.version = p.version order by a.at desc, b.at desc limit 1) pair on true
            order by 1, 3
            """,
            project, wanted.Select(w => w.Name).ToArray(), wanted.Select(w => w.Version).ToArray()).ReadAsync(
                row =>
                {
                    var model = row.GetString(0);
                    return new ModelStanding(model, row.IsDBNull(1) ? null : $"{model}@{row.GetInt32(1)}", row.GetInt32(2) == 0 ? null : $"{model}@{row.GetInt32(2)}", Text(row, 3),
                        row.IsDBNull(4) ? null : row.GetDouble(4), row.IsDBNull(5) ? null : row.GetDouble(5));
                }, cancellation);
        return [.. rows];
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
