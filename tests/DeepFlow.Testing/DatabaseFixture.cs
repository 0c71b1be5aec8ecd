using System.Reflection;
using Npgsql;
using Xunit;

namespace DeepFlow.Testing;

/// <summary>
/// A database for one test class: derive with the assemblies whose migrations it needs, and take the derived type as
/// <c>IClassFixture</c>.
/// </summary>
public abstract class DatabaseFixture(params Assembly[] migrations) : IAsyncLifetime
{
    private TestDatabase? database;

    /// <summary>The class's database.</summary>
    public TestDatabase Database => database ?? throw new InvalidOperationException("xunit has not initialised the fixture yet.");

    /// <summary>A pool of connections to it.</summary>
    public NpgsqlDataSource DataSource => Database.DataSource;

    public async Task InitializeAsync() => database = await TestPostgres.CreateDatabaseAsync(migrations);

    public async Task DisposeAsync() => await Database.DisposeAsync();
}
