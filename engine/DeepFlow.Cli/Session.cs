using DeepFlow.Embedded;
using DeepFlow.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Cli;

/// <summary>One command's hold on its workspace: the database, running, and the rooms' services on it.</summary>
internal sealed class Session : IAsyncDisposable
{
    /// <summary>The project of a workspace that knows no other.</summary>
    private const string DefaultProject = "default";

    /// <summary>Tells a worker process where its node's pipelines lie.</summary>
    public const string PipelinesVariable = "DEEPFLOW_PIPELINES";

    private readonly EmbeddedPostgres? embedded;
    private readonly ServiceProvider services;

    private Session(Workspace workspace, string pipelines, EmbeddedPostgres? embedded, string connectionString, bool pooler, LogLevel logLevel)
    {
        Pipelines = pipelines;
        this.embedded = embedded;
        Workspace = workspace;
        ConnectionString = connectionString;
        Pooler = pooler;
        services = new ServiceCollection()
            .AddDeepFlow(connectionString, new WorkspaceFolders(workspace.Home, pipelines), pooler)
            .AddLogging(logging => logging
                .SetMinimumLevel(logLevel)
                .AddSimpleConsole(console => console.SingleLine = true)
                .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .BuildServiceProvider();
    }

    public Workspace Workspace { get; }

    public string ConnectionString { get; }

    /// <summary>Whether the connection leads through a transaction pooler.</summary>
    public bool Pooler { get; }

    /// <summary>The folder of the <c>.dlflow</c> files that run.</summary>
    public string Pipelines { get; }

    public string Project => DefaultProject;

    public IServiceProvider Services => services;

    /// <summary>Opens the workspace's database: the one that <c>--postgres</c> names, else the workspace's own, started if need be.</summary>
    /// <param name="supervise">Keep the workspace's own database alive while the session lasts.</param>
    /// <param name="pipelines">The folder of the <c>.dlflow</c> files that run; null: the workspace's.</param>
    public static async Task<Session> OpenAsync(
        GlobalOptions options, CancellationToken cancellation, bool supervise = false, LogLevel logLevel = LogLevel.Error, string? pipelines = null)
    {
        var workspace = Workspace.Find(options, Directory.GetCurrentDirectory());
        pipelines ??= Environment.GetEnvironmentVariable(PipelinesVariable) ?? workspace.PipelinesFolder;
        if (options.Postgres is { } connectionString)
        {
            await Schema.UpdateAsync(connectionString, cancellation);
            return new Session(workspace, pipelines, null, connectionString, options.Pooler, logLevel);
        }

        var progress = new Progress(options);
        var embedded = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(workspace.Home) { Supervise = supervise }, progress, cancellation);
        try
        {
            await Schema.UpdateAsync(embedded.ConnectionString, cancellation);
            return new Session(workspace, pipelines, embedded, embedded.ConnectionString, pooler: false, logLevel);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    public T The<T>() where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }
    }

    /// <summary>Tells on the error stream what takes time; starting a server that exists takes none worth telling.</summary>
    private sealed class Progress(GlobalOptions options) : IProgress<string>
    {
        public void Report(string value)
        {
            if (!options.Json && value != "Starting PostgreSQL")
            {
                Console.Error.WriteLine(value);
            }
        }
    }
}
