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

    private static readonly string[] AddAda = ["people", "add", "ada", "--role", "data_scientist"];
    private static readonly Lazy<Task<TestDatabase>> WithAda = new(MakeWithAdaAsync);

    private readonly TestDatabase? database;

    private HelloWorkspace(TestDatabase? database) => this.database = database;

    public TempFolder Folder { get; } = new();

    /// <summary>The workspace's database, where it is one of the tests' server: looking there is quicker than asking a command.</summary>
    public TestDatabase Database => database ?? throw new InvalidOperationException("This workspace has a PostgreSQL of its own.");

    private Dictionary<string, string?> Environment => new() { ["DEEPFLOW_POSTGRES"] = database?.ConnectionString };

    /// <summary>A workspace whose database is a copy of one that a command has made.</summary>
    public static async Task<HelloWorkspace> CreateAsync() => await MakeAsync(await TestPostgres.CopyAsync(await WithAda.Value));

    /// <summary>A workspace with a PostgreSQL of its own, as people have it: for tests about that.</summary>
    public static async Task<HelloWorkspace> CreateEmbeddedAsync()
    {
        var workspace = await MakeAsync(null);
        (await workspace.RunAsync(AddAda)).ExitCode.Should().Be(0);
        return workspace;
    }

    public ChildProcess Start(params string[] arguments) => DeepFlowProcess.Start(Folder, arguments, Environment);

    /// <summary>With further variables in its environment.</summary>
    public ChildProcess Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        DeepFlowProcess.Start(Folder, arguments, environment.Concat(Environment).ToDictionary());

    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => DeepFlowProcess.RunAsync(Folder, arguments, Environment);

    /// <summary>The id of the task that is open, once one is.</summary>
    public async Task<string> OpenTaskAsync()
    {
        string? found = null;
        await Eventually.IsTrueAsync(async () => (found = database is null
            ? (await IdsAsync("tasks")).FirstOrDefault()
            : await database.ScalarAsync<string>("select id::text from deepflow.task where status = 'open'")) is not null);
        return found!;
    }

    /// <summary>Returns once the workspace's one run is over.</summary>
    public Task UntilFinishedAsync() => Eventually.IsTrueAsync(async () => database is null
        ? (await RunAsync("instances")).Output.Contains("finished")
        : await database.ScalarAsync<string>("select status from deepflow.instance") == "finished");

    /// <summary>The ids of what a command lists.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(params string[] command)
    {
        var (exitCode, output) = await RunAsync([.. command, "--json"]);
        exitCode.Should().Be(0, output);
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];
    }

    public void Dispose()
    {
        database?.DataSource.Dispose();
        Folder.Dispose();
    }

    private static async Task<HelloWorkspace> MakeAsync(TestDatabase? database)
    {
        var workspace = new HelloWorkspace(database);
        await File.WriteAllTextAsync(workspace.Folder["hello.dlflow"], Pipeline);
        return workspace;
    }

    private static async Task<TestDatabase> MakeWithAdaAsync()
    {
        var made = await TestPostgres.CreateDatabaseAsync();
        using var folder = new TempFolder();
        var (exitCode, output) = await DeepFlowProcess.RunAsync(folder, [.. AddAda, "--postgres", made.ConnectionString]);
        exitCode.Should().Be(0, output);
        return made;
    }
}
