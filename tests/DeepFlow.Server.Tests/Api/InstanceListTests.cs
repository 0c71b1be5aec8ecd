using System.Net;
using DeepFlow.Testing;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class InstanceListTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    [Fact]
    public async Task List_PageAfterPage_TellsEachRunOnce()
    {
        var started = new List<string>();
        for (var i = 0; i < 5; i++) started.Add(await client.StartAsync(api.Definition));
        await Task.WhenAll(started.Select(run => client.OpenTaskAsync(run, "judge")));

        var seen = new List<string>();
        for (string? before = null; ;)
        {
            var page = await PageAsync($"limit=2{(before is null ? "" : $"&before={before}")}");
            if (page.Count == 0) break;
            seen.AddRange(page);
            before = page[^1];
        }

        seen.Should().OnlyHaveUniqueItems().And.Contain(started);
        seen.Should().Equal(await PageAsync("limit=1000"));
    }

    [Fact]
    public async Task List_ByWhatTheyDo_HoldsThoseOnly()
    {
        var waiting = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(waiting, "judge");
        var standing = await client.StartAsync(api.Definition, fails: true);
        await Eventually.IsTrueAsync(async () => (await client.GetAsync($"instances/{standing}/incidents")).List.Count > 0);

        (await PageAsync("doing=waiting&limit=1000")).Should().Contain(waiting).And.NotContain(standing);
        (await PageAsync("doing=incident&limit=1000")).Should().Contain(standing).And.NotContain(waiting);
        (await PageAsync("doing=finished&limit=1000")).Should().NotContain([waiting, standing]);
        (await PageAsync($"q={waiting[^8..]}")).Should().Equal(waiting);
        (await PageAsync("q=100%25")).Should().BeEmpty();
        (await PageAsync("by=nobody")).Should().BeEmpty();
        var counts = await client.GetAsync("instances/counts");
        ((long)counts["waiting"]!["value"]!).Should().Be((await PageAsync("doing=waiting&limit=1000")).Count);
        ((long)counts["incident"]!["value"]!).Should().BePositive();
    }

    [Fact]
    public async Task List_OfSomethingThatRunsDoNotDo_SaysWhatTheyDo() =>
        (await client.GetAsync("instances?doing=sleeping")).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_parameter");

    [Fact]
    public async Task Work_OfAStep_TellsWhatItWasGivenAndMade()
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");

        var work = (await client.GetAsync($"instances/{run}/steps/work/work")).List;
        var asked = (await client.GetAsync($"instances/{run}/steps/judge/work")).List;

        ((int)work.Single()!["input"]!["items"]!).Should().Be(4);
        ((int)work.Single()!["output"]!["total"]!).Should().Be(5);
        ((string?)asked.Single()!["kind"], (string?)asked.Single()!["input"]!["title"]).Should().Be(("task", "Good?"));
        (await client.GetAsync($"instances/{Guid.NewGuid()}/steps/work/work")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_instance");
    }

    private async Task<List<string>> PageAsync(string query) => [.. (await client.GetAsync($"instances?{query}")).List.Select(run => (string)run!["id"]!)];
}
