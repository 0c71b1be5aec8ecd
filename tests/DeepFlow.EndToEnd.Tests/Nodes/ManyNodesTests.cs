using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.Nodes;

/// <summary>Several <c>deepflow</c> processes on one database, as on several machines.</summary>
public sealed class ManyNodesTests
{
    private const string Hello = """
        pipeline hello() -> (by: string) {
            step review = approval(title: "Good?") {
                by data_scientist
                on reject -> review, max 3, then fail
            }
            return by: review.decided_by
        }
        """;

    [Fact]
    public async Task Nodes_OnOneDatabase_AreListed_OneLeads_AndGoWithAWord()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        using var folder = new TempFolder();
        string[] common = ["--postgres", database.ConnectionString];
        await using var up = DeepFlowProcess.Start(folder, ["up", "--port", "0", "--cpu", "3", "--memory", "2Gi", "--workers", "1", .. common]);
        await up.UntilOutputAsync("DeepFlow is up");
        await using var worker = DeepFlowProcess.Start(folder, ["worker", "--name", "extra", "--pool", "big", "--workers", "1", "--home", folder["other"], .. common]);
        await worker.UntilOutputAsync("Takes jobs as extra");
        var nodes = await NodesAsync(folder, common, count: 2);

        nodes.Count(n => n.GetProperty("leads").GetBoolean()).Should().Be(1);
        nodes.Single(n => n.GetProperty("kind").GetString() == "engine").GetProperty("capacity").GetProperty("memory").GetInt64().Should().Be(2L << 30);
        nodes.Single(n => n.GetProperty("name").GetString() == "extra").GetProperty("pools")[0].GetString().Should().Be("big");
        (await DeepFlowProcess.RunAsync(folder, ["nodes", .. common])).Output.Should().Contain("up, leads").And.Contain("0 of 3");

        await worker.SignalAsync("TERM");
        (await worker.ExitAsync()).Should().BeOneOf(0, 130, 143);
        await up.InterruptAsync();
        (await up.ExitAsync()).Should().Be(0, up.Output);
        (await NodesAsync(folder, common, count: 2)).Should().OnlyContain(n => n.GetProperty("state").GetString() == "left");
    }

    [RequiresFact("pgbouncer")]
    public async Task TwoNodes_BehindATransactionPooler_CarryARunOut()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(database.ConnectionString);
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["hello.dlflow"], Hello);
        string[] common = ["--pooler", "--postgres", pooler.ConnectionString];
        await using var first = DeepFlowProcess.Start(folder, ["up", "--port", "0", "--workers", "1", "--home", folder["first"], .. common]);
        await using var second = DeepFlowProcess.Start(folder, ["up", "--port", "0", "--workers", "1", "--home", folder["second"], .. common]);
        await first.UntilOutputAsync("DeepFlow is up");
        await second.UntilOutputAsync("DeepFlow is up");

        foreach (string[] command in new[] { ["people", "add", "ada", "--role", "data_scientist"], new[] { "run", "hello.dlflow", "--detach" } })
        {
            var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, [.. command, .. common]);
            exitCode.Should().Be(0, output);
        }
        string? task = null;
        await Eventually.IsTrueAsync(async () => (task = await database.ScalarAsync<string>("select id::text from deepflow.task where status = 'open'")) is not null);
        (await DeepFlowProcess.RunAsync(folder, ["decide", task!, "approve", "--as", "ada", .. common])).ExitCode.Should().Be(0);
        await Eventually.IsTrueAsync(async () => await database.ScalarAsync<string>("select status from deepflow.instance") == "finished");
        (await NodesAsync(folder, common, count: 2)).Count(n => n.GetProperty("leads").GetBoolean()).Should().Be(1);

        foreach (var node in new[] { first, second })
        {
            await node.InterruptAsync();
            (await node.ExitAsync()).Should().Be(0, node.Output);
            // Kestrel says so itself where the machine lets it wait for a second.
            node.Output.Split('\n').Where(line => !line.Contains("heartbeat has been running")).Should().NotContain(line => line.StartsWith("warn:"));
        }
    }

    [RequiresFact("pgbouncer")]
    public async Task Node_BehindAPoolerThatNobodyMentioned_SeesThatNotificationsDoNotArrive()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(database.ConnectionString);
        using var folder = new TempFolder();
        await using var up = DeepFlowProcess.Start(folder, "up", "--port", "0", "--workers", "1", "--postgres", $"{pooler.ConnectionString};Max Auto Prepare=0;No Reset On Close=true");
        await up.UntilOutputAsync("say --pooler");
        await up.InterruptAsync();
        (await up.ExitAsync()).Should().Be(0, up.Output);
    }

    private static async Task<IReadOnlyList<JsonElement>> NodesAsync(TempFolder folder, string[] common, int count)
    {
        IReadOnlyList<JsonElement> nodes = [];
        await Eventually.IsTrueAsync(async () => (nodes = await ListAsync(folder, "nodes", common)).Count == count);
        return nodes;
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(TempFolder folder, string command, string[] common)
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, [command, "--json", .. common]);
        exitCode.Should().Be(0, output);
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
    }
}
