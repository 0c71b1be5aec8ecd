using System.Text.Json;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class PublishTests
{
    [Fact]
    public async Task Publish_AFile_TellsItsHash_AndWhatItNeedsThatTheProjectLacks()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        await File.WriteAllTextAsync(workspace.Folder["ask.dlflow"], "pipeline ask() {\n    step review = approval(title: \"Good?\") {\n        by model_validator\n        on reject -> review\n    }\n}\n");

        var (exitCode, output) = await workspace.RunAsync("publish", "ask.dlflow", "--as", "ada", "--json");
        var (_, again) = await workspace.RunAsync("publish", "ask.dlflow", "--as", "ada");
        var (_, run) = await workspace.RunAsync("run", "ask.dlflow", "--detach", "--as", "ada", "--json");
        var (_, clean) = await workspace.RunAsync("publish", "hello.dlflow", "--as", "ada", "--json");

        exitCode.Should().Be(0, output);
        var published = JsonDocument.Parse(output).RootElement;
        var hash = published.GetProperty("hash").GetString()!;
        published.GetProperty("pipelines")[0].GetString().Should().Be("ask");
        published.GetProperty("warnings")[0].GetProperty("message").GetString().Should().Contain("model_validator");
        JsonDocument.Parse(run).RootElement.GetProperty("warnings")[0].GetProperty("line").GetInt32().Should().Be(3);
        again.Should().Contain("ask.dlflow:3:12: warning DF").And.Contain($"Published ask ({hash})", "the same program has the same hash");
        JsonDocument.Parse(clean).RootElement.GetProperty("warnings").GetArrayLength().Should().Be(0, "ada holds the role");
    }
}
