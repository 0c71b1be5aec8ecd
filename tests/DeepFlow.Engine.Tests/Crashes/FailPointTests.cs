using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Postgres;
using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>Kills a real engine process at each edge of each commit, starts it again, and counts what it did. The database keeps fsync on.</summary>
public sealed class FailPointTests(DurableDatabase database) : IClassFixture<DurableDatabase>
{
    public static TheoryData<string> EveryFailPoint => [.. FailPoints.All];

    [Theory]
    [MemberData(nameof(EveryFailPoint))]
    public async Task Loop_KilledAtACommitBoundary_GoesOnAndCountsEverythingOnce(string failPoint)
    {
        var killed = 0;
        for (var hit = 1; hit <= 2; hit++)
        {
            var key = $"{failPoint}:{hit}";
            await using (var dying = Host(key, failAt: key))
            {
                if (await dying.ExitAsync() == 0)
                {
                    await CheckAsync(key, "");
                    break; // the run passes this place less often
                }
                dying.Output.Should().Contain($"fail point {failPoint}: dying");
                killed++;
            }
            await using var mended = Host(key);
            (await mended.ExitAsync()).Should().Be(0, mended.Output);
            await CheckAsync(key, mended.Output);
        }
        killed.Should().BePositive($"the run passes {failPoint} at least once");
    }

    [Fact]
    public async Task Loop_KilledAgainAndAgain_GoesOnAndCountsEverythingOnce()
    {
        const int seed = 20261123;
        var random = new Random(seed);
        const string key = "again and again";
        for (var i = 0; i < 8; i++)
        {
            await using var dying = Host(key, $"{FailPoints.All[random.Next(FailPoints.All.Count)]}:{random.Next(1, 3)}");
            if (await dying.ExitAsync() == 0) break;
        }
        await using var mended = Host(key);
        (await mended.ExitAsync()).Should().Be(0, $"seed {seed}: {mended.Output}");
        await CheckAsync(key, mended.Output);
    }

    private async Task CheckAsync(string key, string output)
    {
        var instances = await database.Database.ColumnAsync<Guid>("select id from deepflow.instance where start_key = $1", key);
        instances.Should().ContainSingle("a start repeated under one key is one start");
        var root = instances[0];
        (await database.Database.ScalarAsync<string>("select status || ' ' || (result ->> 'total') from deepflow.instance where id = $1", root)).Should().Be("finished 2", output);
        var effects = await database.Database.ColumnAsync<string>("""
            select e.node || ' ' || e.iteration from effect e join deepflow.instance i on i.id = e.instance where i.root = $1 order by 1
            """, root);
        effects.Should().Equal("close 1", "work 1", "work 2");
        (await database.Database.ColumnAsync<string>("select d.outcome from deepflow.task_decision d join deepflow.task t on t.id = d.task where t.root = $1 order by d.at", root))
            .Should().Equal("reject", "approve");
        (await database.Database.ScalarAsync<long>("select count(*) from deepflow.event e join deepflow.instance i on i.id = e.instance where i.root = $1", root)).Should().Be(0);
        (await database.Database.ScalarAsync<long>("select count(*) from deepflow.timer t join deepflow.instance i on i.id = t.instance where i.root = $1", root)).Should().Be(0);
    }

    private ChildProcess Host(string key, string? failAt = null) => ChildProcess.Start("dotnet",
        [typeof(LoopPipeline).Assembly.Location, database.Database.ConnectionString, key],
        environment: new Dictionary<string, string?> { ["DEEPFLOW_FAIL_AT"] = failAt });
}

/// <summary>A migrated database that keeps what it commits.</summary>
public sealed class DurableDatabase : IAsyncLifetime
{
    private DurablePostgres? postgres;

    public TestDatabase Database => postgres!.Database;

    public async Task InitializeAsync()
    {
        postgres = await DurablePostgres.StartAsync();
        Migrations.Apply(Database.ConnectionString, typeof(Migrations).Assembly);
        await Database.ExecuteAsync("create table effect (instance uuid, node text, iteration int, attempt int)");
    }

    public async Task DisposeAsync() => await postgres!.DisposeAsync();
}
