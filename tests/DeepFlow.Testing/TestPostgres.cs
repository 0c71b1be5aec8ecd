using System.Collections.Concurrent;
using System.Reflection;
using DeepFlow.Embedded;
using Npgsql;

namespace DeepFlow.Testing;

/// <summary>
/// A real PostgreSQL for a test process: one server, started by the first test that asks, and a fresh database for each
/// test class. It keeps nothing on the disk safely (no fsync): a test about durability takes a <see cref="DurablePostgres"/>.
/// </summary>
public static class TestPostgres
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();
    private static int databases;

    /// <summary>Makes a database that holds the schema <c>deepflow</c> and the migrations of the given assemblies.</summary>
    /// <param name="migrations">Assemblies with embedded resources <c>Postgres/NNNN_name.sql</c>; run in order of their numbers.</param>
    public static async Task<TestDatabase> CreateDatabaseAsync(params Assembly[] migrations)
    {
        var key = string.Join('+', migrations.Select(assembly => assembly.FullName).Order(StringComparer.Ordinal));
        var template = await Templates.GetOrAdd(key, _ => new(() => CreateTemplateAsync(migrations))).Value;
        return new TestDatabase(ConnectionStringTo(await CreateAsync($"test_{Interlocked.Increment(ref databases)}", template)));
    }

    /// <summary>Makes a copy of a database, as others fill theirs: nobody may be connected to the original meanwhile.</summary>
    public static async Task<TestDatabase> CopyAsync(TestDatabase original) =>
        new(ConnectionStringTo(await CreateAsync($"test_{Interlocked.Increment(ref databases)}", new NpgsqlConnectionStringBuilder(original.ConnectionString).Database!)));

    private static async Task<string> CreateTemplateAsync(Assembly[] migrations)
    {
        var name = await CreateAsync($"template_{Interlocked.Increment(ref databases)}", "template0");
        await using var database = new TestDatabase(ConnectionStringTo(name));
        await MigrationScripts.ApplyAsync(database.DataSource, migrations);
        return name;
    }

    private static async Task<string> CreateAsync(string name, string template)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name} template {template}", connection);
        await command.ExecuteNonQueryAsync();
        return name;
    }

    private static string ConnectionStringTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server.Value.GetAwaiter().GetResult().ConnectionString) { Database = database }.ConnectionString;

    private static Task<EmbeddedPostgres> StartAsync()
    {
        var folder = new TempFolder().Path;
        ProcessEnd.Takes(folder);
        return EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder) { Durable = false });
    }
}
