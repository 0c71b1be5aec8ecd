using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class HelpTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Version_Always_IsOneLine()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "--version");

        exitCode.Should().Be(0);
        output.Trim().Should().MatchRegex(@"^\d+\.\d+\.\d+$");
    }

    [Fact]
    public async Task Help_Overview_ListsACommandWithOneLine()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "help");

        exitCode.Should().Be(0);
        output.Should().MatchRegex(@"(?m)^  test +Build everything and run all tests$");
    }

    [Fact]
    public async Task Help_OneCommand_ShowsItsArguments()
    {
        var (_, asked) = await DeepFlowProcess.RunAsync(folder, "help", "test");
        var (_, option) = await DeepFlowProcess.RunAsync(folder, "test", "--help");

        asked.Should().Contain("Usage: deepflow test [NAME ...]");
        option.Should().Be(asked);
    }

    [Fact]
    public async Task Command_Unknown_IsAUsageError()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "frobnicate");

        exitCode.Should().Be(2);
        output.Should().Contain("frobnicate").And.NotContain("   at ");
    }

    [Fact]
    public async Task Failure_WithJson_IsOneObject()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "test", "--json");

        exitCode.Should().Be(1);
        output.Should().StartWith("{\"error\":{\"code\":\"no_sources\"");
    }
}
