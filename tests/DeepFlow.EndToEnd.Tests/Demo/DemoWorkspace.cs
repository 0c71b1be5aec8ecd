using System.Text.Json;
using DeepFlow.Embedded;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.Demo;

/// <summary>A folder in which demos run, and a view of its database beside them.</summary>
internal sealed class DemoWorkspace : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private EmbeddedPostgres? beside;
    private TestDatabase? database;

    /// <summary>Small enough for a test; the real sizes are the demo's defaults.</summary>
    private const string Trials = "2";

    public string Home => folder[".deepflow"];

    public ChildProcess Start(int epochs, params string[] more) =>
        DeepFlowProcess.Start(folder, ["demo", "--data", FashionFactAttribute.Folder!, "--trials", Trials, "--epochs", $"{epochs}", .. more]);

    /// <summary>Runs a command of the workspace to its end.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => DeepFlowProcess.RunAsync(folder, arguments);

    /// <summary>The workspace's database, which the running demo has made; this test becomes one of its users.</summary>
    public async Task<TestDatabase> DatabaseAsync()
    {
        if (database is not null) return database;
        await Eventually.IsTrueAsync(() => Directory.Exists(Path.Combine(Home, "objects")) || Directory.Exists(Path.Combine(Home, "repository")));
        beside = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(Home));
        return database = new TestDatabase(beside.ConnectionString);
    }

    /// <summary>kill -9 of PostgreSQL's first process.</summary>
    public void KillPostgres()
    {
        using var process = System.Diagnostics.Process.GetProcessById(beside!.ProcessId!.Value);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>The one JSON object that a demo for programs ends with.</summary>
    public static JsonElement ResultOf(ChildProcess demo)
    {
        var lines = demo.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("instance ", StringComparison.Ordinal)).ToList();
        lines.Should().ContainSingle("a demo for programs names its run and ends with one JSON object");
        return JsonDocument.Parse(lines[0]).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null) await database.DisposeAsync();
        if (beside is not null) await beside.DisposeAsync();
        folder.Dispose();
    }
}
