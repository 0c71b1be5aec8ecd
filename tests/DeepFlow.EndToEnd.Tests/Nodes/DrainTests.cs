using System.Diagnostics;
using System.Text.Json;
using DeepFlow.EndToEnd.Tests.CommandLine;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.Nodes;

/// <summary>Nodes that are asked to go, once and twice, while they have a job that does not end by itself.</summary>
public sealed class DrainTests
{
    /// <summary>It reads pictures from a pipe that nobody writes to.</summary>
    private const string Endless = """
        dataset pictures {
            item  image(1, 28, 28)
            label { a, b }
        }
        pipeline endless(source: source) -> (data: dataset<pictures>) {
            step ingestion = ingest_data(of: pictures, sources: [source])
            return data: ingestion.data
        }
        """;

    private static async Task<HelloWorkspace> EndlessWorkspaceAsync()
    {
        var workspace = await HelloWorkspace.CreateAsync();
        await File.WriteAllTextAsync(workspace.Folder["endless.dlflow"], Endless);
        Directory.CreateDirectory(workspace.Folder["pictures"]);
        await File.WriteAllTextAsync(workspace.Folder["pictures/train-labels-idx1-ubyte"], "");
        using var pipe = Process.Start("mkfifo", [workspace.Folder["pictures/train-images-idx3-ubyte"]]);
        await pipe.WaitForExitAsync();
        return workspace;
    }

    private static Task<(int ExitCode, string Output)> StartRunAsync(HelloWorkspace workspace) =>
        workspace.RunAsync("run", "endless.dlflow", $"source={workspace.Folder["pictures"]}", "--detach");

    private static Task UntilBusyAsync(TestDatabase database) => Eventually.IsTrueAsync(async () =>
        await database.ScalarAsync<long>("select count(*) from deepflow.job where status = 'running'") == 1);

    private static async Task<string> JournalAsync(HelloWorkspace workspace)
    {
        var run = JsonDocument.Parse((await workspace.RunAsync("instances", "--json")).Output).RootElement[0].GetProperty("id").GetString()!;
        return (await workspace.RunAsync("show", run, "--journal")).Output;
    }

    [Fact]
    public async Task Up_AskedToStop_GivesItsJobBack_AndTheNextOneTakesItUp_UntilItIsCancelled()
    {
        using var workspace = await EndlessWorkspaceAsync();
        await using var up = workspace.Start("up", "--port", "0", "--workers", "1", "--drain", "1s");
        await up.UntilOutputAsync("DeepFlow is up");
        (await StartRunAsync(workspace)).ExitCode.Should().Be(0);
        await UntilBusyAsync(workspace.Database);

        await up.SignalAsync("TERM");
        (await up.ExitAsync()).Should().Be(0, up.Output);
        up.Output.Should().Contain("Stopping: 1 step saves its work, for 1s at most. Ctrl-C again stops at once.").And.Contain("What was under way goes on as soon as DeepFlow runs again.");

        await using var next = workspace.Start("up", "--port", "0", "--workers", "1", "--drain", "1s");
        await next.UntilOutputAsync("DeepFlow is up");
        await UntilBusyAsync(workspace.Database);
        (await JournalAsync(workspace)).Should().Contain("released").And.NotContain("worker_lost").And.NotContain("failed");

        (await workspace.RunAsync("cancel", (await workspace.IdsAsync("instances")).Single())).ExitCode.Should().Be(0);
        await Eventually.IsTrueAsync(async () => await workspace.Database.ScalarAsync<bool>("select status = 'cancelled' and lease_until is null from deepflow.job"));
        (await JournalAsync(workspace)).Should().Contain("forced_to_stop", "what reads from a pipe that nobody writes to hears nothing");
    }

    [Fact]
    public async Task Up_AskedTwice_EndsAtOnce_SaysHowToGoOn_AndNothingIsLost()
    {
        using var workspace = await EndlessWorkspaceAsync();
        await using var up = workspace.Start("up", "--port", "0", "--workers", "1", "--drain", "1h");
        await up.UntilOutputAsync("DeepFlow is up");
        (await StartRunAsync(workspace)).ExitCode.Should().Be(0);
        await UntilBusyAsync(workspace.Database);

        await up.SignalAsync("TERM");
        await up.UntilOutputAsync("Ctrl-C again stops at once");
        await up.InterruptAsync();
        (await up.ExitAsync()).Should().Be(130, up.Output);
        up.Output.Should().Contain("Stopped at once. Nothing that was acknowledged is lost; deepflow up goes on with what was under way.");

        await using var next = workspace.Start("up", "--port", "0", "--workers", "1", "--drain", "1s");
        await next.UntilOutputAsync("DeepFlow is up");
        await UntilBusyAsync(workspace.Database);
        (await JournalAsync(workspace)).Should().Contain("released").And.NotContain("worker_lost").And.NotContain("failed");
    }

    [Fact]
    public async Task Worker_AskedToStop_GivesItsJobBack_AndLeavesTheNodes()
    {
        using var workspace = await EndlessWorkspaceAsync();
        await using var up = workspace.Start("up", "--port", "0", "--pool", "none", "--workers", "1");
        await up.UntilOutputAsync("DeepFlow is up");
        await using var worker = workspace.Start("worker", "--name", "extra", "--workers", "1", "--drain", "1s", "--home", workspace.Folder["other"]);
        await worker.UntilOutputAsync("Takes jobs as extra");
        (await StartRunAsync(workspace)).ExitCode.Should().Be(0);
        await UntilBusyAsync(workspace.Database);

        await worker.SignalAsync("TERM");
        (await worker.ExitAsync()).Should().Be(0, worker.Output);
        worker.Output.Should().Contain("Stopping: its jobs save their work");
        await Eventually.IsTrueAsync(async () => await workspace.Database.ScalarAsync<bool>("select exists (select 1 from deepflow.journal where kind = 'released')"));
        (await workspace.Database.ScalarAsync<string>("select status from deepflow.job")).Should().Be("queued");
        (await workspace.Database.ScalarAsync<bool>("select left_at is not null from deepflow.node where name = 'extra'")).Should().BeTrue();
    }
}
