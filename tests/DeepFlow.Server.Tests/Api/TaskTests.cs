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

    [Fact]
    public async Task Claim_KeepsTheOthersOut_UntilTakenOver()
    {
        var (_, id) = await RunAtJudgeAsync();

        ((string?)(await client.PostAsync($"tasks/{id}/claim", new JsonObject { ["as"] = "rita" }))["claimed_by"]).Should().Be("rita");
        (await client.PostAsync($"tasks/{id}/claim", new JsonObject { ["as"] = "rob" })).ShouldBeProblem(HttpStatusCode.Conflict, "task_claimed");
        (await client.DecideAsync(id, "approve", "rob")).ShouldBeProblem(HttpStatusCode.Conflict, "task_claimed");
        (await client.PostAsync($"tasks/{id}/delegate", new JsonObject { ["as"] = "rita", ["to"] = "dora" })).ShouldBeProblem(HttpStatusCode.Forbidden, "wrong_role");
        ((string?)(await client.PostAsync($"tasks/{id}/delegate", new JsonObject { ["as"] = "rita", ["to"] = "rob" }))["claimed_by"]).Should().Be("rob");
        ((string?)(await client.PostAsync($"tasks/{id}/claim", new JsonObject { ["as"] = "rita", ["take_over"] = true }))["claimed_by"]).Should().Be("rita");
        (await client.PostAsync($"tasks/{id}/release", new JsonObject { ["as"] = "rob" })).ShouldBeProblem(HttpStatusCode.Conflict, "not_yours");
        (await client.PostAsync($"tasks/{id}/release", new JsonObject { ["as"] = "rita" })).Body!.AsObject().Should().NotContainKey("claimed_by");
    }

    [Fact]
    public async Task Assign_IsForAdmins()
    {
        var (_, id) = await RunAtJudgeAsync();
        await client.PutAsync("people/anna", new JsonObject { ["roles"] = new JsonArray("admin") });

        (await client.PostAsync($"tasks/{id}/assign", new JsonObject { ["as"] = "rita", ["to"] = "rob" })).ShouldBeProblem(HttpStatusCode.Forbidden, "not_admin");
        ((string?)(await client.PostAsync($"tasks/{id}/assign", new JsonObject { ["as"] = "anna", ["to"] = "dora" }))["claimed_by"]).Should().Be("dora");
        (await client.PostAsync($"tasks/{id}/reassign", new JsonObject { ["as"] = "anna", ["to"] = new JsonArray("director") }))["roles"].ToJsonString().Should().Be("""["director"]""");
        (await client.PostAsync($"tasks/{id}/reassign", new JsonObject { ["as"] = "anna", ["to"] = new JsonArray("@nobody") })).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_holder");
    }

    [Fact]
    public async Task Page_HoldsAllThatADecisionNeeds()
    {
        var (_, first) = await RunAtJudgeAsync();
        await client.PostAsync($"tasks/{first}/comments", new JsonObject { ["as"] = "dora", ["text"] = "Mind the <b>third</b>." });
        await client.PostAsync($"tasks/{first}/decisions", new JsonObject { ["outcome"] = "reject", ["as"] = "rita", ["to"] = "work", ["comment"] = "once more" });
        var run = (string?)(await client.GetAsync($"tasks/{first}"))["instance"];
        var second = await client.OpenTaskAsync(run!, "judge");

        var page = await client.GetAsync($"tasks/{second}/page");

        ((string?)page["task"]["id"], (string?)page["definition"]["hash"], (string?)page["definition"]["step"]).Should().Be((second, api.Definition, "judge"));
        page["candidates"].AsArray().Select(c => (string?)c!["name"]).Should().Equal("rita", "rob");
        var earlier = page["earlier"].AsArray().Should().ContainSingle().Subject!;
        ((string?)earlier["decisions"]![0]!["comment"], (string?)earlier["comments"]![0]!["text"]).Should().Be(("once more", "Mind the <b>third</b>."));
    }

    [Fact]
    public async Task Lineage_OfATaskThatSpeaksOfNoVersion_IsEmpty()
    {
        var (_, id) = await RunAtJudgeAsync();
        (await client.GetAsync($"tasks/{id}/lineage")).Text.Should().Be("""{"things":[],"standing":[]}""");
        (await client.GetAsync($"tasks/{Guid.NewGuid()}/lineage")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_task");
    }

    [Fact]
    public async Task DecideMany_AnswersEachForItself()
    {
        var (_, a) = await RunAtJudgeAsync();
        var (_, b) = await RunAtJudgeAsync();
        var unknown = $"{Guid.NewGuid()}";

        var answer = await client.PostAsync("tasks/decisions", new JsonObject
        {
            ["decisions"] = new JsonArray([.. new[] { a, unknown, b, a }.Select(id => new JsonObject { ["task"] = id, ["outcome"] = "approve", ["as"] = "rob" })]),
        });

        answer.List.Select(x => (string?)x!["problem"]?["code"] ?? $"{x["result"]!["decided"]}").Should().Equal("true", "unknown_task", "true", "task_decided");
    }

    [Theory]
    [InlineData("""{"decisions": [null]}""", "bad_field")]
    [InlineData("""{"decisions": {}}""", "bad_field")]
    [InlineData("""{"decisions": [{"outcome": "approve", "as": "rita"}]}""", "missing_field")]
    [InlineData("""{"decisions": [{"task": "x", "outcome": "approve", "as": "rita"}]}""", "bad_field")]
    [InlineData("""{"decisions": [{"task": "01990c2f-5d7e-7a54-8c1b-2f6f0f3f9a10", "outcome": "approve", "as": null}]}""", "missing_field")]
    [InlineData("""{"decisions": [{"task": "01990c2f-5d7e-7a54-8c1b-2f6f0f3f9a10", "outcome": "approve", "as": "rita", "too": "work"}]}""", "unknown_field")]
    public async Task DecideMany_WrittenWrong_IsRefusedAsAWhole(string body, string code) =>
        (await client.SendAsync(HttpMethod.Post, "tasks/decisions", body)).ShouldBeProblem(HttpStatusCode.BadRequest, code);

    private async Task<(string Run, string Task)> RunAtJudgeAsync()
    {
        var run = await client.StartAsync(api.Definition);
        return (run, await client.OpenTaskAsync(run, "judge"));
    }
}
