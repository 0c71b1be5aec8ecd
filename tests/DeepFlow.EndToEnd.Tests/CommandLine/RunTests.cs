using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class RunTests
{
    [Fact]
    public async Task Run_RejectedThenApproved_FinishesWithItsResult()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        await using var run = workspace.Start("run", "hello.dlflow", "name=World", "times=2");
        await run.UntilOutputAsync("Greet World 2 times?");

        var first = await workspace.OpenTaskAsync();
        (await workspace.RunAsync("decide", first, "reject", "--as", "ada", "--comment", "not yet")).ExitCode.Should().Be(0);
        string? second = null;
        await Eventually.IsTrueAsync(async () => (second = await workspace.OpenTaskAsync()) != first);
        (await workspace.RunAsync("decide", second!, "approve", "--as", "ada")).ExitCode.Should().Be(0);

        (await run.ExitAsync()).Should().Be(0);
        run.Output.Should().Contain("by: ada");
    }

    [Fact]
    public async Task Decide_WhatCannotBe_SaysWhatCan()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        await using var run = workspace.Start("run", "hello.dlflow", "name=World");
        await run.UntilOutputAsync("Greet World");
        var task = await workspace.OpenTaskAsync();

        (await workspace.RunAsync("decide", task, "maybe", "--as", "ada")).Output.Should().Contain("it can with approve, reject");
        (await workspace.RunAsync("decide", task, "approve", "--as", "bob")).Output.Should().Contain("Nobody here is called bob");
        (await workspace.RunAsync("decide", task, "approve", "--to", "nowhere", "--as", "ada")).ExitCode.Should().Be(1);
        (await workspace.RunAsync("decide", task, "approve", "--as", "ada")).ExitCode.Should().Be(0);
        (await workspace.RunAsync("decide", task, "reject", "--as", "ada")).Output.Should().Contain("is decided already: ada said \"approve\"");
        (await workspace.RunAsync("decide", "ffffffff", "approve")).Output.Should().Contain("There is no task ffffffff");
    }

    [Fact]
    public async Task Run_Killed_LeavesNoWorkerAndLosesNothing()
    {
        using var workspace = await HelloWorkspace.CreateEmbeddedAsync();
        await using var run = workspace.Start("run", "hello.dlflow", "name=World");
        await run.UntilOutputAsync("Greet World");
        await Eventually.IsTrueAsync(() => ProcessesOf(workspace) > 1);
        await run.KillAsync();

        await Eventually.IsTrueAsync(() => ProcessesOf(workspace) == 0);
        (await workspace.IdsAsync("instances")).Should().ContainSingle();
        (await workspace.RunAsync("tasks")).Output.Should().Contain("Greet World");
        File.Exists(workspace.Folder[".deepflow/postgres/data/postmaster.pid"]).Should().BeFalse("the last command has stopped the database that the killed one left");
    }

    [Fact]
    public async Task Run_Interrupted_StopsEverythingItStarted()
    {
        using var workspace = await HelloWorkspace.CreateEmbeddedAsync();
        await using var run = workspace.Start("run", "hello.dlflow", "name=World");
        await run.UntilOutputAsync("Greet World");
        await run.InterruptAsync();

        (await run.ExitAsync()).Should().Be(130);
        run.Output.Should().Contain("The run goes on as soon as DeepFlow runs again");
        ProcessesOf(workspace).Should().Be(0);
        File.Exists(workspace.Folder[".deepflow/postgres/data/postmaster.pid"]).Should().BeFalse();
    }

    [Fact]
    public async Task Run_WrongArguments_SaysWhichAndStartsNothing()
    {
        using var workspace = await HelloWorkspace.CreateAsync();

        (await workspace.RunAsync("run", "hello.dlflow")).Output.Should().Contain("hello needs an argument name (string)");
        (await workspace.RunAsync("run", "hello.dlflow", "name=a", "times=b")).Output.Should().Contain("times: \"b\" is no whole number");
        (await workspace.RunAsync("run", "hello.dlflow", "name=a", "colour=red")).Output.Should().Contain("hello has no parameter colour");
        (await workspace.IdsAsync("instances")).Should().BeEmpty();
    }

    /// <summary>The DeepFlow processes that work in the folder: those started there, and their workers.</summary>
    private static int ProcessesOf(HelloWorkspace workspace) => Directory.GetDirectories("/proc")
        .Count(process => int.TryParse(Path.GetFileName(process), out _) && CommandLineOf(process) is var line
            && line.Contains("deepflow.dll", StringComparison.Ordinal) && (line.Contains(workspace.Folder.Path, StringComparison.Ordinal) || FolderOf(process) == workspace.Folder.Path));

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended
        }
    }

    private static string? FolderOf(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
