using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary>The launcher of this checkout, which the test run has just built.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [RequiresFact("bash")]
    public async Task Launcher_NothingToBuild_StartsTheProgramAndNothingElse()
    {
        await RunAsync(null); // builds where nothing but this room was built so far
        var tools = Directory.CreateDirectory(folder["tools"]).FullName;
        var calls = folder["calls"];
        await File.WriteAllTextAsync(Path.Combine(tools, "dotnet"), $"#!/bin/sh\necho \"$@\" >>'{calls}'\nexec '{FindOnPath("dotnet")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(tools, "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        (await RunAsync($"{tools}:{Environment.GetEnvironmentVariable("PATH")}")).Should().Be(0);

        var program = Repository.Path("engine/DeepFlow.Cli/bin/Release/net10.0/deepflow.dll");
        (await File.ReadAllLinesAsync(calls)).Should().Equal($"{program} --version");
    }

    [RequiresFact("bash")]
    public async Task Launcher_ToolsAreMissing_NamesEachOfThem()
    {
        var tools = folder["bin"];
        Directory.CreateDirectory(tools);
        foreach (var tool in new[] { "bash", "readlink", "dirname", "grep", "find", "wc" })
        {
            File.CreateSymbolicLink(Path.Combine(tools, tool), FindOnPath(tool));
        }

        await using var launcher = ChildProcess.Start(
            Path.Combine(tools, "bash"), [Copy(), "--version"],
            environment: new Dictionary<string, string?> { ["PATH"] = tools, ["DOTNET_ROOT"] = null, ["HOME"] = folder.Path });

        (await launcher.ExitAsync()).Should().Be(1);
        launcher.Output.Should().Contain("Node.js 20 or newer (found: none)");
    }

    private async Task<int> RunAsync(string? path)
    {
        var environment = path is null ? null : new Dictionary<string, string?> { ["PATH"] = path };
        await using var launcher = ChildProcess.Start(Repository.Path("deepflow"), ["--version"], folder.Path, environment: environment);
        return await launcher.ExitAsync(TimeSpan.FromMinutes(5));
    }

    /// <summary>A launcher beside which nothing has been built.</summary>
    private string Copy()
    {
        foreach (var source in new[] { "engine", "dsl", "activities", "build" })
        {
            Directory.CreateDirectory(folder[source]);
        }

        foreach (var file in new[] { "deepflow", "build/sources" }) File.Copy(Repository.Path(file), folder[file]);
        return folder["deepflow"];
    }

    private static string FindOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(place => Path.Combine(place, program)).First(File.Exists);
}
