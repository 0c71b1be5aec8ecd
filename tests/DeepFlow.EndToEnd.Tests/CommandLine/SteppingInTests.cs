using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary>What people do by hand about runs that others started. Commands do it; what came of it is read from the API, which is quicker.</summary>
public sealed partial class SteppingInTests : IAsyncLifetime
{
    private const string Pipeline = """
        pipeline order(goods: list<string>) -> (by: string, goods: list<string>) {
            var note: string = "none"
            step review = approval(title: "Good?") {
                by data_scientist
                on reject -> review, max 1
            }
            step pack = approval(title: "Packed ${note}?") {
                by devops_engineer
                on reject -> review
            }
            return by: pack.decided_by, goods: goods
        }
        """;

    private readonly HttpClient api = new();
    private HelloWorkspace workspace = null!;
    private ChildProcess up = null!;

    public async Task InitializeAsync()
    {
        workspace = await HelloWorkspace.CreateAsync();
        await WriteAsync(Pipeline);
        up = workspace.Start("up", "--port", "0", "--workers", "1");
        await up.UntilOutputAsync("Ctrl-C stops it"); // behind the address
        api.BaseAddress = new Uri(Address().Match(up.Output).Value + "/");
        (await api.PutAsJsonAsync("people/otto", new { roles = new[] { "admin" } })).EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        await up.DisposeAsync();
        api.Dispose();
        workspace.Dispose();
    }

    [Fact]
    public async Task Run_IsRetried_Entered_Corrected_Assigned_Rerun_AndCancelled()
    {
        await SaysAsync("cannot be \"many\"", "run", "order.dlflow", "goods=many", "--detach");
        var run = (await SaysAsync("instance ", "run", "order.dlflow", "goods=[\"a\"]", "--detach", "--as", "otto")).Trim().Split(' ')[^1];
        for (var i = 0; i < 2; i++) await DecideAsync(await TaskAsync(run, "Good?", iteration: i + 1), "reject");
        await UntilAsync($"instances/{run}/incidents", incidents => incidents.GetArrayLength() == 1);

        await SaysAsync("no_incident", "retry", run, "pack");
        await SaysAsync("review has no output verdict; it has chosen, comment, decided_by", "skip", run, "review", "--outcome", "approve", "--output", "verdict=fine", "--as", "otto");
        await SaysAsync("Nobody here is called oto; did you mean otto?", "cancel", run, "--as", "oto");
        await SaysAsync("tried again", "retry", run, "review", "--as", "otto");
        await SaysAsync("wrong_role", "enter", run, "pack", "--as", "ada");
        await SaysAsync("\"variables\":{\"note\":\"fragile\"}", "set", run, "note=fragile", "--as", "otto", "--json");
        await SaysAsync("enters pack", "enter", run, "pack", "--as", "otto", "--reason", "ada is away");
        var task = await TaskAsync(run, "Packed fragile?");
        (await SaysAsync("pack  waits for devops_engineer", "show", run)).Should().NotContain("review  waits", "its task was withdrawn");
        await SaysAsync("not_admin", "assign", task, "ada", "--as", "ada");
        await SaysAsync("ada", "assign", task, "ada", "--as", "otto");
        await DecideAsync(task, "approve");
        await UntilAsync($"instances/{run}", detail => StatusOf(detail) == "finished");
        (await GetAsync($"instances/{run}/journal")).GetRawText().Should().Contain("ada is away").And.Contain("variable_set");

        await WriteAsync(Pipeline.Replace("Packed", "Wrapped"));
        var again = await SaysAsync("Nobody holds the role `devops_engineer`", "rerun", run, "--from", "pack", "--definition", "order.dlflow", "--detach", "--as", "otto", "--json");
        var rerun = JsonDocument.Parse(again).RootElement.GetProperty("instance").GetString()!;
        await TaskAsync(rerun, "Wrapped fragile?");
        (await SaysAsync("Nobody holds the role `devops_engineer`", "migrate", rerun, "--to", "order.dlflow", "--json")).Should().Contain("\"possible\": true");
        (await SaysAsync("Nobody holds the role `devops_engineer`", "migrate", rerun, "--to", "order.dlflow")).Should().Contain("would move");
        await SaysAsync("being cancelled", "cancel", rerun, "--as", "otto", "--reason", "enough");
        await UntilAsync($"instances/{rerun}", detail => StatusOf(detail) == "cancelled");
        await SaysAsync("instance_ended", "cancel", rerun);
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(workspace.Folder["order.dlflow"], text);

    private async Task<string> SaysAsync(string expected, params string[] command)
    {
        var (_, output) = await workspace.RunAsync(command);
        output.Should().Contain(expected, string.Join(' ', command));
        return output;
    }

    private async Task DecideAsync(string task, string outcome) =>
        (await api.PostAsJsonAsync($"tasks/{task}/decisions", new { outcome, @as = "ada" })).EnsureSuccessStatusCode();

    /// <summary>The id of the run's task of that title, once it is open.</summary>
    private async Task<string> TaskAsync(string run, string title, int iteration = 1)
    {
        var tasks = await UntilAsync($"tasks?instance={run}", tasks => tasks.EnumerateArray().Any(task => Is(task)));
        return tasks.EnumerateArray().Single(Is).GetProperty("id").GetString()!;

        bool Is(JsonElement task) => task.GetProperty("title").GetString() == title && task.GetProperty("iteration").GetInt32() == iteration;
    }

    private static string? StatusOf(JsonElement detail) => detail.GetProperty("state").GetProperty("status").GetString();

    private async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> condition)
    {
        JsonElement answer = default;
        await Eventually.IsTrueAsync(async () => condition(answer = await GetAsync(path)));
        return answer;
    }

    private Task<JsonElement> GetAsync(string path) => api.GetFromJsonAsync<JsonElement>(path);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/api/v1")]
    private static partial Regex Address();
}
