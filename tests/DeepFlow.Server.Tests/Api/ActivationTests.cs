using System.Net;
using System.Text.Json.Nodes;
using DeepFlow.Engine.Definitions;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class ActivationTests(ApiFixture api)
{
    /// <summary>The review, listening.</summary>
    private async Task<Answer> ActivateAsync(string name, TriggerDefinition trigger, JsonObject? arguments = null)
    {
        var bundle = ReviewPipeline.Bundle with { Pipelines = ReviewPipeline.Bundle.Pipelines.SetItem("review", ReviewPipeline.Bundle.Pipelines["review"] with { Triggers = [trigger] }) };
        var hash = await api.The<Bundles>().PublishAsync(ApiFixture.Project, bundle, "rita", default);
        return await api.Client.PostAsync("activations", new JsonObject
        {
            ["definition"] = hash, ["pipeline"] = "review", ["as"] = "rita", ["name"] = name, ["arguments"] = arguments ?? new JsonObject { ["items"] = 4 },
        });
    }

    private static TriggerDefinition On(string @event, string argument, string value) => new(@event, [new(argument, new Literal(Value.Of(value)))], null);

    [Fact]
    public async Task Activation_StartsARunForASignal_OnceForItsKey()
    {
        var activated = await ActivateAsync("listening", On("event", "name", "go ahead"));
        activated.Status.Should().Be(HttpStatusCode.OK, activated.Text);
        activated["triggers"].ToJsonString().Should().Be("""["event(go ahead)"]""");

        for (var i = 0; i < 2; i++)
            (await api.Client.PostAsync("signals", new JsonObject { ["as"] = "rita", ["signals"] = new JsonArray(new JsonObject { ["name"] = "go ahead", ["key"] = "1" }) })).Status.Should().Be(HttpStatusCode.OK);

        var cause = await Eventually.ValueAsync(async () => (await api.Client.GetAsync("activations/listening/causes")).List.SingleOrDefault(c => (string?)c!["status"] == "started"));
        (await api.Client.GetAsync($"instances/{cause["instance"]}"))["started_by"].ToString().Should().Be("rita");
        (await api.Client.GetAsync("activations")).List.Single(a => (string?)a!["name"] == "listening")!["running"]!.AsArray().Should().ContainSingle();

        (await api.Client.PostAsync("activations/listening/deactivate", new JsonObject { ["as"] = "rita" })).Status.Should().Be(HttpStatusCode.NoContent);
        (await api.Client.PostAsync("activations/listening/deactivate", new JsonObject { ["as"] = "rita" })).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_activation");
    }

    [Fact]
    public async Task Change_OfTheCode_FiresOncePerCommit()
    {
        await ActivateAsync("on_push", On("pushed", "branch", "main"));
        var change = new JsonObject { ["as"] = "rita", ["trigger"] = "pushed", ["name"] = "main", ["version"] = "c0ffee" };
        ((int)(await api.Client.PostAsync("changes", change))["fired"]).Should().Be(1);
        ((int)(await api.Client.PostAsync("changes", change))["fired"]).Should().Be(0);
        // Else its run would start while another test counts runs.
        await Eventually.IsTrueAsync(async () => (await api.Client.GetAsync("activations/on_push/causes")).List.All(c => (string?)c!["status"] == "started"));
        await api.Client.PostAsync("activations/on_push/deactivate", new JsonObject { ["as"] = "rita" });
    }

    [Fact]
    public async Task Activation_WithoutItsArguments_IsRefused() =>
        (await ActivateAsync("wrong", On("pushed", "branch", "main"), new JsonObject())).ShouldBeProblem(HttpStatusCode.BadRequest, "missing_argument");

    [Fact]
    public async Task Activation_OfAPipelineThatListensToNothing_IsRefused()
    {
        var refused = await api.Client.PostAsync("activations", new JsonObject { ["definition"] = api.Definition, ["pipeline"] = "review", ["as"] = "rita", ["arguments"] = new JsonObject { ["items"] = 4 } });
        refused.ShouldBeProblem(HttpStatusCode.BadRequest, "no_triggers");
    }

    [Theory]
    [InlineData("""{"as": "rita", "trigger": "cron", "name": "x", "version": "1"}""")]
    [InlineData("""{"as": "rita", "trigger": "pushed", "version": "1"}""")]
    public async Task Change_OfNothing_IsRefused(string body) =>
        (await api.Client.SendAsync(HttpMethod.Post, "changes", body)).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_change");
}
