using Npgsql;

namespace DeepFlow.Server.Hosting;

/// <summary>Whether anything carries out what is asked of this database.</summary>
public static class LivingNodes
{
    /// <summary>True when an engine node has shown itself lately; nodes do so every few seconds.</summary>
    public static async Task<bool> AnyAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select exists (select 1 from deepflow.node where kind = 'engine' and left_at is null and seen_at > now() - interval '10 seconds')");
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
