using System.Diagnostics;
using DeepFlow.Embedded;
using Npgsql;

namespace DeepFlow.Testing;

/// <summary>A PostgreSQL of the test's own that keeps what it commits, for tests that kill it or its users.</summary>
public sealed class DurablePostgres : IAsyncDisposable
{
    private readonly TempFolder? folder;

    private DurablePostgres(TempFolder? folder, EmbeddedPostgres server)
    {
        this.folder = folder;
        Server = server;
        Database = new TestDatabase(server.ConnectionString);
    }

    /// <summary>The server, as a workspace runs it.</summary>
    public EmbeddedPostgres Server { get; }

    /// <summary>The server's database, empty at first.</summary>
    public TestDatabase Database { get; }

    /// <summary>Starts one; should it die, it is started again.</summary>
    /// <param name="home">Where its files shall lie; null: in a folder that goes away with it.</param>
    public static async Task<DurablePostgres> StartAsync(string? home = null)
    {
        var folder = home is null ? new TempFolder() : null;
        home ??= folder!.Path;
        ProcessEnd.Takes(home);
        return new DurablePostgres(folder, await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(home) { Supervise = true }));
    }

    /// <summary>kill -9 for the server; returns once it has been started again.</summary>
    public async Task KillAsync()
    {
        var killed = Server.ProcessId ?? throw new InvalidOperationException("The server does not run.");
        using (var process = Process.GetProcessById(killed)) process.Kill();
        await Eventually.IsTrueAsync(() => Server.ProcessId is { } now && now != killed);
        await AnswersAsync();
    }

    /// <summary>Returns once the server takes connections.</summary>
    public Task AnswersAsync() => Eventually.IsTrueAsync(async () =>
    {
        try
        {
            await using var connection = new NpgsqlConnection(Server.ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false; // not yet
        }
    });

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
        folder?.Dispose();
    }
}
