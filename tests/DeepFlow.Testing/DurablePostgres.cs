using DeepFlow.Embedded;

namespace DeepFlow.Testing;

/// <summary>A PostgreSQL of the test's own that keeps what it commits, for tests that kill it or its users.</summary>
public sealed class DurablePostgres : IAsyncDisposable
{
    private readonly TempFolder folder;

    private DurablePostgres(TempFolder folder, EmbeddedPostgres server)
    {
        this.folder = folder;
        Server = server;
        Database = new TestDatabase(server.ConnectionString);
    }

    /// <summary>The server, as a workspace runs it.</summary>
    public EmbeddedPostgres Server { get; }

    /// <summary>The server's database, empty at first.</summary>
    public TestDatabase Database { get; }

    public static async Task<DurablePostgres> StartAsync()
    {
        var folder = new TempFolder();
        ProcessEnd.Takes(folder.Path);
        return new DurablePostgres(folder, await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder.Path)));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
        folder.Dispose();
    }
}
