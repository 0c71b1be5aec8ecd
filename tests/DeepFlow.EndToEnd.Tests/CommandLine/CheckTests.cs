using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class CheckTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Check_BrokenFile_TellsPlaceCodeAndSentence()
    {
        await File.WriteAllTextAsync(folder["broken.dlflow"], "pipeline p(a: int) {\n    step x = split_dat(of: a)\n}\n");

        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "check", "broken.dlflow");

        exitCode.Should().Be(1);
        output.Should().MatchRegex(@"broken\.dlflow:2:14: error DF\d{4}: .*Did you mean `split_data`\?");
        output.Should().Contain("             ^^^^^^^^^");
    }

    [Fact]
    public async Task Check_WithJson_IsAListOfFindings()
    {
        await File.WriteAllTextAsync(folder["broken.dlflow"], "pipeline p() {\n    step x = nothing()\n}\n");

        var (_, output) = await DeepFlowProcess.RunAsync(folder, "check", "--json");

        var finding = JsonDocument.Parse(output).RootElement.EnumerateArray().Single();
        finding.GetProperty("file").GetString().Should().Be("broken.dlflow");
        finding.GetProperty("line").GetInt32().Should().Be(2);
        finding.GetProperty("severity").GetString().Should().Be("error");
    }

    [Fact]
    public async Task Check_FolderWithoutFiles_SaysSo()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "check");

        exitCode.Should().Be(1);
        output.Should().Contain("There is no .dlflow file");
    }

    [Fact]
    public async Task Check_WithWatch_ChecksAgainWhenAFileChanges()
    {
        await File.WriteAllTextAsync(folder["ask.dlflow"], "pipeline ask() { stop }\n");
        await using var process = DeepFlowProcess.Start(folder, "check", "--watch");
        await process.UntilOutputAsync("1 file checked: no findings");

        await File.WriteAllTextAsync(folder["ask.dlflow"], "pipeline ask() { step x = nothing() }\n");

        await process.UntilOutputAsync("1 file checked: 1 error");
        await process.InterruptAsync();
        (await process.ExitAsync()).Should().Be(1, "the last check found an error");
    }

    [Fact]
    public async Task Explain_ACode_TellsCauseExampleAndMend()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "explain", "df4004");
        var (_, json) = await DeepFlowProcess.RunAsync(folder, "explain", "DF4004", "--json");

        exitCode.Should().Be(0);
        output.Should().Contain("A loop must end").And.Contain("on failed -> packaging").And.Contain("Write `max n` behind the target.");
        JsonDocument.Parse(json).RootElement.GetProperty("mend").GetString().Should().Be("Write `max n` behind the target.");
    }

    [Fact]
    public async Task Explain_ACodeThatIsNone_SaysSo()
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "explain", "DF9999");

        exitCode.Should().Be(1);
        output.Should().Contain("There is no code DF9999.");
    }

    [Fact]
    public async Task Compile_ToAFile_TellsTheHashOfWhatItWrote()
    {
        await File.WriteAllTextAsync(folder["ask.dlflow"], "pipeline ask() {\n    step review = approval(title: \"Good?\") { on reject -> review }\n}\n");

        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, "compile", "ask.dlflow", "-o", "ask.json", "--json");

        exitCode.Should().Be(0, output);
        var written = await File.ReadAllBytesAsync(folder["ask.json"]);
        JsonDocument.Parse(output).RootElement.GetProperty("hash").GetString()
            .Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(written)));
    }
}
