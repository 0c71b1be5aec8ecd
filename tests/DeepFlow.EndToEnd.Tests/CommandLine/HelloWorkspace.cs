using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary>A folder with one small pipeline that asks a person, and that person.</summary>
internal sealed class HelloWorkspace : IDisposable
{
    private const string Pipeline = """
        //! One question, asked until somebody likes the answer.
        pipeline hello(name: string, times: int = 1) -> (by: string) {
            step review = approval(title: "Greet ${name} ${times} times?") {
                by data_scientist
                on reject -> review, max 3, then fail
            }
            return by: review.decided_by
        }
        """;

    public TempFolder Folder { get; } = new();

    public static async Task<HelloWorkspace> CreateAsync()
    {
        var workspace = new HelloWorkspace();
        await File.WriteAllTextAsync(workspace.Folder["hello.dlflow"], Pipeline);
        (await workspace.RunAsync("people", "add", "ada", "--role", "data_scientist")).ExitCode.Should().Be(0);
        return workspace;
    }

    public ChildProcess Start(params string[] arguments) => DeepFlowProcess.Start(Folder, arguments);

    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => DeepFlowProcess.RunAsync(Folder, arguments);

    /// <summary>The id of the task that is open, once one is.</summary>
    public async Task<string> OpenTaskAsync()
    {
        string? found = null;
        await Eventually.IsTrueAsync(async () => (found = (await IdsAsync("tasks")).FirstOrDefault()) is not null);
        return found!;
    }

    /// <summary>The ids of what a command lists.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(params string[] command)
    {
        var (exitCode, output) = await RunAsync([.. command, "--json"]);
        exitCode.Should().Be(0, output);
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];
    }

    public void Dispose() => Folder.Dispose();
}
