using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class InboxTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    [Fact]
    public async Task Inbox_ByViewAndClaim_ShowsWhoseItIs()
    {
        var task = await client.OpenTaskAsync(await client.StartAsync(api.Definition), "judge");

        (await IdsAsync("as=rita")).Should().Contain(task);
        (await IdsAsync("as=dora")).Should().NotContain(task);
        (await IdsAsync("as=rita&view=mine")).Should().NotContain(task);
        await client.PostAsync($"tasks/{task}/claim", new JsonObject { ["as"] = "rita" });
        (await IdsAsync("as=rita&view=mine")).Should().Contain(task);
        (await IdsAsync("as=rob&claim=unclaimed")).Should().NotContain(task);
        (await IdsAsync("claimed_by=rita&pipeline=review&step=judge")).Should().Contain(task);
        (await IdsAsync("search=GOOD judg")).Should().Contain(task);
        (await IdsAsync("search=nothing like it")).Should().BeEmpty();
        await client.DecideAsync(task, "approve", "rita");
        (await IdsAsync("view=all")).Should().NotContain(task);
    }

    [Fact]
    public async Task Inbox_InPages_ShowsEachTaskOnce()
    {
        for (var i = 0; i < 3; i++) await client.OpenTaskAsync(await client.StartAsync(api.Definition), "judge");
        var (seen, next) = (new List<string?>(), "");
        do
        {
            var page = await client.GetAsync($"inbox?view=all&limit=2{next}");
            seen.AddRange(page["tasks"].AsArray().Select(t => (string?)t!["id"]));
            next = (string?)page.Body!["next"] is { } cursor ? $"&after={Uri.EscapeDataString(cursor)}" : null;
        }
        while (next is not null);
        seen.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Inbox_CountsAndFilters_GoWithIt()
    {
        await client.OpenTaskAsync(await client.StartAsync(api.Definition), "judge");

        ((int?)(await client.GetAsync("inbox/counts?as=rita"))["roles"]["value"]).Should().BePositive();
        var filters = await client.GetAsync("inbox/filters?as=rita");
        filters["steps"].AsArray().Select(s => (string?)s!["step"]).Should().Contain("judge");
        filters["holders"].AsArray().Select(h => (string?)h!["holder"]).Should().Contain("reviewer").And.NotContain("*");
    }

    [Theory]
    [InlineData("view=mine", HttpStatusCode.BadRequest, "person_needed")]
    [InlineData("as=nobody", HttpStatusCode.Forbidden, "unknown_person")]
    [InlineData("after=x", HttpStatusCode.BadRequest, "bad_cursor")]
    [InlineData("zone=Mars/Olympus", HttpStatusCode.BadRequest, "unknown_zone")]
    [InlineData("sort=random", HttpStatusCode.BadRequest, "bad_parameter")]
    [InlineData("limit=1000", HttpStatusCode.BadRequest, "bad_parameter")]
    public async Task Inbox_AskedWrongly_SaysWhatIsRight(string query, HttpStatusCode status, string code) =>
        (await client.GetAsync($"inbox?{query}")).ShouldBeProblem(status, code);

    private async Task<List<string?>> IdsAsync(string query) => [.. (await client.GetAsync($"inbox?limit=200&{query}"))["tasks"].AsArray().Select(t => (string?)t!["id"])];
}
