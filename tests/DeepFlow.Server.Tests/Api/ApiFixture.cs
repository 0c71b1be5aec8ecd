using DeepFlow.Data.Sources;
using DeepFlow.Engine;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Triggers;
using DeepFlow.Server.Api;
using DeepFlow.Server.Hosting;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepFlow.Server.Tests.Api;

/// <summary>A database, an engine at work on it, and the API over HTTP; shared by the tests, each of which starts runs of its own.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    public const string Project = "p";

    private readonly CancellationTokenSource stop = new();
    private TestDatabase? database;
    private ServiceProvider? services;
    private ApiServer? server;
    private Task[] running = [];

    public TestDatabase Database => database!;

    public ApiServer Server => server!;

    public IServiceProvider Services => services!;

    public ApiClient Client { get; private set; } = null!;

    /// <summary>The hash of <see cref="ReviewPipeline"/>.</summary>
    public string Definition { get; private set; } = "";

    public T The<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Another server on the same engine.</summary>
    public Task<ApiServer> StartServerAsync(ApiOptions options) => ApiServer.StartAsync(Services, Project, options, CancellationToken.None);

    /// <summary>What the engine and its servers have logged.</summary>
    public RecordedLogs Logs { get; } = new();

    /// <summary>Where the server's pipelines lie.</summary>
    public TempFolder Folder { get; } = new();

    public static ServiceProvider EngineOn(string connectionString, RecordedLogs logs, WorkspaceFolders? folders = null)
    {
        var services = new ServiceCollection()
            .AddSingleton(NpgsqlDataSource.Create(connectionString))
            .AddLogging(logging => logging.AddProvider(logs))
            .AddSingleton(new ActivityRegistry(typeof(Check).Assembly, typeof(Delay).Assembly))
            .AddEngine();
        if (folders is not null)
            services.AddSingleton(folders).AddSingleton(new FashionMnistFiles(folders.Cache) { SystemFolder = Path.Combine(folders.Home, "none"), Address = null, Package = null });
        return services.BuildServiceProvider();
    }

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync([.. Rooms.WithMigrations]);
        services = EngineOn(database.ConnectionString, Logs, new WorkspaceFolders(Folder.Path, Folder.Path));
        foreach (var (person, role) in new[] { ("rita", "reviewer"), ("rob", "reviewer"), ("dora", "director") })
            await The<Roster>().SetAsync(Project, person, null, [role], CancellationToken.None);
        Definition = await The<Bundles>().PublishAsync(Project, ReviewPipeline.Bundle, "rita", CancellationToken.None);
        var node = Guid.NewGuid();
        await The<NodeRegister>().JoinAsync(NodeDescription.Here(node, "node"), stop.Token);
        var worker = new JobWorker(new("worker", node), The<JobQueue>(), The<ActivityRegistry>(), services, The<Wakeups>(), TimeProvider.System, NullLogger<JobWorker>.Instance);
        running = [The<Dispatcher>().RunAsync(stop.Token), The<Wakeups>().ListenAsync(stop.Token), The<Causes>().RunAsync(stop.Token), worker.RunAsync(stop.Token)];
        server = await StartServerAsync(new() { Port = 0 });
        Client = new ApiClient(server.Address);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await stop.CancelAsync();
        try { await Task.WhenAll(running); }
        catch (OperationCanceledException) { }
        await services!.DisposeAsync();
        await Database.DisposeAsync();
        Folder.Dispose();
        stop.Dispose();
    }
}

[CollectionDefinition("api")]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>;
