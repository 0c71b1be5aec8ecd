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
        // A lock of a transaction, not of the session: behind a pooler a session's lock would outlive this process.
        await using var turn = await connection.BeginTransactionAsync(cancellation);
        await using (var take = new NpgsqlCommand($"select pg_advisory_xact_lock({Turn})", connection, turn))
        {
            await take.ExecuteNonQueryAsync(cancellation);
        }

        Migrations.Apply(connectionString, Rooms.WithMigrations);
        await turn.CommitAsync(cancellation);
    }
}
