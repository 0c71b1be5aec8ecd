using DeepFlow.Testing;
using Npgsql;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class PartTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    [Fact]
    public async Task Parts_OfAStep_AreListedPageByPage_AndCountedBesideItsJob()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");
        await using (var source = NpgsqlDataSource.Create(api.Database.ConnectionString))
        {
            await using var command = source.CreateCommand($"""
                update deepflow.job set family = id where root = '{run}' and node = 'work';
                insert into deepflow.coordination (job, project) select id, project from deepflow.job where root = '{run}' and node = 'work';
                insert into deepflow.job (id, project, instance, root, pipeline, node, round, iteration, part, family, activity, input, settings, started_by, status, outcome, output, created_at)
                select gen_random_uuid(), project, instance, root, pipeline, node, round, iteration, 's' || n, id, 'sample', json_build_object(), json_build_object(), 'ada', case when n < 3 then 'completed' else 'cancelled' end,
                    case when n < 3 then 'done' end, json_build_object('n', n), now() + n * interval '1 microsecond'
                from deepflow.job, generate_series(1, 3) n where root = '{run}' and node = 'work';
                insert into deepflow.part (job, project, coordinator, end_number) select id, project, family, case when status = 'completed' then right(part, 1)::int end from deepflow.job where root = '{run}' and part <> '';
                """);
            await command.ExecuteNonQueryAsync();
        }

        var first = (await client.GetAsync($"instances/{run}/parts?step=work&limit=2")).List;
        var rest = (await client.GetAsync($"instances/{run}/parts?after={first[1]!["id"]}")).List;

        first.Concat(rest).Select(p => $"{p!["part"]} {p["status"]} {p["number"]}").Should().Equal("s1 completed 1", "s2 completed 2", "s3 cancelled ");
        var job = (await client.GetAsync($"instances/{run}/jobs")).List.Single(j => (string?)j!["node"] == "work")!;
        ((int)job["parts"]!["total"]!, (int)job["parts"]!["done"]!, (int)job["parts"]!["running"]!).Should().Be((3, 2, 0));
        (await client.GetAsync($"instances/{run}/parts?step=judge")).List.Should().BeEmpty();
    }
}
