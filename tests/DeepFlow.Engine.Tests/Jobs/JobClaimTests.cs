using System.Collections.Immutable;
using CsCheck;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Jobs;

/// <summary>Which job a worker gets: by pool, turn, and what its node has free.</summary>
public sealed class JobClaimTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private static readonly Guid Host = Guid.NewGuid();
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => database.Database.ExecuteAsync("delete from deepflow.job; delete from deepflow.node");

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private static ResourceSetting Needs(int? gpu = null, double? cpu = null, long? memory = null, string? pool = null) =>
        new(gpu, cpu, memory is { } bytes ? new ByteSize(bytes) : null, pool, Preferred: false);

    private Task<Guid> StartAsync(ResourceSetting? needs = null, int priority = 0) => engine.StartAsync(
        Bundle(Pipeline("p", [Job("a") with { Settings = new() { Needs = needs } }, End()], Edge("a", "done", "end"))), priority: priority);

    private Task<Job?> ClaimAsync(Guid? node = null) => engine.The<JobQueue>().ClaimAsync(new($"w{Guid.NewGuid():N}", node ?? Host), default);

    /// <summary>They stay new, however long the test takes.</summary>
    private Task QueuedJustNowAsync() => database.Database.ExecuteAsync("update deepflow.job set queued_at = now() + interval '1 minute' where status = 'queued'");

    private async Task<Guid?> ClaimedAsync(Guid? node = null) => (await ClaimAsync(node))?.Root;

    [Fact]
    public async Task Claims_AtTheSameMoment_GiveEachJobToOneWorker()
    {
        await engine.AddNodeAsync(Host, new(100_000, 0, 0));
        for (var i = 0; i < 20; i++) await StartAsync();
        var claimed = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ClaimAsync()));
        claimed.Count(j => j is not null).Should().Be(20);
        claimed.Where(j => j is not null).Select(j => j!.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Job_ThatNeedsAGpu_WaitsForANodeThatHasOneFree_AndIsToldItsNumber()
    {
        var cpu = Guid.NewGuid();
        await engine.AddNodeAsync(cpu, new(8000, 0, 0));
        await engine.AddNodeAsync(Host, new(8000, 0, 2));
        for (var i = 0; i < 3; i++) await StartAsync(Needs(gpu: 1));

        (await ClaimAsync(cpu)).Should().BeNull();
        (await ClaimAsync())!.Gpus.Should().Equal(0);
        (await ClaimAsync())!.Gpus.Should().Equal(1);
        (await ClaimAsync()).Should().BeNull("both are taken");
    }

    [Fact]
    public async Task Job_ThatPrefersAGpu_GetsOneWhereItIsFree_WaitsALittleForOne_AndDoesWithout()
    {
        var cpu = Guid.NewGuid();
        await engine.AddNodeAsync(cpu, new(8000, 0, 0));
        await StartAsync(new(1, null, null, null, Preferred: true));
        (await ClaimAsync(cpu))!.Gpus.Should().BeEmpty("nobody has any");

        await engine.AddNodeAsync(Host, new(8000, 0, 1));
        await StartAsync(new(1, null, null, null, Preferred: true));
        await QueuedJustNowAsync();
        (await ClaimAsync(cpu)).Should().BeNull("the other node has one");
        (await ClaimAsync())!.Gpus.Should().Equal(0);

        await StartAsync(new(1, null, null, null, Preferred: true));
        await QueuedJustNowAsync();
        (await ClaimAsync()).Should().BeNull("its GPU is taken, for now");
        await database.Database.ExecuteAsync("update deepflow.job set queued_at = now() - interval '6 seconds' where status = 'queued'");
        (await ClaimAsync(cpu))!.Gpus.Should().BeEmpty();
    }

    [Fact]
    public async Task Pool_KeepsItsNodesForItsOwnJobs()
    {
        var ordinary = Guid.NewGuid();
        await engine.AddNodeAsync(Host, new(8000, 0, 0), "a100");
        await engine.AddNodeAsync(ordinary, new(8000, 0, 0));
        var anywhere = await StartAsync();
        var pooled = await StartAsync(Needs(pool: "a100"));

        (await ClaimedAsync()).Should().Be(pooled);
        (await ClaimAsync()).Should().BeNull();
        (await ClaimedAsync(ordinary)).Should().Be(anywhere);
    }

    [Fact]
    public async Task Jobs_OfSeveralPools_WithGpusAndWithout_AreTakenInTurn()
    {
        await engine.AddNodeAsync(Host, new(8000, 0, 1), JobRequest.UsualPool, "a100");
        var inTurn = new List<Guid>();
        foreach (var needs in new[] { null, Needs(gpu: 1), Needs(pool: "a100"), null, Needs(gpu: 1, pool: "a100"), Needs(pool: "a100") }) inTurn.Add(await StartAsync(needs));

        foreach (var next in inTurn.Except([inTurn[4]])) (await ClaimedAsync()).Should().Be(next);
        (await ClaimAsync()).Should().BeNull("the GPU is taken");
    }

    [Fact]
    public async Task Priority_IsAHeadStartOfAMinuteAPoint_SoThatNobodyWaitsForEver()
    {
        await engine.AddNodeAsync(Host, new(8000, 0, 0));
        var patient = await StartAsync();
        await database.Database.ExecuteAsync("update deepflow.job set turn = turn - interval '11 minutes'");
        var ordinary = await StartAsync();
        var urgent = await StartAsync(priority: 10);
        (await ClaimedAsync()).Should().Be(patient, "it has waited longer than the other's head start");
        (await ClaimedAsync()).Should().Be(urgent);
        (await ClaimedAsync()).Should().Be(ordinary);
    }

    [Fact]
    public async Task Priority_OutOfRange_IsRefused()
    {
        var act = () => StartAsync(priority: 1001);
        (await act.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be("bad_priority");
    }

    [Fact]
    public async Task CancelledJob_HoldsItsResources_UntilItsWorkerLetsGo()
    {
        await engine.AddNodeAsync(Host, new(1000, 0, 0));
        var first = await StartAsync();
        var second = await StartAsync();
        var worker = new WorkerIdentity("w1", Host);
        var job = await engine.The<JobQueue>().ClaimAsync(worker, default);
        await engine.The<InstanceCommands>().CancelAsync(EngineUnderTest.Project, first, "ada", null, default);
        await engine.SettleAsync();

        (await engine.The<JobQueue>().HeartbeatAsync(job!, worker, (0.5, ""), default)).Should().Be(LeaseState.Gone);
        (await ClaimAsync()).Should().BeNull("the worker has not let go");
        await engine.The<JobQueue>().LetGoAsync(job!, worker, default);
        (await ClaimedAsync()).Should().Be(second);
    }

    [Fact]
    public async Task CancelledJob_OfADeadWorker_HoldsNothing()
    {
        await engine.AddNodeAsync(Host, new(1000, 0, 0));
        var first = await StartAsync();
        var second = await StartAsync();
        await engine.The<JobQueue>().ClaimAsync(new("w1", Host), default);
        await engine.The<InstanceCommands>().CancelAsync(EngineUnderTest.Project, first, "ada", null, default);
        await engine.SettleAsync();
        (await engine.The<JobQueue>().LoseWorkerAsync("w1", "exit code 1", default)).Should().Be(0, "no run has lost anything");
        (await ClaimedAsync()).Should().Be(second);
    }

    [Fact]
    public async Task ReservedNode_TakesOnlyWhatFitsBesideTheJobThatItIsReservedFor()
    {
        await engine.AddNodeAsync(Host, new(4000, 0, 2));
        await StartAsync(Needs(gpu: 1));
        await ClaimAsync();
        var big = await StartAsync(Needs(gpu: 2, cpu: 2));
        var smallGpu = await StartAsync(Needs(gpu: 1));
        var smallCpu = await StartAsync();
        var bigCpu = await StartAsync(Needs(cpu: 3));
        await database.Database.ExecuteAsync("update deepflow.node set reserved_for = (select id from deepflow.job where root = $1)", big);

        (await ClaimedAsync()).Should().Be(smallCpu, "it takes nothing from the big one");
        (await ClaimAsync()).Should().BeNull("neither the GPU nor three cores may be taken now");
        await database.Database.ExecuteAsync("delete from deepflow.job where status = 'running'");
        (await ClaimedAsync()).Should().Be(big);
        (await ClaimedAsync()).Should().BeNull("the GPUs are taken");
        await database.Database.ExecuteAsync("delete from deepflow.job where status = 'running'");
        (await ClaimedAsync()).Should().Be(smallGpu);
        (await ClaimedAsync()).Should().Be(bigCpu);
    }

    /// <summary>Many workers of two nodes claim, finish, are cancelled and die, all at once; after each round what is held fits into what there is.</summary>
    [Fact]
    public async Task Capacity_IsNeverOverspent()
    {
        var nodes = new[] { (Id: Host, Capacity: new Resources(5000, 100, 3)), (Id: Guid.NewGuid(), Capacity: new Resources(3500, 60, 1)) };
        foreach (var node in nodes) await engine.AddNodeAsync(node.Id, node.Capacity);
        var requests = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 8], Gen.Int[0, 60], Gen.Bool).List[24];
        await requests.ForEachAsync(async list =>
        {
            await database.Database.ExecuteAsync("delete from deepflow.job");
            foreach (var (gpu, halves, memory, prefers) in list)
                await engine.The<InstanceCommands>().StartAsync(EngineUnderTest.Project, await HashAsync(new(gpu, halves / 2.0, new ByteSize(memory), null, prefers)), "p", RecordValue.Empty, "ada");
            await engine.SettleAsync();
            for (var left = list.Count; left > 0;)
            {
                var claims = await Task.WhenAll(nodes.SelectMany(n => Enumerable.Range(0, 8).Select(async i =>
                    (Worker: new WorkerIdentity($"{n.Id}/{i}/{left}", n.Id), Job: await engine.The<JobQueue>().ClaimAsync(new($"{n.Id}/{i}/{left}", n.Id), default)))));
                foreach (var (id, capacity) in nodes) await CheckAsync(id, capacity);
                var taken = claims.Where(c => c.Job is not null).ToList();
                if (taken.Count == 0 && !await AnyFitsAsync()) break; // the rest is too big for both
                taken.Should().NotBeEmpty();
                left -= taken.Count;
                await Task.WhenAll(taken.Select((c, i) => (i % 3) switch
                {
                    0 => engine.The<JobQueue>().FailAsync(c.Job!, c.Worker, "e", "", retryable: false, default),
                    1 => engine.The<JobQueue>().LoseWorkerAsync(c.Worker.Name, "exit code 1", default),
                    _ => (Task)engine.The<JobQueue>().CompleteAsync(c.Job!, c.Worker, "done", RecordValue.Empty, (_, _) => Task.CompletedTask, default),
                }));
            }
        }, times: 6);
    }

    private async Task<string> HashAsync(ResourceSetting needs) => await engine.The<DeepFlow.Engine.Definitions.Bundles>().PublishAsync(EngineUnderTest.Project,
        Bundle(Pipeline("p", [Job("a") with { Settings = new() { Needs = needs } }, End()], Edge("a", "done", "end"))), "ada", default);

    private async Task<bool> AnyFitsAsync() => await database.Database.ScalarAsync<bool>("""
        select exists (select 1 from deepflow.job j join deepflow.node n on j.cpu <= n.cpu and j.memory <= n.memory and j.gpu <= n.gpu where j.status = 'queued')
        """);

    private async Task CheckAsync(Guid node, Resources capacity)
    {
        var held = await database.Database.ScalarAsync<string>("""
            select concat_ws(' ', coalesce(sum(cpu), 0), coalesce(sum(memory), 0), coalesce(sum(cardinality(gpus)), 0),
                (select count(distinct d) from deepflow.job h, unnest(h.gpus) d where h.node_id = $1 and h.status = 'running'))
            from deepflow.job where node_id = $1 and status = 'running'
            """, node);
        var numbers = held!.Split(' ').Select(long.Parse).ToArray();
        numbers[0].Should().BeLessThanOrEqualTo(capacity.Cpu);
        numbers[1].Should().BeLessThanOrEqualTo(capacity.Memory);
        numbers[2].Should().BeLessThanOrEqualTo(capacity.Gpus);
        numbers[3].Should().Be(numbers[2], "no GPU belongs to two jobs");
    }
}
