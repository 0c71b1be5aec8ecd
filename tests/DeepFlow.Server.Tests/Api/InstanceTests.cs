using System.Net;
using System.Text.Json.Nodes;
using DeepFlow.Testing;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class InstanceTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    private JsonObject Start(string? person = "rita", string pipeline = "review", JsonNode? arguments = null) => new()
    {
        ["definition"] = api.Definition, ["pipeline"] = pipeline, ["as"] = person, ["arguments"] = arguments ?? new JsonObject { ["items"] = 4 },
    };

    [Fact]
    public async Task Run_DecidedByPeople_EndsWithItsResult()
    {
        var run = await client.StartAsync(api.Definition);
        await client.DecideAsync(await client.OpenTaskAsync(run, "judge"), "approve", "rita");
        await client.DecideAsync(await client.OpenTaskAsync(run, "signature"), "approve", "dora");

        var ended = await client.UntilStatusAsync(run, "finished");

        ended["state"]["result"]!.ToJsonString().Should().Be("""{"total":5,"chosen":"first"}""");
        ended["children"].AsArray().Should().ContainSingle(c => (string?)c!["pipeline"] == "signing" && (string?)c["parent_node"] == "sign");
        ((string?)ended["state"]["nodes"]!["work"]!["status"]).Should().Be("done");
    }

    [Fact]
    public async Task Start_Accepted_SaysWhereTheRunIs()
    {
        var started = await client.PostAsync("instances", Start());

        started.Status.Should().Be(HttpStatusCode.Created);
        var address = started.Headers.Location!.ToString();
        address.Should().Be($"/api/v1/instances/{started["id"]}");
        (await client.GetAsync(address)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Start_TwiceUnderOneKey_IsOneRun()
    {
        var request = Start();
        request["key"] = "once";

        var first = await client.PostAsync("instances", request);
        var second = await client.PostAsync("instances", request);

        ((string?)second["id"]).Should().Be((string?)first["id"]);
    }

    [Fact]
    public async Task Start_WithEntry_BeginsThere()
    {
        var request = Start();
        request["entry"] = "work";
        var run = (string)(await client.PostAsync("instances", request))["id"]!;
        await client.OpenTaskAsync(run, "judge");

        (await client.GetAsync($"instances/{run}/jobs")).List.Select(j => (string?)j!["node"]).Should().Equal("work");
    }

    [Fact]
    public async Task Start_ThatCannotBe_SaysWhy()
    {
        (await client.PostAsync("instances", Start(person: "nobody"))).ShouldBeProblem(HttpStatusCode.Forbidden, "unknown_person");
        (await client.PostAsync("instances", Start(pipeline: "other"))).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_pipeline");
        (await client.PostAsync("instances", Start(arguments: new JsonObject()))).ShouldBeProblem(HttpStatusCode.BadRequest, "missing_argument");
        (await client.PostAsync("instances", Start(arguments: new JsonObject { ["items"] = 1, ["itmes"] = 1 }))).ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_argument");
        (await client.PostAsync("instances", Start(arguments: new JsonObject { ["items"] = "many" }))).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_argument");
        (await client.PostAsync("instances", Start(person: ""))).ShouldBeProblem(HttpStatusCode.Forbidden, "unknown_person");
        var unkeyed = Start();
        unkeyed["key"] = "";
        (await client.PostAsync("instances", unkeyed)).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_key");
        var elsewhere = Start();
        elsewhere["definition"] = "abc";
        (await client.PostAsync("instances", elsewhere)).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_definition");
        var entering = Start();
        entering["entry"] = "nowhere";
        (await client.PostAsync("instances", entering)).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_step");
    }

    [Fact]
    public async Task List_Limited_ShowsTheLatestRuns()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");

        var listed = (await client.GetAsync("instances?limit=1000")).List;
        (await client.GetAsync("instances?limit=1")).List.Should().HaveCount(1);
        var summary = listed.Single(i => (string?)i!["id"] == run)!;
        ((string?)summary["doing"], (string?)summary["at"]![0]).Should().Be(("waiting", "judge"));
    }

    [Fact]
    public async Task Journal_ReadInPages_IsWholeAndInOrder()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");
        var whole = (await client.GetAsync($"instances/{run}/journal")).List.Select(r => (long)r!["id"]!).ToList();

        var paged = new List<long>();
        while ((await client.GetAsync($"instances/{run}/journal?after={paged.LastOrDefault()}&limit=2")).List is { Count: > 0 } page)
            paged.AddRange(page.Select(r => (long)r!["id"]!));

        paged.Should().Equal(whole).And.BeInAscendingOrder().And.HaveCountGreaterThan(4);
    }

    [Fact]
    public async Task Logs_OfAStep_HoldItsLinesOnly()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");

        var all = (await client.GetAsync($"instances/{run}/logs")).List;
        var work = (await client.GetAsync($"instances/{run}/logs?step=work")).List;

        all.Select(l => (string?)l!["line"]).Should().Equal("checking 0", "checking 4");
        work.Select(l => (string?)l!["line"]).Should().Equal("checking 4");
        (await client.GetAsync($"instances/{run}/logs?after={work[0]!["id"]}")).List.Should().BeEmpty();
    }

    [Fact]
    public async Task Logs_SearchedFromTheEnd_GoOnUpwards()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");

        var last = (await client.GetAsync($"instances/{run}/logs?latest=true&limit=1")).List.Single()!;
        var before = (await client.GetAsync($"instances/{run}/logs?latest=true&limit=1&before={last["id"]}")).List.Single()!;

        ((string?)last["line"], (string?)before["line"]).Should().Be(("checking 4", "checking 0"));
        (await client.GetAsync($"instances/{run}/logs?q=CKING+4")).List.Select(l => (string?)l!["line"]).Should().Equal("checking 4");
        (await client.GetAsync($"instances/{run}/logs?q=%25")).List.Should().BeEmpty("a search is for the text as it is");
    }

    [Fact]
    public async Task Waits_OfARun_SayWhatEachStepWaitsFor()
    {
        var definition = await api.The<Engine.Definitions.Bundles>().PublishAsync(ApiFixture.Project, WaitPipeline.Bundle, "rita", default);
        var run = (string)(await client.PostAsync("instances", new JsonObject { ["definition"] = definition, ["pipeline"] = "waiting", ["as"] = "rita" }))["id"]!;

        var waits = await Eventually.ValueAsync(async () => (await client.GetAsync($"instances/{run}/waits")).List is { Count: 3 } all ? all.ToDictionary(w => (string)w!["node"]!, w => w!) : null);

        ((string?)waits["pause"]["until"]).Should().StartWith("2126-01-02");
        waits["news"]["signal"]!.ToJsonString().Should().Be("""{"name":"shipped","correlation":"order 17"}""");
        waits["news"]["times_out_at"].Should().NotBeNull();
        ((string?)waits["elsewhere"]["queued"]!["pool"], (double)waits["elsewhere"]["queued"]!["cores"]!).Should().Be(("nowhere", 2));
        (await client.GetAsync($"instances/{run}/waits/ended")).List.Should().BeEmpty();
        await client.PostAsync("signals", new JsonObject { ["as"] = "rita", ["signals"] = new JsonArray(new JsonObject { ["name"] = "shipped", ["correlation"] = "order 17" }) });
        await Eventually.IsTrueAsync(async () => (await client.GetAsync($"instances/{run}/waits")).List.Count == 2);
        await client.PostAsync($"instances/{run}/cancel", new JsonObject { ["as"] = "rita" });
        await Eventually.IsTrueAsync(async () => (await client.GetAsync($"instances/{run}/waits")).List.Count == 0);
        (await client.GetAsync($"instances/{run}/waits/ended")).List.Select(w => $"{w!["node"]} {w["iteration"]} {w["outcome"]}").Should().BeEquivalentTo("pause 1 ", "news 1 received");
    }

    [Fact]
    public async Task Outcomes_OverAllRounds_AreCounted()
    {
        var run = await client.StartAsync(api.Definition);
        await client.PostAsync($"tasks/{await client.OpenTaskAsync(run, "judge")}/decisions", new JsonObject { ["outcome"] = "reject", ["as"] = "rita", ["to"] = "work" });
        await client.OpenTaskAsync(run, "judge");

        var counted = (await client.GetAsync($"instances/{run}/outcomes")).List.Select(o => $"{o!["node"]} {o["outcome"]} {o["target"]} {o["times"]}");

        counted.Should().Equal("judge reject work 1", "prepare done  1", "work done  2");
    }

    [Fact]
    public async Task Incident_Retried_TriesAgain()
    {
        var run = await FailedRunAsync();

        (await client.PostAsync($"instances/{run}/incidents/work/retry", new JsonObject { ["as"] = "rita" })).Status.Should().Be(HttpStatusCode.Accepted);

        await Eventually.IsTrueAsync(async () => (await client.GetAsync($"instances/{run}/jobs")).List.Count(j => (string?)j!["node"] == "work") == 2);
    }

    [Fact]
    public async Task Incident_Skipped_GoesOnWithTheGivenOutput()
    {
        var run = await FailedRunAsync();

        var nowhere = await client.PostAsync($"instances/{run}/incidents/work/skip", new JsonObject { ["as"] = "rita", ["outcome"] = "dnoe" });
        nowhere.ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_outcome");
        ((string?)nowhere["detail"]).Should().EndWith("it can as done.");
        var odd = await client.PostAsync($"instances/{run}/incidents/work/skip",
            new JsonObject { ["as"] = "rita", ["outcome"] = "done", ["output"] = new JsonObject { ["total"] = "many", ["sum"] = 1 } });
        odd.ShouldBeProblem(HttpStatusCode.BadRequest, "bad_output");
        odd["fields"]!.AsArray().Select(f => $"{f!["field"]} {f["code"]} {f["allowed"]}").Should().Equal("total wrong_type int", "sum unknown_field total");
        var skip = new JsonObject { ["as"] = "rita", ["outcome"] = "done", ["output"] = new JsonObject { ["total"] = 99 } };
        (await client.PostAsync($"instances/{run}/incidents/work/skip", skip)).Status.Should().Be(HttpStatusCode.Accepted);
        await client.DecideAsync(await client.OpenTaskAsync(run, "judge"), "approve", "rita");
        await client.DecideAsync(await client.OpenTaskAsync(run, "signature"), "approve", "dora");

        ((int)(await client.UntilStatusAsync(run, "finished"))["state"]["result"]!["total"]!).Should().Be(99);
        (await client.GetAsync($"instances/{run}/journal")).List.Should().ContainSingle(e => (string?)e!["kind"] == "incident_skipped")
            .Which!["data"]!["output"]!.ToJsonString().Should().Be("""{"total":99}""");
        (await client.GetAsync($"instances/{run}/incidents")).List.Should().BeEmpty();
    }

    [Fact]
    public async Task Incident_ThatIsNone_IsNotFound()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");

        (await client.PostAsync($"instances/{run}/incidents/work/retry", new JsonObject { ["as"] = "rita" })).ShouldBeProblem(HttpStatusCode.NotFound, "no_incident");
    }

    [Fact]
    public async Task Cancel_Running_EndsItOnce()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");
        var cancel = new JsonObject { ["as"] = "rita", ["reason"] = "no longer needed" };

        (await client.PostAsync($"instances/{run}/cancel", cancel)).Status.Should().Be(HttpStatusCode.Accepted);

        ((string?)(await client.UntilStatusAsync(run, "cancelled"))["state"]["reason"]).Should().Be("no longer needed");
        (await client.PostAsync($"instances/{run}/cancel", cancel)).ShouldBeProblem(HttpStatusCode.Conflict, "instance_ended");
    }

    [Fact]
    public async Task Pause_HoldsWhatPeopleDecide_UntilResumed()
    {
        var run = await client.StartAsync(api.Definition);
        var task = await client.OpenTaskAsync(run, "judge");

        (await client.PostAsync($"instances/{run}/pause", new JsonObject { ["as"] = "rita", ["reason"] = "the data is in doubt" })).Status.Should().Be(HttpStatusCode.Accepted);
        await Eventually.IsTrueAsync(async () => (await client.GetAsync($"instances/{run}"))["state"].AsObject().ContainsKey("paused"));
        (await client.PostAsync($"instances/{run}/pause", new JsonObject { ["as"] = "rita" })).ShouldBeProblem(HttpStatusCode.Conflict, "already_paused");
        (await client.PostAsync($"instances/{run}/enter", new JsonObject { ["as"] = "rita", ["step"] = "work" })).ShouldBeProblem(HttpStatusCode.Conflict, "instance_paused");
        (await client.DecideAsync(task, "approve", "rita")).Status.Should().Be(HttpStatusCode.OK);
        ((string?)(await client.GetAsync("instances?limit=1000")).List.Single(i => (string?)i!["id"] == run)!["doing"]).Should().Be("paused");

        (await client.PostAsync($"instances/{run}/resume", new JsonObject { ["as"] = "rita" })).Status.Should().Be(HttpStatusCode.Accepted);
        await client.OpenTaskAsync(run, "signature");
        (await client.PostAsync($"instances/{run}/resume", new JsonObject { ["as"] = "rita" })).ShouldBeProblem(HttpStatusCode.Conflict, "not_paused");
        (await client.GetAsync($"instances/{run}/journal")).List.Select(r => (string?)r!["kind"]).Should().ContainInOrder("paused", "resumed");
    }

    [Fact]
    public async Task Migration_IsPreviewed_ThenDone_AndARerunKeepsWhatWasDone()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");
        var changed = await api.The<Engine.Definitions.Bundles>().PublishAsync(ApiFixture.Project, ReviewPipeline.WithSigningGone, "rita", default);

        var preview = await client.PostAsync($"instances/{run}/migration/preview", new JsonObject { ["definition"] = changed });
        ((bool)preview["possible"]!, (string?)preview["instances"]![0]!["steps"]![0]!["fate"]).Should().Be((true, "kept"), preview.Text);
        (await client.PostAsync($"instances/{run}/migration", new JsonObject { ["definition"] = changed, ["as"] = "rita" })).Status.Should().Be(HttpStatusCode.OK);
        await client.DecideAsync(await client.OpenTaskAsync(run, "judge"), "approve", "rita");
        await client.UntilStatusAsync(run, "finished");
        (await client.PostAsync($"instances/{run}/migration", new JsonObject { ["definition"] = changed, ["as"] = "rita" })).ShouldBeProblem(HttpStatusCode.Conflict, "instance_ended");

        var rerun = await client.PostAsync($"instances/{run}/rerun", new JsonObject { ["from"] = "judge", ["as"] = "rita", ["definition"] = api.Definition });
        rerun.Status.Should().Be(HttpStatusCode.Created, rerun.Text);
        await client.OpenTaskAsync((string)rerun["id"]!, "judge");
        (await client.GetAsync($"instances/{rerun["id"]}/jobs")).List.Should().BeEmpty("what lies before keeps its outputs");
    }

    [Fact]
    public async Task SetVariable_ThatIsNone_IsNotFound()
    {
        var run = await client.StartAsync(api.Definition);
        (await client.PutAsync($"instances/{run}/variables/rate", new JsonObject { ["as"] = "rita", ["value"] = 1 })).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_variable");
    }

    [Fact]
    public async Task Enter_Step_DoesItAnewAndWithdrawsWhatLiesAhead()
    {
        var run = await client.StartAsync(api.Definition);
        var superseded = await client.OpenTaskAsync(run, "judge");

        (await client.PostAsync($"instances/{run}/enter", new JsonObject { ["step"] = "work", ["as"] = "rob", ["reason"] = "once more" })).Status.Should().Be(HttpStatusCode.Accepted);

        await Eventually.IsTrueAsync(async () => await client.OpenTaskAsync(run, "judge") != superseded);
        (await client.DecideAsync(superseded, "approve", "rita")).ShouldBeProblem(HttpStatusCode.Conflict, "task_withdrawn");
        (await client.PostAsync($"instances/{run}/enter", new JsonObject { ["step"] = "nowhere", ["as"] = "rob" })).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_step");
        (await client.PostAsync($"instances/{run}/enter", new JsonObject { ["step"] = "work", ["as"] = "dora" })).ShouldBeProblem(HttpStatusCode.Forbidden, "wrong_role");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/journal")]
    [InlineData("/jobs")]
    [InlineData("/logs")]
    [InlineData("/waits")]
    [InlineData("/outcomes")]
    [InlineData("/incidents")]
    public async Task Get_UnknownRun_IsNotFound(string what) =>
        (await client.GetAsync($"instances/{Guid.NewGuid()}{what}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_instance");

    [Theory]
    [InlineData("cancel", """{"as": "rita"}""")]
    [InlineData("enter", """{"as": "rita", "step": "work"}""")]
    [InlineData("pause", """{"as": "rita"}""")]
    [InlineData("resume", """{"as": "rita"}""")]
    public async Task Post_UnknownRun_IsNotFound(string what, string body) =>
        (await client.SendAsync(HttpMethod.Post, $"instances/{Guid.NewGuid()}/{what}", body)).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_instance");

    [Theory]
    [InlineData("cancel", """{"as": "nobody"}""")]
    [InlineData("enter", """{"as": "nobody", "step": "work"}""")]
    [InlineData("pause", """{"as": "nobody"}""")]
    [InlineData("resume", """{"as": "nobody"}""")]
    [InlineData("incidents/work/retry", """{"as": "nobody"}""")]
    [InlineData("incidents/work/skip", """{"as": "nobody", "outcome": "done"}""")]
    public async Task Post_ByNobody_IsRefused(string what, string body) =>
        (await client.SendAsync(HttpMethod.Post, $"instances/{Guid.NewGuid()}/{what}", body)).ShouldBeProblem(HttpStatusCode.Forbidden, "unknown_person");

    /// <summary>A run whose step <c>work</c> has an open incident.</summary>
    private async Task<string> FailedRunAsync()
    {
        var run = await client.StartAsync(api.Definition, fails: true);
        await Eventually.IsTrueAsync(async () => (await client.GetAsync($"instances/{run}/incidents")).List is [{ } incident] && (string?)incident["code"] == "spoilt");
        return run;
    }
}
