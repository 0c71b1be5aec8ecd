using System.Net;
using DeepFlow.Testing;
using Npgsql;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class ExperimentTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    [Fact]
    public async Task Tuning_UnderWay_TellsItsTrialsAndCurves()
    {
        var job = await JobAsync();
        await ExecuteAsync($$$"""
            insert into deepflow.experiment_run (project, job_id, kind, instance_id, pipeline, node, round, model, configuration, environment, train_commit, validation_commit)
            select project, id, 'tuning', instance, pipeline, node, round, 'mlp', '{"batch": 64}', '{"threads": 1}', 'a', 'b' from deepflow.job where id = '{{{job}}}';
            insert into deepflow.trial (project, job_id, number, attempt, parameters) values ('p', '{{{job}}}', 0, 1, '{"lr": 0.01}'), ('p', '{{{job}}}', 1, 1, '{"lr": 0.1}');
            insert into deepflow.trial_score (project, job_id, trial, rung, attempt, epochs, score, checkpoint)
            values ('p', '{{{job}}}', 0, 0, 1, 1, 0.5, repeat('a', 64)), ('p', '{{{job}}}', 0, 1, 1, 3, 0.75, repeat('a', 64)), ('p', '{{{job}}}', 1, 0, 1, 1, 'NaN', repeat('a', 64));
            insert into deepflow.metric (project, job_id, attempt, trial, name, step, value)
            values ('p', '{{{job}}}', 1, 0, 'accuracy', 1, 0.4), ('p', '{{{job}}}', 2, 0, 'accuracy', 1, 0.5), ('p', '{{{job}}}', 1, 1, 'accuracy', 1, 'NaN');
            """);

        var listed = (await client.GetAsync("experiments?kind=tuning&model=mlp")).List.Single(e => (string?)e!["id"] == job)!;
        var detail = await client.GetAsync($"experiments/{job}");
        var curves = (await client.GetAsync($"experiments/{job}/metrics")).List;

        ((string?)listed["step"], (int)listed["trials"]!).Should().Be(("work", 2));
        detail["trials"].AsArray().Select(t => $"{t!["number"]} {t["parameters"]!["lr"]} {string.Join(' ', t["scores"]!.AsArray().Select(s => $"{s!["epochs"]}:{s["score"]}"))}")
            .Should().Equal("1 0.01 1:0.5 3:0.75", "2 0.1 1:");
        curves.Select(s => $"{s!["trial"]} {s["name"]} {s["steps"]!.ToJsonString()} {s["values"]!.ToJsonString()}").Should().Equal("1 accuracy [1] [0.5]", "2 accuracy [1] [null]");
    }

    [Fact]
    public async Task Curve_OfManyPoints_IsThinnedAndKeepsItsExtremes()
    {
        var job = await JobAsync();
        await ExecuteAsync($"""
            insert into deepflow.metric (project, job_id, attempt, name, step, value)
            select 'p', '{job}', 1, 'loss', step, case step when 31415 then 1000 when 27182 then -1000 else sin(step) end from generate_series(1, 50000) as step;
            """);

        var curve = (await client.GetAsync($"experiments/{job}/metrics?name=loss&points=1000")).List.Single()!;
        var steps = curve["steps"]!.AsArray().Select(s => (int)s!).ToList();

        ((long)curve["count"]!, steps.Count).Should().Match<(long Count, int Told)>(c => c.Count == 50_000 && c.Told > 900 && c.Told <= 1001);
        steps.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.Contain([27_182, 31_415, 50_000]);
        (await client.GetAsync($"experiments/{job}/metrics?from=100&to=109")).List.Single()!["steps"]!.AsArray().Should().HaveCount(10, "a stretch of it is told whole");
    }

    [Fact]
    public async Task Get_ThatIsNone_IsNotFound()
    {
        (await client.GetAsync($"experiments/{Guid.NewGuid()}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_experiment");
        (await client.GetAsync($"experiments/{Guid.NewGuid()}/metrics")).List.Should().BeEmpty();
    }

    private async Task<string> JobAsync()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");
        return (string)(await client.GetAsync($"instances/{run}/jobs")).List.Single(j => (string?)j!["node"] == "work")!["id"]!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.Database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
