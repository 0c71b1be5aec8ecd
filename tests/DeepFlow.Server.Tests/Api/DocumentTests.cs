using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class DocumentTests(ApiFixture api)
{
    [Fact]
    public async Task Document_ListsEveryRoute()
    {
        var document = await DocumentAsync();

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {path.Key}"));
        operations.Should().BeEquivalentTo(
        [
            "GET /api/v1/health",
            "GET /api/v1/sources", "GET /api/v1/sources/file", "POST /api/v1/sources/drawing", "POST /api/v1/sources/edit", "GET /api/v1/sources/catalog",
            "POST /api/v1/sources/file", "POST /api/v1/sources/save", "POST /api/v1/sources/rename", "POST /api/v1/sources/delete",
            "GET /api/v1/sources/versions", "GET /api/v1/sources/version", "POST /api/v1/sources/diff",
            "GET /api/v1/definitions", "POST /api/v1/definitions", "GET /api/v1/definitions/{hash}", "GET /api/v1/definitions/{hash}/pictures",
            "GET /api/v1/definitions/{hash}/sources", "POST /api/v1/definitions/check",
            "GET /api/v1/instances", "POST /api/v1/instances", "GET /api/v1/instances/{id}",
            "GET /api/v1/instances/{id}/journal", "GET /api/v1/instances/{id}/jobs", "GET /api/v1/instances/{id}/logs", "GET /api/v1/instances/{id}/incidents",
            "GET /api/v1/instances/{id}/waits", "GET /api/v1/instances/{id}/waits/ended", "GET /api/v1/instances/{id}/parts", "GET /api/v1/instances/{id}/outcomes", "GET /api/v1/tasks/{id}/lineage",
            "GET /api/v1/experiments", "GET /api/v1/experiments/{id}", "GET /api/v1/experiments/{id}/metrics",
            "GET /api/v1/instances/counts", "GET /api/v1/instances/{id}/steps/{step}/work",
            "POST /api/v1/instances/{id}/cancel", "POST /api/v1/instances/{id}/enter",
            "POST /api/v1/instances/{id}/migration", "POST /api/v1/instances/{id}/migration/preview", "POST /api/v1/instances/{id}/pause",
            "POST /api/v1/instances/{id}/rerun", "POST /api/v1/instances/{id}/resume", "PUT /api/v1/instances/{id}/variables/{name}",
            "POST /api/v1/instances/{id}/incidents/{step}/retry", "POST /api/v1/instances/{id}/incidents/{step}/skip",
            "GET /api/v1/tasks", "GET /api/v1/tasks/{id}", "POST /api/v1/tasks/{id}/decisions",
            "POST /api/v1/tasks/decisions", "GET /api/v1/tasks/{id}/page", "POST /api/v1/tasks/{id}/comments",
            "POST /api/v1/tasks/{id}/claim", "POST /api/v1/tasks/{id}/release", "POST /api/v1/tasks/{id}/delegate", "POST /api/v1/tasks/{id}/assign", "POST /api/v1/tasks/{id}/reassign",
            "GET /api/v1/notifications/subscriptions", "POST /api/v1/notifications/subscriptions", "DELETE /api/v1/notifications/subscriptions/{id}",
            "GET /api/v1/notifications/deliveries", "POST /api/v1/notifications/deliveries/{id}/retry",
            "GET /api/v1/inbox", "GET /api/v1/inbox/counts", "GET /api/v1/inbox/filters",
            "GET /api/v1/groups", "PUT /api/v1/groups/{name}", "DELETE /api/v1/groups/{name}",
            "GET /api/v1/nodes", "GET /api/v1/people", "PUT /api/v1/people/{name}", "DELETE /api/v1/people/{name}",
            "GET /api/v1/events",
            "POST /api/v1/signals", "GET /api/v1/signals", "DELETE /api/v1/signals/{id}",
            "GET /api/v1/archive", "POST /api/v1/archive", "GET /api/v1/archive/keeping", "PUT /api/v1/archive/keeping",
            "GET /api/v1/doctor", "POST /api/v1/doctor/mend",
            "GET /api/v1/activations", "POST /api/v1/activations", "GET /api/v1/activations/{name}/causes", "POST /api/v1/activations/{name}/deactivate",
            "POST /api/v1/changes",
        ]);
    }

    [Fact]
    public async Task Document_EveryOperation_HasANameAndASummaryOfItsOwn()
    {
        var operations = (await DocumentAsync())["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Select(o => o.Value!).ToList();

        operations.Select(o => (string?)o["operationId"]).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        operations.Should().OnlyContain(o => !string.IsNullOrEmpty((string?)o["summary"]));
        operations.Should().OnlyContain(o => o["responses"]!["400"]!["content"]!["application/problem+json"] != null);
    }

    [Fact]
    public async Task Document_Names_AreAsInTheJson()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;

        schemas["DecisionRequest"]!["properties"]!.AsObject().Select(p => p.Key).Should().Equal("outcome", "as", "to", "comment", "choice", "values");
        schemas["DecisionRequest"]!["required"]!.AsArray().Select(r => (string?)r).Should().Equal("outcome", "as");
        schemas["HumanTaskStatus"]!["enum"]!.ToJsonString().Should().Be("""["open","decided","withdrawn"]""");
        schemas["HumanTask"]!["properties"]!.AsObject().Select(p => p.Key).Should().Contain(["superseded_by_round", "due_at", "title"]);
    }

    [Fact]
    public async Task Document_Values_AreFreeOfForm()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;

        ((string?)schemas["RecordValue"]!["type"]).Should().Be("object");
        schemas["RecordValue"]!.AsObject().Should().NotContainKey("properties");
        schemas["Value"]!.AsObject().Should().NotContainKey("type").And.NotContainKey("properties");
    }

    [Fact]
    public async Task Document_WhatMayBeNull_IsNotRequired()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;

        schemas["JournalRow"]!["required"]!.AsArray().Select(r => (string?)r).Should().Equal("id", "instance", "root", "pipeline", "at", "kind", "round", "data");
    }

    [Fact]
    public async Task Document_EverySchema_SaysSomething()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!.AsObject();

        var properties = schemas.SelectMany(s => (s.Value!["properties"]?.AsObject() ?? []).Select(p => (Name: $"{s.Key}.{p.Key}", Schema: p.Value!.AsObject())));
        schemas.Where(s => s.Value!.AsObject().Count == 0).Should().BeEmpty();
        properties.Where(p => p.Schema.Count == 0).Select(p => p.Name).Should().BeEmpty();
    }

    [Fact]
    public async Task Document_EveryReference_LeadsSomewhere()
    {
        var document = await DocumentAsync();
        var schemas = document["components"]!["schemas"]!.AsObject();

        var references = References(document).ToList();

        references.Should().NotBeEmpty();
        references.Should().OnlyContain(r => r.StartsWith("#/components/schemas/") && schemas.ContainsKey(r.Substring("#/components/schemas/".Length)));
    }

    [Fact]
    public async Task Reference_Page_NeedsNothingFromElsewhere()
    {
        var page = await api.Client.GetAsync("/reference");
        page.Status.Should().Be(HttpStatusCode.OK, page.Text);

        page.ContentType.Should().Be("text/html");
        page.Text.Should().Contain("openapi/").And.NotContain("https://").And.NotContain("//cdn");
        page.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'");
    }

    [Fact]
    public async Task Root_LeadsToTheReference() => (await api.Client.GetAsync("/")).ContentType.Should().Be("text/html");

    private async Task<JsonNode> DocumentAsync()
    {
        var document = await api.Client.GetAsync("/openapi/v1.json");
        document.Status.Should().Be(HttpStatusCode.OK, string.Join("\n", api.Logs.Entries.Where(e => e.StartsWith("Error"))));
        return document.Body!;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p is { Key: "$ref", Value: JsonValue } ? [(string)p.Value!] : References(p.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };
}
