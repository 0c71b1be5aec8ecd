using System.Net;
using DeepFlow.Engine.Postgres;
using DeepFlow.Server.Api;
using DeepFlow.Testing;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class ProblemTests(ApiFixture api)
{
    [Theory]
    [InlineData("", "bad_json")]
    [InlineData("{", "bad_json")]
    [InlineData("nonsense", "bad_json")]
    [InlineData("[]", "bad_json")]
    [InlineData("null", "bad_json")]
    [InlineData("""{"as": "rita", "as": "rob", "outcome": "approve"}""", "bad_json")]
    [InlineData("""{"as": "rita", "outcome": "approve",}""", "bad_json")]
    [InlineData("""{"as": "rita"}""", "missing_field")]
    [InlineData("""{"as": null, "outcome": "approve"}""", "missing_field")]
    [InlineData("""{"as": "rita", "outcome": "approve", "coment": "typo"}""", "unknown_field")]
    [InlineData("""{"As": "rita", "outcome": "approve"}""", "unknown_field")]
    [InlineData("""{"as": 1, "outcome": "approve"}""", "bad_field")]
    [InlineData("""{"as": "rita", "outcome": "approve", "choice": "one"}""", "bad_field")]
    [InlineData("""{"as": "rita", "outcome": "approve", "choice": 99999999999}""", "bad_field")]
    [InlineData("""{"as": "rita", "outcome": "approve", "values": [1]}""", "bad_field")]
    [InlineData("""{"as": "rita", "outcome": "approve", "values": {"a": {"$duration": 5}}}""", "bad_field")]
    [InlineData("""{"as": "rita", "outcome": "approve", "values": {"a": {"$quote": 5}}}""", "bad_field")]
    [InlineData("""{"as": "rita", "outcome": "approve", "comment": "a\u0000b"}""", "bad_text")]
    [InlineData("""{"as": "rita", "outcome": "approve", "comment": "\ud800"}""", "bad_text")]
    [InlineData("""{"as": "rita", "outcome": "approve", "values": {"a\u0000": 1}}""", "bad_text")]
    public async Task Body_ThatDoesNotFit_IsRefusedByName(string body, string code)
    {
        var answer = await api.Client.SendAsync(HttpMethod.Post, $"tasks/{Guid.NewGuid()}/decisions", body);

        answer.ShouldBeProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Body_NestedWithoutEnd_IsRefused()
    {
        var answer = await api.Client.SendAsync(HttpMethod.Post, $"tasks/{Guid.NewGuid()}/decisions", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));

        answer.ShouldBeProblem(HttpStatusCode.BadRequest, "bad_json");
    }

    [Fact]
    public async Task Body_UnknownField_NamesWhatThereIs()
    {
        var answer = await api.Client.SendAsync(HttpMethod.Put, "people/ina", """{"rolls": []}""");

        ((string?)answer["detail"]).Should().Contain("rolls").And.Contain("roles").And.Contain("display");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Body_NotDeclaredAsJson_IsRefused(string? contentType)
    {
        var answer = await api.Client.SendAsync(HttpMethod.Put, "people/ina", """{"roles": []}""", contentType);

        answer.ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "not_json");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_TooLarge_IsRefused(bool chunked)
    {
        var body = $$"""{"roles": ["{{new string('x', 8 << 20)}}"]}"""; // more than lies between the two in buffers
        var answer = await api.Client.SendAsync(HttpMethod.Put, "people/ina", body, change: r => r.Headers.TransferEncodingChunked = chunked);

        answer.ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        ((string?)answer["detail"]).Should().Contain("1024 KiB");
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("/api/v2/health")]
    [InlineData("/nothing?a=b")]
    [InlineData("instances/one/two/three")]
    public async Task Route_Unknown_IsAProblem(string path)
    {
        var answer = await api.Client.GetAsync(path);

        answer.ShouldBeProblem(HttpStatusCode.NotFound, "unknown_route");
    }

    [Fact]
    public async Task Method_NotTaken_NamesWhatIs()
    {
        var answer = await api.Client.SendAsync(HttpMethod.Patch, "people/rita", "{}");

        answer.ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        ((string?)answer["detail"]).Should().Contain("PUT").And.Contain("DELETE");
    }

    [Theory]
    [InlineData("GET", "instances/abc")]
    [InlineData("GET", "instances/abc/journal")]
    [InlineData("GET", "tasks/7")]
    [InlineData("GET", "tasks?instance=7")]
    [InlineData("GET", "events?instance=x")]
    [InlineData("POST", "tasks/7/decisions")]
    [InlineData("POST", "instances/7/cancel")]
    public async Task Id_ThatIsNoUuid_IsRefused(string method, string path)
    {
        var answer = await api.Client.SendAsync(new HttpMethod(method), path, method == "GET" ? null : "{}");

        answer.ShouldBeProblem(HttpStatusCode.BadRequest, "bad_id");
    }

    [Theory]
    [InlineData("tasks?stauts=open", "unknown_parameter")]
    [InlineData("people?limit=1", "unknown_parameter")]
    [InlineData("tasks?status=open&status=decided", "repeated_parameter")]
    [InlineData("tasks?status=1", "bad_parameter")]
    [InlineData("tasks?status=done", "bad_parameter")]
    [InlineData("tasks?role=%00", "bad_parameter")]
    [InlineData("instances?limit=0", "bad_parameter")]
    [InlineData("instances?limit=1001", "bad_parameter")]
    [InlineData("instances?limit=", "bad_parameter")]
    [InlineData("instances?limit=ten", "bad_parameter")]
    [InlineData("instances?limit=99999999999999999999", "bad_parameter")]
    [InlineData("events?after=-1", "bad_parameter")]
    public async Task Parameter_ThatDoesNotFit_IsRefusedByName(string path, string code)
    {
        var answer = await api.Client.GetAsync(path);

        answer.ShouldBeProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Parameter_Unknown_NamesWhatThereIs()
    {
        var answer = await api.Client.GetAsync("tasks?stauts=open");

        ((string?)answer["detail"]).Should().Be("There is no parameter stauts here; there is role, status, instance, limit.");
    }

    [Fact]
    public async Task Defect_Unexpected_IsAProblemWithoutDetailsOfTheInside()
    {
        var logs = new RecordedLogs();
        await using var database = await TestPostgres.CreateDatabaseAsync(typeof(Migrations).Assembly);
        await using var services = ApiFixture.EngineOn(database.ConnectionString, logs);
        await using var server = await ApiServer.StartAsync(services, "p", new() { Port = 0 }, CancellationToken.None);
        using var client = new ApiClient(server.Address);
        await database.ExecuteAsync("drop table deepflow.person cascade");

        var answer = await client.GetAsync("people");

        answer.ShouldBeProblem(HttpStatusCode.InternalServerError, "internal_error");
        answer.Text.Should().NotContain("person");
        logs.Entries.Should().ContainSingle(e => e.StartsWith("Error: GET /api/v1/people failed") && e.Contains("PostgresException"));
    }

    [Fact]
    public async Task Database_ThatDoesNotAnswer_IsSaidAsSuch()
    {
        await using var services = ApiFixture.EngineOn("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2", new RecordedLogs());
        await using var server = await ApiServer.StartAsync(services, "p", new() { Port = 0 }, CancellationToken.None);
        using var client = new ApiClient(server.Address);

        (await client.GetAsync("health")).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "database_unavailable");
    }
}
