using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Testing;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Nodes;

public sealed class LeadershipTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private static readonly Guid Ada = Guid.NewGuid();
    private static readonly Guid Bob = Guid.NewGuid();
    private readonly EngineUnderTest engine = new(database);

    private Leadership Leadership => engine.The<Leadership>();

    public Task InitializeAsync() => database.Database.ExecuteAsync("delete from deepflow.leader; delete from deepflow.job");

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private Task LeaseRunsOutAsync() => database.Database.ExecuteAsync("update deepflow.leader set until = now() - interval '1 second'");

    [Fact]
    public async Task Leader_IsOne_AndKeepsItsTerm()
    {
        var term = await Leadership.HoldAsync(Ada, null, default);
        term.Should().Be(new LeaderTerm(Ada, 1));
        (await Leadership.HoldAsync(Bob, null, default)).Should().BeNull();
        (await Leadership.HoldAsync(Ada, term, default)).Should().Be(term);
    }

    [Fact]
    public async Task Leader_AtTheSameMoment_IsOne()
    {
        var terms = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Leadership.HoldAsync(Guid.NewGuid(), null, default)));
        terms.Should().ContainSingle(t => t != null);
    }

    [Fact]
    public async Task Leader_ThatWasSilentForALease_LosesItsTermToAnother()
    {
        var first = await Leadership.HoldAsync(Ada, null, default);
        await LeaseRunsOutAsync();
        (await Leadership.HoldAsync(Bob, null, default)).Should().Be(new LeaderTerm(Bob, 2));
        (await Leadership.HoldAsync(Ada, first, default)).Should().BeNull();
    }

    [Fact]
    public async Task Leader_ThatStartsAgain_HasANewTerm()
    {
        await Leadership.HoldAsync(Ada, null, default);
        (await Leadership.HoldAsync(Ada, null, default)).Should().Be(new LeaderTerm(Ada, 2), "its former life's duties must not go on");
    }

    [Fact]
    public async Task Duty_OfALeaderThatWakesUpAfterItsTerm_DoesNothing()
    {
        var run = await engine.StartAsync(Bundle(Pipeline("p", [Job("a"), End()], Edge("a", "done", "end"))));
        var job = await engine.ClaimAsync(run);
        await database.Database.ExecuteAsync("update deepflow.job set lease_until = now() - interval '1 second' where id = $1", job.Id);
        var asleep = (await Leadership.HoldAsync(Ada, null, default))!;
        await LeaseRunsOutAsync();
        (await engine.The<JobQueue>().LoseSilentAsync(asleep, default)).Should().Be(0, "its lease has run out");
        var awake = (await Leadership.HoldAsync(Bob, null, default))!;
        (await engine.The<JobQueue>().LoseSilentAsync(asleep, default)).Should().Be(0, "another leads");
        (await engine.The<JobQueue>().LoseSilentAsync(awake, default)).Should().Be(1);
    }

    [Fact]
    public async Task Leader_ThatLeaves_HandsOnAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var leading = Leadership.RunAsync(Ada, stop.Token);
        await Eventually.IsTrueAsync(async () => await database.Database.ScalarAsync<long>("select count(*) from deepflow.leader where node = $1", Ada) == 1);
        await stop.CancelAsync();
        await leading;
        (await Leadership.HoldAsync(Bob, null, default)).Should().NotBeNull();
    }
}
