using DeepFlow.Testing;

namespace DeepFlow.Embedded.Tests;

public class TestPostgresTests
{
    [Fact]
    public async Task CreateDatabase_Twice_GivesSeparateDatabases()
    {
        await using var first = await TestPostgres.CreateDatabaseAsync();
        await using var second = await TestPostgres.CreateDatabaseAsync();

        await first.ExecuteAsync("create table deepflow.note (project text not null, body text)");
        await first.ExecuteAsync("insert into deepflow.note values ($1, $2)", "default", "hello");

        (await first.ScalarAsync<string>("select body from deepflow.note")).Should().Be("hello");
        (await second.ScalarAsync<string>("select to_regclass('deepflow.note')::text")).Should().BeNull();
    }
}
