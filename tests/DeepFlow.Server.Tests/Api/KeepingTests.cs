using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class KeepingTests(ApiFixture api)
{
    [Fact]
    public async Task Doctor_SaysWhatDoesNotHold_AndMendsWhatItCan()
    {
        var nobody = Guid.NewGuid();
        await api.Database.ExecuteAsync("insert into deepflow.event (project, instance, body, defect) values ('p', $1, '{}', 'it broke')", nobody);

        var found = await api.Client.GetAsync("doctor");
        found.Status.Should().Be(HttpStatusCode.OK, found.Text);
        found["findings"].AsArray().Select(f => (string)f!["code"]!).Should().Contain("event_without_instance");

        var mended = await api.Client.PostAsync("doctor/mend", new JsonObject { ["as"] = "rita" });
        ((int)mended["changed"]).Should().BePositive(mended.Text);
        mended["findings"].AsArray().Select(f => (string)f!["code"]!).Should().NotContain("event_without_instance");
        (await api.Client.PostAsync("doctor/mend", new JsonObject { ["as"] = "nobody" })).ShouldBeProblem(HttpStatusCode.Forbidden, "unknown_person");
    }

    [Fact]
    public async Task Archive_TakesRunsThatEndedLongAgo_ListsThem_AndTheyAreReadAsBefore()
    {
        var run = await api.Client.StartAsync(api.Definition);
        await api.Client.PostAsync($"instances/{run}/cancel", new JsonObject { ["as"] = "rita" });
        await api.Client.UntilStatusAsync(run, "cancelled");
        await api.Database.ExecuteAsync("update deepflow.instance set ended_at = now() - interval '1000 days' where root = $1", Guid.Parse(run));

        var archived = await api.Client.PostAsync("archive", new JsonObject { ["older_than"] = "999d", ["as"] = "rita" });
        ((int)archived["archived"]).Should().Be(1, archived.Text);

        (await api.Client.GetAsync("archive?limit=1000")).List.Should().ContainSingle(r => (string)r!["id"]! == run).Which!["status"]!.ToString().Should().Be("cancelled");
        ((string?)(await api.Client.GetAsync($"instances/{run}"))["state"]["status"]).Should().Be("cancelled");
        foreach (var (what, body) in new[] { ("rerun", new JsonObject { ["as"] = "rita", ["from"] = "work" }), ("cancel", new JsonObject { ["as"] = "rita" }), ("pause", new JsonObject { ["as"] = "rita" }), ("enter", new JsonObject { ["as"] = "rita", ["step"] = "work" }) })
        {
            var refused = await api.Client.PostAsync($"instances/{run}/{what}", body);
            refused.ShouldBeProblem(HttpStatusCode.Conflict, "run_archived");
            refused.Text.Should().Contain($"{DateTime.UtcNow:yyyy-MM}").And.Contain($"deepflow show {run}", what);
        }
        (await api.Client.PostAsync("archive", new JsonObject { ["older_than"] = "0s", ["as"] = "rita" })).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_duration");
    }

    [Fact]
    public async Task Keeping_IsSet_AndTakenBack()
    {
        (await api.Client.PutAsync("archive/keeping", new JsonObject { ["archive_after"] = "5000d", ["as"] = "rita" })).Status.Should().Be(HttpStatusCode.OK);
        (await api.Client.GetAsync("archive/keeping"))["archive_after"].ToJsonString().Should().Contain("5000d");
        await api.Client.PutAsync("archive/keeping", new JsonObject { ["as"] = "rita" });
        (await api.Client.GetAsync("archive/keeping")).Body!["archive_after"].Should().BeNull();
    }

    [Fact]
    public async Task KeptSignal_IsListed_AndDropped()
    {
        await api.Client.PostAsync("signals", new JsonObject { ["as"] = "rita", ["signals"] = new JsonArray(new JsonObject { ["name"] = "for nobody" }) });
        var kept = (await api.Client.GetAsync("signals?name=for%20nobody")).List.Should().ContainSingle().Subject!;

        (await api.Client.DeleteAsync($"signals/{kept["id"]}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await api.Client.GetAsync("signals?name=for%20nobody")).List.Should().BeEmpty();
        (await api.Client.DeleteAsync($"signals/{kept["id"]}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_signal");
    }
}
