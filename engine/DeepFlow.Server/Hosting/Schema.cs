using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Server.Hosting;

/// <summary>The database's tables, brought to this version.</summary>
public static class Schema
{
    /// <summary>Any number: what matters is that every DeepFlow process locks the same one.</summary>
    private const long Turn = 0x44656570466c6f77;

    /// <summary>Runs what is new. Two processes at once: one runs it, the other waits and finds it done.</summary>
    public static async Task UpdateAsync(string connectionString, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using (var take = new NpgsqlCommand($"select pg_advisory_lock({Turn})", connection))
        {
            await take.ExecuteNonQueryAsync(cancellation);
        }

        Migrations.Apply(connectionString, Rooms.WithMigrations); // the lock ends with the connection
    }
}
