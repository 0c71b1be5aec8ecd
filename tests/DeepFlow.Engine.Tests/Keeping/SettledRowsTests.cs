using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Triggers;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Keeping;

public sealed class SettledRowsTests : IAsyncLifetime
{
    private static readonly Bundle Listening = Bundle(Pipeline("p", [End()]) with
    {
        Concurrency = new(9, Overflow.Queue),
        Triggers = [new("started", [], null), new("pushed", [new("branch", new Literal(Value.Of("main")))], null)],
    });

    private TestDatabase database = null!;
    private EngineUnderTest engine = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync(typeof(DeepFlow.Engine.Postgres.Migrations).Assembly);
        engine = new(database.DataSource);
        await engine.AddPersonAsync("ada");
    }

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task LookAfterAsync() => await engine.The<IEnumerable<ILeaderDuty>>().OfType<SettledRows>().Single().RunAsync(await engine.LeadAsync(), default);

    private Task<long> CountAsync(string table) => database.ScalarAsync<long>($"select count(*) from deepflow.{table}")!;

    private async Task ActivateAsync()
    {
        var hash = await engine.The<Bundles>().PublishAsync(EngineUnderTest.Project, Listening, "ada", default);
        await engine.The<Activations>().ActivateAsync(EngineUnderTest.Project, hash, "p", RecordValue.Empty, "ada", null, default);
        await engine.SettleAsync();
    }

    private async Task<int> PushAsync(string commit)
    {
        var fired = await engine.The<Activations>().TellAsync(EngineUnderTest.Project, Change.OfCode("main", commit), default);
        await engine.SettleAsync();
        return fired;
    }

    private Task TimePassesAsync() => database.ExecuteAsync("""
        update deepflow.cause set settled_at = settled_at - interval '91 days';
        update deepflow.activation set deactivated_at = deactivated_at - interval '91 days';
        update deepflow.delivery set ended_at = ended_at - interval '91 days';
        update deepflow.signal set kept_until = kept_until - interval '91 days'
        """);

    [Fact]
    public async Task Causes_SettledLongAgo_Go_ButThoseThatKeepATriggerFromFiringAgain()
    {
        await ActivateAsync();
        foreach (var commit in new[] { "c1", "c2", "c3" }) (await PushAsync(commit)).Should().Be(1);
        await LookAfterAsync();
        (await CountAsync("cause")).Should().Be(4, "nothing is old yet");

        await TimePassesAsync();
        await LookAfterAsync();
        (await database.ColumnAsync<string>("select event || ' ' || cause from deepflow.cause order by id")).Should().Equal("started activated", "pushed c3");
        (await PushAsync("c3")).Should().Be(0, "the branch is where it was");
        await ActivateAsync();
        (await CountAsync("instance")).Should().Be(4, "an activation that is renewed has had its first run");
    }

    [Fact]
    public async Task Activation_ThatEndedLongAgo_GoesWithItsCauses_OnceItsRunsAreArchived()
    {
        await ActivateAsync();
        await engine.The<Activations>().DeactivateAsync(EngineUnderTest.Project, "p", "ada", default);
        await TimePassesAsync();
        await LookAfterAsync();
        (await CountAsync("cause"), await CountAsync("activation")).Should().Be((0, 1));

        await database.ExecuteAsync("update deepflow.instance set ended_at = now() - interval '2 days'");
        await engine.The<Archive>().ArchiveAsync(EngineUnderTest.Project, TimeSpan.FromDays(1), default);
        await LookAfterAsync();
        (await CountAsync("activation")).Should().Be(0);
    }

    [Fact]
    public async Task Cause_WhoseRunGoesOn_OrThatWaits_Stays()
    {
        await ActivateAsync();
        await PushAsync("c1");
        await database.ExecuteAsync("update deepflow.instance set status = 'running', ended_at = null");
        await engine.The<Activations>().TellAsync(EngineUnderTest.Project, Change.OfCode("main", "c2"), default);
        await TimePassesAsync();
        await LookAfterAsync();
        (await CountAsync("cause")).Should().Be(3);
    }

    [Fact]
    public async Task Signals_WhoseTimeIsOver_Go_TakenOrNot()
    {
        await engine.The<SignalPost>().SendAsync(EngineUnderTest.Project, [new("s"), new("s", Key: "k")], "ada", default);
        await LookAfterAsync();
        (await CountAsync("signal")).Should().Be(2);
        await TimePassesAsync();
        await LookAfterAsync();
        (await CountAsync("signal")).Should().Be(0);
    }

    [Fact]
    public async Task Notices_ThatWereSentLongAgo_Go_AndThoseThatWaitStay()
    {
        await engine.The<Subscriptions>().AddAsync(EngineUnderTest.Project, new(ChannelKind.Webhook, "https://example.org/hook", [NoticeKind.RunEnded]), "ada", default);
        await engine.StartAsync(Listening);
        await engine.StartAsync(Listening);
        await database.ExecuteAsync("update deepflow.delivery set status = 'sent', ended_at = now() where id = (select id from deepflow.delivery limit 1)");
        await TimePassesAsync();
        await LookAfterAsync();
        (await database.ColumnAsync<string>("select status from deepflow.delivery")).Should().Equal("waiting");
    }

    [Fact]
    public async Task FormerLeader_DeletesNothing()
    {
        await engine.The<SignalPost>().SendAsync(EngineUnderTest.Project, [new("s")], "ada", default);
        await TimePassesAsync();
        var former = await engine.LeadAsync();
        await database.ExecuteAsync("update deepflow.leader set term = term + 1");
        await engine.The<IEnumerable<ILeaderDuty>>().OfType<SettledRows>().Single().RunAsync(former, default);
        (await CountAsync("signal")).Should().Be(1);
    }
}
