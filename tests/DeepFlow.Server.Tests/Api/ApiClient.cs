using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using DeepFlow.Testing;

namespace DeepFlow.Server.Tests.Api;

/// <param name="Body">The JSON; null where there is none.</param>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers, string? ContentType, string Text)
{
    public JsonNode this[string field] => Body![field] ?? throw new InvalidOperationException($"There is no {field} in {Text}");

    public JsonArray List => Body as JsonArray ?? throw new InvalidOperationException($"This is no list: {Text}");
}

/// <summary>Speaks to the API as a program would: paths are under /api/v1.</summary>
public sealed class ApiClient(Uri address) : IDisposable
{
    public HttpClient Http { get; } = new() { BaseAddress = address };

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, path, body.ToJsonString());

    public Task<Answer> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, body.ToJsonString());

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string? contentType = "application/json", Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }
        change?.Invoke(request);
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.ContentType?.MediaType;
        return new(response.StatusCode, type is not null && type.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(text) : null, response.Headers, type, text);
    }

    /// <summary>Starts the review pipeline; returns the run's id.</summary>
    public async Task<string> StartAsync(string definition, bool fails = false)
    {
        var started = await PostAsync("instances", new JsonObject
        {
            ["definition"] = definition, ["pipeline"] = "review", ["as"] = "rita", ["arguments"] = new JsonObject { ["items"] = 4, ["fails"] = fails },
        });
        started.Status.Should().Be(HttpStatusCode.Created, started.Text);
        return (string)started["id"]!;
    }

    /// <summary>The open task of a run, once there is one.</summary>
    public async Task<string> OpenTaskAsync(string instance, string node) =>
        (string)(await Eventually.ValueAsync(async () => (await GetAsync($"tasks?instance={instance}&status=open")).List.FirstOrDefault(t => (string?)t!["node"] == node)))["id"]!;

    /// <summary>Waits until a run does what is said; returns it.</summary>
    public async Task<Answer> UntilStatusAsync(string instance, string status) =>
        await Eventually.ValueAsync(async () => await GetAsync($"instances/{instance}") is var run && (string?)run["state"]["status"] == status ? run : null);

    public Task<Answer> DecideAsync(string task, string outcome, string person) =>
        PostAsync($"tasks/{task}/decisions", new JsonObject { ["outcome"] = outcome, ["as"] = person });

    public void Dispose() => Http.Dispose();
}

public static class AnswerAssertions
{
    /// <summary>A problem as RFC 9457 has it, with a sentence and nothing of the server's inside.</summary>
    public static void ShouldBeProblem(this Answer answer, HttpStatusCode status, string code)
    {
        answer.Status.Should().Be(status, answer.Text);
        answer.ContentType.Should().Be("application/problem+json");
        ((string?)answer["code"]).Should().Be(code, answer.Text);
        ((int)answer["status"]).Should().Be((int)status);
        ((string?)answer["title"]).Should().NotBeNullOrEmpty();
        ((string?)answer["detail"]).Should().MatchRegex("^.{10,}$");
        answer.Text.Should().NotContain("   at ").And.NotContain("System.").And.NotContain("Exception").And.NotContain("DeepFlow.");
    }
}
