using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Versions;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Keeping;

public sealed class ArchiveTests : IAsyncLifetime
{
    private static readonly Bundle Calling = Bundle(
        Pipeline("inner", [Job("x"), End(("r", Output("x", "x")))], Edge("x", "done", "end")),
        Pipeline("p", [Job("a"), new CallNode("model", "inner"), End(("r", Output("model", "r")))], Edge("a", "done", "model"), Edge("model", "done", "end")));

    private TestDatabase database = null!;
    private EngineUnderTest engine = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync(typeof(DeepFlow.Engine.Postgres.Migrations).Assembly);
        engine = new(database.DataSource);
    }

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<Guid> EndedRunAsync()
    {
        var run = await engine.StartAsync(Calling);
        for (var i = 0; i < 2; i++) await engine.CompleteAsync(await engine.ClaimAsync(run), output: Value.Record(("x", Value.Of(i))));
        await database.ExecuteAsync("update deepflow.instance set ended_at = now() - interval '100 days' where root = $1", run);
        return run;
    }

    private Task<int> ArchiveAsync() => engine.The<Archive>().ArchiveAsync(EngineUnderTest.Project, TimeSpan.FromDays(90), default);

    private static string Text<T>(T value) => Engine.Postgres.Sql.Json(value);

    [Fact]
    public async Task ArchivedRun_IsOneRow_AndIsShownAsItWas()
    {
        var run = await EndedRunAsync();
        var queries = engine.The<InstanceQueries>();
        var before = (Text(await queries.GetAsync(EngineUnderTest.Project, run, default)), Text(await queries.JobsAsync(EngineUnderTest.Project, run, default)), Text(await engine.The<Journal>().ReadAsync(EngineUnderTest.Project, run, 0, 1000, default)));
        var child = await database.ScalarAsync<Guid>("select id from deepflow.instance where parent = $1", run);

        (await ArchiveAsync()).Should().Be(1);

        foreach (var table in new[] { "instance", "instance_state", "node_state", "job", "journal", "timer" })
            (await database.ScalarAsync<long>($"select count(*) from deepflow.{table}")).Should().Be(0, table);
        (Text(await queries.GetAsync(EngineUnderTest.Project, run, default)), Text(await queries.JobsAsync(EngineUnderTest.Project, run, default)), Text(await engine.The<Journal>().ReadAsync(EngineUnderTest.Project, run, 0, 1000, default))).Should().Be(before);
        (await queries.ResolveAsync(EngineUnderTest.Project, run.ToString()[^8..], default)).Should().Be(run);
        (await queries.GetAsync(EngineUnderTest.Project, child, default)).Pipeline.Should().Be("inner");
        (await engine.The<Doctor>().CheckAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task RunThatAnotherIsBuiltOn_StaysUntilThatIsArchived()
    {
        var run = await EndedRunAsync();
        await engine.The<Reruns>().StartAsync(EngineUnderTest.Project, run, "model.x", null, RecordValue.Empty, "ada", default);
        await engine.SettleAsync();
        (await ArchiveAsync()).Should().Be(0);
    }

    [Fact]
    public async Task RunThatEndedLately_OrGoesOn_Stays()
    {
        var run = await EndedRunAsync();
        await database.ExecuteAsync("update deepflow.instance set ended_at = now() - interval '89 days' where root = $1", run);
        await engine.StartAsync(Calling);
        (await ArchiveAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Journal_LiesInMonths_AndEmptyOnesGo()
    {
        await EndedRunAsync();
        var month = await database.ScalarAsync<string>("select 'journal_' || to_char(now() at time zone 'UTC', 'YYYYMM')");
        (await database.ScalarAsync<long>($"select count(*) from deepflow.{month}")).Should().BePositive();
        (await database.ScalarAsync<long>("select count(*) from deepflow.journal_other")).Should().Be(0);
        (await database.ScalarAsync<int>("select deepflow.make_journal_parts(4)")).Should().Be(2, "three months were there");

        await database.ExecuteAsync("create table deepflow.journal_200101 partition of deepflow.journal for values from ('2001-01-01 00:00:00+00') to ('2001-02-01 00:00:00+00')");
        (await database.ScalarAsync<int>("select deepflow.drop_empty_journal_parts()")).Should().Be(1);
    }
}
