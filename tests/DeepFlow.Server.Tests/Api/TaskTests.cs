using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class TaskTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    [Fact]
    public async Task Get_Task_SaysWhatWhoAndHow()
    {
        var (_, id) = await RunAtJudgeAsync();

        var task = await client.GetAsync($"tasks/{id}");

        ((string?)task["title"], (string?)task["status"]).Should().Be(("Good?", "open"));
        task["roles"].ToJsonString().Should().Be("""["reviewer"]""");
        task["outcomes"].ToJsonString().Should().Be("""[{"name":"approve","label":"approve","targets":[]},{"name":"reject","label":"Send back","targets":["prepare","work"]}]""");
    }

    [Fact]
    public async Task Get_UnknownTask_IsNotFound()
    {
        (await client.GetAsync($"tasks/{Guid.NewGuid()}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_task");
        (await client.DecideAsync($"{Guid.NewGuid()}", "approve", "rita")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_task");
    }

    [Fact]
    public async Task List_Filtered_ShowsWhatTheRoleMayDecideInTheRun()
    {
        var (run, id) = await RunAtJudgeAsync();

        (await client.GetAsync($"tasks?role=reviewer&instance={run}")).List.Select(t => (string?)t!["id"]).Should().Equal(id);
        (await client.GetAsync($"tasks?role=director&instance={run}")).List.Should().BeEmpty();
        (await client.GetAsync($"tasks?instance={Guid.NewGuid()}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_instance");
        (await client.GetAsync("tasks?limit=1")).List.Should().HaveCount(1);
    }

    [Fact]
    public async Task List_ByStatus_FollowsTheDecision()
    {
        var (run, id) = await RunAtJudgeAsync();
        await client.DecideAsync(id, "approve", "rob");

        (await client.GetAsync($"tasks?instance={run}&status=decided")).List.Select(t => (string?)t!["id"]).Should().Equal(id);
        (await client.GetAsync($"tasks?instance={run}")).List.Select(t => (string?)t!["id"]).Should().Contain(id);
    }

    [Fact]
    public async Task List_OfACalledRun_ShowsItsTasksOnly()
    {
        var (run, judge) = await RunAtJudgeAsync();
        await client.DecideAsync(judge, "approve", "rita");
        var signature = await client.OpenTaskAsync(run, "signature");
        var child = (string?)(await client.GetAsync($"tasks/{signature}"))["instance"];

        (await client.GetAsync($"tasks?instance={child}")).List.Select(t => (string?)t!["id"]).Should().Equal(signature);
    }

    [Fact]
    public async Task Decide_Once_IsAnsweredAndJournalledAsAsserted()
    {
        var (run, id) = await RunAtJudgeAsync();

        var decided = await client.PostAsync($"tasks/{id}/decisions", new JsonObject
        {
            ["outcome"] = "approve", ["as"] = "rita", ["comment"] = "fine", ["choice"] = 2, ["values"] = new JsonObject { ["note"] = 1.5 },
        });

        decided.Body!.ToJsonString().Should().Be("""{"decided":true,"approved":1,"required":1}""");
        var row = (await client.GetAsync($"instances/{run}/journal")).List.Single(r => (string?)r!["kind"] == "decision")!;
        ((string?)row["actor"], (string?)row["identity"], (string?)row["data"]!["comment"]).Should().Be(("rita", "asserted", "fine"));
        row["data"]!["filled_in"]!.ToJsonString().Should().Be("""{"note":1.5,"chosen":"second"}""");
    }

    [Fact]
    public async Task Decide_TwoAtOnce_OneWinsAndTheOtherIsTold()
    {
        for (var i = 0; i < 5; i++)
        {
            var (_, id) = await RunAtJudgeAsync();

            var answers = await Task.WhenAll(client.DecideAsync(id, "approve", "rita"), client.DecideAsync(id, "approve", "rob"));

            answers.Select(a => a.Status).Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.Conflict]);
            answers.Single(a => a.Status == HttpStatusCode.Conflict).ShouldBeProblem(HttpStatusCode.Conflict, "task_decided");
        }
    }

    [Fact]
    public async Task Decide_SendBack_GoesWhereItIsSaid()
    {
        var (run, id) = await RunAtJudgeAsync();
        var back = new JsonObject { ["outcome"] = "reject", ["as"] = "rita" };
        (await client.PostAsync($"tasks/{id}/decisions", back)).ShouldBeProblem(HttpStatusCode.BadRequest, "target_needed");
        back["to"] = "nowhere";
        (await client.PostAsync($"tasks/{id}/decisions", back)).ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_target");
        back["to"] = "work";
        (await client.PostAsync($"tasks/{id}/decisions", back)).Status.Should().Be(HttpStatusCode.OK);

        await client.OpenTaskAsync(run, "judge");
        (await client.GetAsync($"instances/{run}/jobs")).List.Select(j => (string?)j!["node"]).Should().Equal("prepare", "work", "work");
    }

    [Fact]
    public async Task Decide_ThatCannotBe_SaysWhy()
    {
        var (_, id) = await RunAtJudgeAsync();

        (await client.DecideAsync(id, "approve", "nobody")).ShouldBeProblem(HttpStatusCode.Forbidden, "unknown_person");
        (await client.DecideAsync(id, "approve", "dora")).ShouldBeProblem(HttpStatusCode.Forbidden, "wrong_role");
        (await client.DecideAsync(id, "perhaps", "rita")).ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_outcome");
        (await client.PostAsync($"tasks/{id}/decisions", new JsonObject { ["outcome"] = "approve", ["as"] = "rita", ["choice"] = 3 }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_choice");
    }

    private async Task<(string Run, string Task)> RunAtJudgeAsync()
    {
        var run = await client.StartAsync(api.Definition);
        return (run, await client.OpenTaskAsync(run, "judge"));
    }
}
