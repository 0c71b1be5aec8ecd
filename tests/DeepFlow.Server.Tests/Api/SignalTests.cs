using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class SignalTests(ApiFixture api)
{
    private Task<Answer> SendAsync(params JsonNode?[] signals) =>
        api.Client.PostAsync("signals", new JsonObject { ["as"] = "rita", ["signals"] = new JsonArray(signals) });

    [Fact]
    public async Task Post_SeveralSignals_AnswersAReceiptForEach()
    {
        var sent = await SendAsync(
            new JsonObject { ["name"] = "paid", ["correlation"] = "order 17", ["data"] = new JsonObject { ["amount"] = 3 }, ["keep"] = "2h", ["key"] = "k" },
            new JsonObject { ["name"] = "paid", ["correlation"] = "order 17", ["key"] = "k" },
            new JsonObject { ["name"] = "paid", ["keep"] = "0s" });

        sent.Status.Should().Be(HttpStatusCode.OK, sent.Text);
        sent.List.Select(r => (int)r!["receivers"]!).Should().Equal(0, 0, 0);
        sent.List.Select(r => (bool)r!["repeated"]!).Should().Equal(false, true, false);
        sent.List.Select(r => r!["kept_until"] is not null).Should().Equal(true, false, false);
    }

    [Theory]
    [InlineData("""{"as": "rita", "signals": []}""", "bad_signal")]
    [InlineData("""{"as": "rita", "signals": [null]}""", "bad_field")]
    [InlineData("""{"as": "rita", "signals": [{"name": " "}]}""", "bad_signal")]
    [InlineData("""{"as": "rita", "signals": [{"name": "x", "keep": "900d"}]}""", "bad_signal")]
    [InlineData("""{"as": "rita", "signals": [{"name": "x", "keep": "soon"}]}""", "bad_field")]
    [InlineData("""{"as": "rita"}""", "missing_field")]
    public async Task Post_WhatIsNoSignal_IsRefused(string body, string code) =>
        (await api.Client.SendAsync(HttpMethod.Post, "signals", body)).ShouldBeProblem(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Post_InTheNameOfNobody_IsRefused() =>
        (await api.Client.SendAsync(HttpMethod.Post, "signals", """{"as": "nobody", "signals": [{"name": "x"}]}""")).ShouldBeProblem(HttpStatusCode.Forbidden, "unknown_person");
}
