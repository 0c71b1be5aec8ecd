using System.Text.Json.Nodes;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class VersionsTests
{
    [Fact]
    public async Task Run_PausedMigratedAndResumed_FinishesOnTheNewText_AndIsArchived()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        await using var run = workspace.Start("run", "hello.dlflow", "name=World");
        await run.UntilOutputAsync("Greet World");
        var id = (await workspace.IdsAsync("instances")).Single();
        var changed = File.ReadAllText(workspace.Folder["hello.dlflow"]).Replace("Greet", "Welcome");
        File.WriteAllText(workspace.Folder["hello.dlflow"], changed);

        (await workspace.RunAsync("pause", id, "--as", "ada")).ExitCode.Should().Be(0);
        await Eventually.IsTrueAsync(async () => await workspace.Database.ScalarAsync<bool>("select state::json -> 'paused' is not null from deepflow.instance_state"));
        (await workspace.RunAsync("instances")).Output.Should().Contain("paused");
        (await workspace.RunAsync("set", id, "nothing=1")).Output.Should().Contain("unknown_variable");
        var preview = JsonNode.Parse((await workspace.RunAsync("migrate", id, "--to", "hello.dlflow", "--json")).Output)!;
        ((bool)preview["runs"]![0]!["possible"]!).Should().BeTrue();
        (await workspace.RunAsync("migrate", id, "--to", "hello.dlflow", "--apply", "--as", "ada")).Output.Should().Contain("moved").And.Contain("goes on");
        (await workspace.RunAsync("decide", await workspace.OpenTaskAsync(), "approve", "--as", "ada")).ExitCode.Should().Be(0);
        (await workspace.RunAsync("resume", id, "--as", "ada")).ExitCode.Should().Be(0);
        (await run.ExitAsync()).Should().Be(0);

        var doctor = await workspace.RunAsync("doctor");
        doctor.Should().Match<(int ExitCode, string Output)>(d => d.ExitCode == 0 && d.Output.Contains("Everything holds together"));
        (await workspace.RunAsync("rerun", id, "--from", "nowhere", "--detach")).Output.Should().Contain("unknown_step");
        (await workspace.RunAsync("archive", "--older-than", "1ms")).Output.Should().Contain("1 runs were archived");
        JsonNode.Parse((await workspace.RunAsync("archive", "list", "--json")).Output)![0]!["id"]!.ToString().Should().Be(id);
        (await workspace.RunAsync("show", id)).Output.Should().Contain("finished");
        foreach (var command in new[] { new[] { "rerun", id, "--from", "nowhere", "--detach" }, ["migrate", id, "--to", "hello.dlflow"] })
            (await workspace.RunAsync(command)).Should().Match<(int ExitCode, string Output)>(r => r.ExitCode != 0 && r.Output.Contains("run_archived"));
    }

    [Fact]
    public async Task Signals_ThatNobodyWaitsFor_AreListedAndDropped()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        (await workspace.RunAsync("signal", "paid", "--correlation", "order 17")).Output.Should().Contain("kept");
        var kept = JsonNode.Parse((await workspace.RunAsync("signals", "--json")).Output)!.AsArray().Should().ContainSingle().Subject!;
        kept["correlation"]!.ToString().Should().Be("order 17");
        (await workspace.RunAsync("signals", "drop", $"{kept["id"]}")).ExitCode.Should().Be(0);
        (await workspace.RunAsync("signals")).Output.Should().Contain("No signal is kept");
    }
}
