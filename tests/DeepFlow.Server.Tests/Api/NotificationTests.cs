using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class NotificationTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    [Fact]
    public async Task Webhook_SubscribedTo_TellsItsSecretOnceAndHasWhatHappened()
    {
        var made = await client.PostAsync("notifications/subscriptions", new JsonObject
        {
            ["kind"] = "webhook", ["address"] = "https://hooks.example.org/deepflow", ["as"] = "rita", ["events"] = new JsonArray("task_opened"), ["holders"] = new JsonArray("reviewer"),
        });
        made.Status.Should().Be(HttpStatusCode.Created, made.Text);
        ((string?)made["secret"]).Should().StartWith("whsec_");
        var task = await client.OpenTaskAsync(await client.StartAsync(api.Definition), "judge");

        var notice = (await client.GetAsync("notifications/deliveries")).List.Single(d => (string?)d!["task"] == task)!;
        ((string?)notice["event"], (string?)notice["status"], (string?)notice["subscription"]).Should().Be(("task_opened", "waiting", (string?)made["id"]));
        var listed = await client.GetAsync("notifications/subscriptions");
        listed.Text.Should().Contain("hooks.example.org").And.NotContain("whsec_");
        (await client.PostAsync($"notifications/deliveries/{notice["id"]}/retry", new JsonObject())).Status.Should().Be(HttpStatusCode.Accepted);
        (await client.PostAsync($"notifications/deliveries/{Guid.NewGuid()}/retry", new JsonObject())).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_delivery");

        (await client.DeleteAsync($"notifications/subscriptions/{made["id"]}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await client.DeleteAsync($"notifications/subscriptions/{made["id"]}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_subscription");
        (await client.GetAsync("notifications/deliveries")).List.Should().NotContain(d => (string?)d!["task"] == task);
    }

    [Fact]
    public async Task Subscription_WithAHolderThatIsNone_IsRefused() =>
        (await client.SendAsync(HttpMethod.Post, "notifications/subscriptions", """{"kind": "webhook", "address": "https://example.org/", "as": "rita", "holders": [null]}"""))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "bad_field");

    [Theory]
    [InlineData("webhook", "http://127.0.0.1:5432/", "task_opened", HttpStatusCode.Forbidden, "address_refused")]
    [InlineData("webhook", "gopher://example.org/", "task_opened", HttpStatusCode.BadRequest, "bad_address")]
    [InlineData("webhook", "https://example.org/", "task_lost", HttpStatusCode.BadRequest, "unknown_event")]
    [InlineData("email", "rita@example.org", "task_opened", HttpStatusCode.Conflict, "no_mail")]
    [InlineData("pigeon", "rita", "task_opened", HttpStatusCode.BadRequest, "bad_field")]
    public async Task Subscription_ThatCannotBe_SaysWhy(string kind, string address, string about, HttpStatusCode status, string code) =>
        (await client.PostAsync("notifications/subscriptions", new JsonObject { ["kind"] = kind, ["address"] = address, ["as"] = "rita", ["events"] = new JsonArray(about) }))
            .ShouldBeProblem(status, code);
}
