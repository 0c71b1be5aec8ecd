using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Jobs.Placing;

/// <summary>What the leader does for jobs that wait, on a real database.</summary>
public sealed class PlacingDutyTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private static readonly Guid Host = Guid.NewGuid();
    private readonly EngineUnderTest engine = new(database);

    public async Task InitializeAsync()
    {
        await database.Database.ExecuteAsync("delete from deepflow.job; delete from deepflow.node; delete from deepflow.leader");
        await engine.AddNodeAsync(Host, new(8000, 0, 2));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private Task<Guid> StartAsync(int gpus, int priority = 0) => engine.StartAsync(
        Bundle(Pipeline("p", [Job("a") with { Settings = new() { Needs = new(gpus, null, null, null, Preferred: false) } }, End()], Edge("a", "done", "end"))), priority: priority);

    private Task<Job?> ClaimAsync(string worker) => engine.The<JobQueue>().ClaimAsync(new(worker, Host), default);

    private async Task<string> DoingAsync(Guid run) =>
        (await engine.The<InstanceListing>().ListAsync(EngineUnderTest.Project, new RunFilter(), default)).Single(summary => summary.Id == run).Doing;

    private Task WaitAsync(int seconds) => database.Database.ExecuteAsync("update deepflow.job set queued_at = queued_at - make_interval(secs => $1)", (double)seconds);

    private async Task LookAsync()
    {
        var term = await engine.LeadAsync();
        foreach (var duty in engine.Services.GetServices<ILeaderDuty>()) await duty.RunAsync(term, default);
    }

    [Fact]
    public async Task Job_ThatNoNodeCouldRun_SaysWhyInItsJournalOnce_AndRunsWhenANodeComes()
    {
        var run = await StartAsync(gpus: 4);
        await WaitAsync(11);
        await LookAsync();
        await LookAsync();
        (await engine.JournalAsync(run)).Should().ContainSingle(line => line == "hindered a");
        (await DoingAsync(run)).Should().Be("waiting", "no machine can run it");
        (await database.Database.ScalarAsync<string>("select hindrance from deepflow.job where root = $1", run)).Should().Be("it needs 4 GPUs; the largest node has 2");

        await engine.AddNodeAsync(Host, new(8000, 0, 4));
        await LookAsync();
        (await database.Database.ScalarAsync<string>("select hindrance from deepflow.job where root = $1", run)).Should().BeNull();
        (await DoingAsync(run)).Should().Be("running");
        (await ClaimAsync("w"))!.Root.Should().Be(run);
    }

    [Fact]
    public async Task BigJob_IsNotStarvedBySmallOnes()
    {
        var running = new Queue<(Job Job, string Worker)>();
        for (var i = 0; i < 2; i++) await StartAsync(gpus: 1);
        for (var i = 0; i < 2; i++) running.Enqueue(((await ClaimAsync($"s{i}"))!, $"s{i}"));
        var big = await StartAsync(gpus: 2);
        await WaitAsync(31);
        await LookAsync();
        for (var i = 2; i < 12; i++) // a stream of small ones, each of which would fit when one ends
        {
            await StartAsync(gpus: 1);
            if (running.TryDequeue(out var done))
                await engine.The<JobQueue>().CompleteAsync(done.Job, new(done.Worker, Host), "done", Workflows.Values.RecordValue.Empty, (_, _) => Task.CompletedTask, default);
            if (await ClaimAsync($"s{i}") is not { } next) continue;
            if (next.Root == big) return;
            running.Enqueue((next, $"s{i}"));
        }
        Assert.Fail("the big job never got its place");
    }

    [Fact]
    public async Task HigherPriority_TakesThePlaceOfAJobThatCheckpoints_WhichGoesOnLater_UncountedAndJournalled()
    {
        var low = await StartAsync(gpus: 2);
        await database.Database.ExecuteAsync("update deepflow.job set yields = true");
        var queue = engine.The<JobQueue>();
        var worker = new WorkerIdentity("w1", Host);
        var first = (await queue.ClaimAsync(worker, default))!;
        var high = await StartAsync(gpus: 1, priority: 10);
        await WaitAsync(2);
        await LookAsync();

        (await queue.HeartbeatAsync(first, worker, (0.5, ""), default)).Should().Be(LeaseState.Yield);
        await queue.SaveCheckpointAsync(first, worker, 3, "aa", "epoch 3", default);
        await queue.ReleaseAsync(first, worker, default);
        await engine.SettleAsync();
        (await engine.JournalAsync(low)).Should().Contain("preempted a").And.NotContain("worker_lost a");

        var urgent = (await ClaimAsync("w2"))!;
        urgent.Root.Should().Be(high, "the place is kept for it");
        (await ClaimAsync("w3")).Should().BeNull();
        await queue.CompleteAsync(urgent, new("w2", Host), "done", Workflows.Values.RecordValue.Empty, (_, _) => Task.CompletedTask, default);
        var again = (await ClaimAsync("w4"))!;
        again.Should().Match<Job>(j => j.Root == low && j.Attempt == 2);
        (await queue.LatestCheckpointAsync(again, default))!.Sequence.Should().Be(3);
        (await engine.StateAsync(low)).Nodes["a"].Should().Match<NodeState>(n => n.Losses == 0 && n.Failures == 0);
    }

    [Fact]
    public async Task Duties_OfAFormerLeader_ChangeNothing()
    {
        var run = await StartAsync(gpus: 4);
        await WaitAsync(11);
        var former = await engine.LeadAsync();
        await database.Database.ExecuteAsync("update deepflow.leader set term = term + 1, node = $1", Guid.NewGuid());
        foreach (var duty in engine.Services.GetServices<ILeaderDuty>()) await duty.RunAsync(former, default);
        (await engine.JournalAsync(run)).Should().NotContain("hindered a");
    }
}
