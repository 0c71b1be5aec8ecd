using System.Reflection;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Testing;
using Npgsql;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Postgres;

public sealed class MigrationsTests
{
    private static readonly Assembly[] Older = [typeof(Migrations).Assembly];
    private static readonly Assembly[] Newer = [typeof(Migrations).Assembly, typeof(MigrationsTests).Assembly];

    private static async Task<TestDatabase> EmptyAsync() => await TestPostgres.CreateDatabaseAsync();

    private static void Apply(TestDatabase database, Assembly[] rooms, int server = 1) => Migrations.Apply(database.ConnectionString, server, rooms);

    [Fact]
    public async Task TwoServersAtOnce_OneMigratesAndTheOtherFindsItDone()
    {
        await using var database = await EmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Apply(database, Older))));
        (await database.ScalarAsync<long>("select count(*) from deepflow.migration where scriptname like '0100%'")).Should().Be(1);
    }

    [Fact]
    public async Task OlderServer_AtWork_FinishesItsRunsOnTablesThatANewerOneHasExpanded()
    {
        await using var database = await EmptyAsync();
        Apply(database, Older);
        await using var older = new EngineUnderTest(database.DataSource);
        var bundle = Bundle(Pipeline("p", [Job("a"), Job("b"), End()], Edge("a", "done", "b"), Edge("b", "done", "end")));
        var run = await older.StartAsync(bundle);
        await older.CompleteAsync(await older.ClaimAsync(run));

        Apply(database, Newer, server: 2);
        Apply(database, Older); // the older one starts again, and may: nothing was taken away
        await using var newer = new EngineUnderTest(database.DataSource);
        var second = await newer.StartAsync(bundle);
        await older.CompleteAsync(await older.ClaimAsync(run));
        await older.CompleteAsync(await older.ClaimAsync(second));
        await newer.CompleteAsync(await newer.ClaimAsync(second));

        (await database.ColumnAsync<string>("select status || color from deepflow.instance")).Should().Equal("finishedblue", "finishedblue");
    }

    [Fact]
    public async Task ScriptThatTakesAway_WaitsForOlderServers_AndThenShutsThemOut()
    {
        await using var database = await EmptyAsync();
        Apply(database, Older);
        await using var older = new EngineUnderTest(database.DataSource);
        var node = NodeDescription.Here(Guid.NewGuid(), "elder");
        await older.The<NodeRegister>().JoinAsync(node, default);
        var contracting = new Contracting("9002_contract.sql", "-- for servers from 2\nalter table deepflow.job_log drop column line;");

        Refused(() => Apply(database, [.. Older, contracting], server: 2)).Should().Match<EngineException>(e => e.Code == "servers_too_old" && e.Message.Contains("elder"));

        await older.The<NodeRegister>().LeaveAsync(node.Id, default);
        Apply(database, [.. Older, contracting], server: 2);
        Refused(() => Apply(database, Older)).Should().Match<EngineException>(e => e.Code == "server_too_old" && e.Message.Contains("version 2"));
        Apply(database, [.. Older, contracting], server: 2);
    }

    [Fact]
    public async Task ScriptThatFails_LeavesTheDatabaseAsItWas()
    {
        await using var database = await EmptyAsync();
        Apply(database, Older);
        var broken = new Contracting("9003_broken.sql", "create table deepflow.half (id int); select nonsense;");
        FluentActions.Invoking(() => Apply(database, [.. Older, broken])).Should().Throw<MigrationException>().Which.Message.Should().Contain("9003_broken");
        (await database.ScalarAsync<string>("select to_regclass('deepflow.half')::text")).Should().BeNull();
    }

    private static EngineException Refused(Action action) => FluentActions.Invoking(action).Should().Throw<EngineException>().Which;

    /// <summary>A room with one script.</summary>
    private sealed class Contracting(string name, string sql) : Assembly
    {
        public override string[] GetManifestResourceNames() => [$"Room.Postgres.{name}"];

        public override Stream GetManifestResourceStream(string resource) => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(sql));
    }
}
