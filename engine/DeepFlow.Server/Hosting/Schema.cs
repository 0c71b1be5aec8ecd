using DeepFlow.Engine.Postgres;

namespace DeepFlow.Server.Hosting;

/// <summary>The database's tables, brought to this version.</summary>
public static class Schema
{
    public static Task UpdateAsync(string connectionString, CancellationToken cancellation) =>
        Task.Run(() => Migrations.Apply(connectionString, Rooms.WithMigrations), cancellation);
}
