using System.Net;
using System.Net.Sockets;
using DeepFlow.Testing;
using Npgsql;

namespace DeepFlow.EndToEnd.Tests.Nodes;

/// <summary>A real PgBouncer in transaction mode before a database: a connection is another server's after each transaction.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly TempFolder folder;
    private readonly ChildProcess process;

    private PgBouncer(TempFolder folder, ChildProcess process, string connectionString)
    {
        this.folder = folder;
        this.process = process;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<PgBouncer> StartAsync(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var port = FreePort();
        var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["pgbouncer.ini"], $"""
            [databases]
            pooled = host={target.Host} port={target.Port} dbname={target.Database} user={target.Username}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 5
            max_client_conn = 200
            """);
        // It refuses to be root, and the database's socket is its owner's alone.
        string[] account = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["-u", await OwnerOfAsync(target.Host!)] : [];
        var process = ChildProcess.Start("pgbouncer", [.. account, folder["pgbouncer.ini"]]);
        try { await process.UntilOutputAsync("process up"); }
        catch (InvalidOperationException) when (process.Output.Contains("Address already in use", StringComparison.OrdinalIgnoreCase))
        {
            await process.DisposeAsync();
            folder.Dispose();
            return await StartAsync(connectionString); // somebody else has taken the port meanwhile
        }
        return new(folder, process, $"Host=127.0.0.1;Port={port};Username={target.Username};Database=pooled");
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<string> OwnerOfAsync(string path)
    {
        await using var stat = ChildProcess.Start("stat", ["-c", "%U", path]);
        await stat.ExitAsync();
        return stat.Output.Trim();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
