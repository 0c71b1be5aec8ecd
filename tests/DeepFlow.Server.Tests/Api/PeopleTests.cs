using System.Net;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class PeopleTests(ApiFixture api)
{
    [Fact]
    public async Task Put_NewPerson_IsListed()
    {
        var set = await api.Client.PutAsync("people/grace", new JsonObject { ["display"] = "Grace Hopper", ["roles"] = new JsonArray("scientist", "reviewer") });

        set.Status.Should().Be(HttpStatusCode.OK);
        var grace = (await api.Client.GetAsync("people")).List.Single(p => (string?)p!["name"] == "grace")!;
        grace.ToJsonString().Should().Be("""{"name":"grace","display":"Grace Hopper","roles":["reviewer","scientist"],"groups":[]}""");
    }

    [Fact]
    public async Task Put_Again_SetsRolesAndKeepsTheDisplayName()
    {
        await api.Client.PutAsync("people/ada", new JsonObject { ["display"] = "Ada L.", ["roles"] = new JsonArray("a", "b") });

        var set = await api.Client.PutAsync("people/ada", new JsonObject { ["roles"] = new JsonArray("c") });

        set.Body!.ToJsonString().Should().Be("""{"name":"ada","display":"Ada L.","roles":["c"],"groups":[]}""");
    }

    [Theory]
    [InlineData("ada%20l")]
    [InlineData("ada%2Fl")]
    [InlineData("ada%3Fl")]
    public async Task Put_NameWithSpacesOrWhatAddressesAreWrittenWith_IsRefused(string name) =>
        (await api.Client.PutAsync($"people/{name}", new JsonObject { ["roles"] = new JsonArray() })).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_name");

    [Theory]
    [InlineData("""{"roles": [""]}""", "bad_role")]
    [InlineData("""{"roles": ["data engineer"]}""", "bad_role")]
    [InlineData("""{"roles": [null]}""", "bad_field")]
    [InlineData("""{"roles": "reviewer"}""", "bad_field")]
    [InlineData("""{"display": "X"}""", "missing_field")]
    public async Task Put_RolesThatAreNone_AreRefused(string body, string code) =>
        (await api.Client.SendAsync(HttpMethod.Put, "people/ina", body)).ShouldBeProblem(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Delete_Person_IsGoneOnce()
    {
        await api.Client.PutAsync("people/gone", new JsonObject { ["roles"] = new JsonArray() });

        (await api.Client.DeleteAsync("people/gone")).Status.Should().Be(HttpStatusCode.NoContent);
        (await api.Client.DeleteAsync("people/gone")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_person");
    }

    [Fact]
    public async Task Group_HoldsRolesForItsMembers()
    {
        await api.Client.PutAsync("people/gina", new JsonObject { ["roles"] = new JsonArray() });

        var set = await api.Client.PutAsync("groups/board", new JsonObject { ["members"] = new JsonArray("gina"), ["roles"] = new JsonArray("director"), ["display"] = "The board" });

        set.Body!.ToJsonString().Should().Be("""{"name":"board","display":"The board","members":["gina"],"roles":["director"]}""");
        (await api.Client.GetAsync("groups")).List.Select(g => (string?)g!["name"]).Should().Contain("board");
        (await api.Client.GetAsync("people")).List.Single(p => (string?)p!["name"] == "gina")!["groups"]!.ToJsonString().Should().Be("""["board"]""");
        (await api.Client.PutAsync("groups/gina", new JsonObject { ["members"] = new JsonArray(), ["roles"] = new JsonArray() })).ShouldBeProblem(HttpStatusCode.Conflict, "name_taken");
        (await api.Client.PutAsync("groups/x", new JsonObject { ["members"] = new JsonArray("nobody"), ["roles"] = new JsonArray() })).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_person");
        (await api.Client.DeleteAsync("groups/board")).Status.Should().Be(HttpStatusCode.NoContent);
        (await api.Client.DeleteAsync("groups/board")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_group");
    }
}
