using System.Diagnostics;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary>The launcher of this checkout, which the test run has just built.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(0.6);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [RequiresFact("bash")]
    public async Task Launcher_NothingToBuild_AnswersWithinItsBudget()
    {
        await RunAsync(); // builds where this checkout has only been tested so far

        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < 5 && fastest > Budget; run++)
        {
            var clock = Stopwatch.StartNew();
            (await RunAsync()).ExitCode.Should().Be(0);
            fastest = clock.Elapsed < fastest ? clock.Elapsed : fastest;
        }

        fastest.Should().BeLessThan(Budget);
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

    private async Task<(int ExitCode, string Output)> RunAsync()
    {
        await using var launcher = ChildProcess.Start(Repository.Path("deepflow"), ["--version"], folder.Path);
        return (await launcher.ExitAsync(TimeSpan.FromMinutes(5)), launcher.Output);
    }

    /// <summary>A launcher beside which nothing has been built.</summary>
    private string Copy()
    {
        foreach (var source in new[] { "engine", "dsl", "activities", "build" })
        {
            Directory.CreateDirectory(folder[source]);
        }

        File.Copy(Repository.Path("deepflow"), folder["deepflow"]);
        return folder["deepflow"];
    }

    private static string FindOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(place => Path.Combine(place, program)).First(File.Exists);
}
