using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Tests.Jobs.Parts;

/// <summary>Parts that fail, whose workers die, or that make room: what their coordinator hears, and what their run.</summary>
public sealed class PartEndTests(EngineDatabase database) : PartFixture(database), IClassFixture<EngineDatabase>
{
    private static readonly StepSettings Retried = new() { Retry = new(1, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)) };

    [Fact]
    public async Task Part_ThatFails_IsTriedAgainAsTheStepSays_AndThenToldAsFailed()
    {
        var run = await StartAsync(new(Samples: 2, AtOnce: 2, Tolerated: 1), Retried);
        await TakeTurnAsync(run);
        await FailAsync(await ClaimAsync(run));
        (await JobsAsync(run)).Should().Equal("parked", "s0 failed", "s1 queued");
        await Eventually.IsTrueAsync(async () => await RetryDueAsync() == 1);
        var again = await ClaimAsync(run);
        again.Job.Should().Match<Job>(j => j.Part == "s0" && j.Attempt == 2);
        await FailAsync(again);
        (await JobsAsync(run)).Should().Equal("queued", "s0 failed", "s1 queued");
        await TakeTurnAsync(run);
        await EndPartAsync(run, 4);
        await TakeTurnAsync(run);
        (await ResultAsync(run)).Should().Contain("4").And.Contain("s0! s1");
        (await engine.JournalAsync(run)).Should().Equal("started", "entered a", "claimed a", "part_failed a", "part_failed a", "completed a", "finished");
    }

    [Fact]
    public async Task Part_ThatFailsForGood_IsNotTriedAgain()
    {
        var run = await StartAsync(new(Samples: 2, Tolerated: 1), Retried);
        await TakeTurnAsync(run);
        await FailAsync(await ClaimAsync(run), retryable: false);
        (await JobsAsync(run))[0].Should().Be("queued");
        (await RetryDueAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Part_WhoseWorkerDies_GoesToAnotherAtOnce_AndTheDeadOnesResultIsRefused()
    {
        var run = await StartAsync(new(Samples: 2));
        await TakeTurnAsync(run);
        var dead = await ClaimAsync(run);
        (await Queue.SaveCheckpointAsync(dead.Job, dead.Worker, 1, "aa", "epoch 1", default)).Should().BeTrue();
        (await Queue.LoseWorkerAsync(dead.Worker.Name, "killed by SIGKILL", default)).Should().Be(1);
        var next = await ClaimAsync(run);
        next.Job.Should().Match<Job>(j => j.Part == dead.Job.Part && j.Attempt == 2);
        (await Queue.LatestCheckpointAsync(next.Job, default))!.Hash.Should().Be("aa");
        (await CompleteAsync(dead)).Should().BeFalse();
        (await CompleteAsync(next)).Should().BeTrue();
        (await EffectsAsync()).Should().Equal(dead.Job.Part);
        (await engine.JournalAsync(run)).Should().Equal("started", "entered a", "claimed a", "part_lost a");
    }

    [Fact]
    public async Task Part_ThatKillsItsWorkers_IsToldAsFailedWithTheEvidence()
    {
        var run = await StartAsync(new(Samples: 1));
        await TakeTurnAsync(run);
        for (var i = 0; i < 4; i++)
        {
            var part = await ClaimAsync(run);
            await Queue.LogAsync(part.Job, [(DateTimeOffset.UtcNow, "about to allocate everything")], default);
            await Queue.LoseWorkerAsync(part.Worker.Name, "killed by SIGKILL", default);
        }
        await TakeTurnAsync(run);
        (await engine.The<InstanceQueries>().IncidentsAsync(EngineUnderTest.Project, run, default)).Should().ContainSingle().Which.Message
            .Should().Contain("a (s0)'s worker died 4 times").And.Contain("killed by SIGKILL").And.Contain("about to allocate everything");
    }

    [Fact]
    public async Task Part_OfASilentWorker_IsTakenFromIt_ByTheLeaderOnly()
    {
        var run = await StartAsync(new(Samples: 2));
        await TakeTurnAsync(run);
        var silent = await ClaimAsync(run);
        (await Queue.LoseSilentAsync(await engine.LeadAsync(), default)).Should().Be(0, "it has spoken");
        await Database.Database.ExecuteAsync("update deepflow.job set lease_until = now() - interval '1 second' where id = $1", silent.Job.Id);
        (await Queue.LoseSilentAsync(new(Guid.NewGuid(), 1), default)).Should().Be(0, "it does not lead");
        (await Queue.LoseSilentAsync(await engine.LeadAsync(), default)).Should().Be(1);
        (await ClaimAsync(run)).Job.Should().Match<Job>(j => j.Id == silent.Job.Id && j.Attempt == 2);
    }

    [Fact]
    public async Task Part_ThatIsGivenBack_OrMakesRoom_CountsAsNothing_AndGoesToTheEndOfTheQueueInTheSecondCase()
    {
        var run = await StartAsync(new(Samples: 2));
        await TakeTurnAsync(run);
        var first = await ClaimAsync(run);
        await Queue.ReleaseAsync(first.Job, first.Worker, default);
        first = await ClaimAsync(run);
        first.Job.Should().Match<Job>(j => j.Part == "s0" && j.Attempt == 2, "it keeps its place");
        await Database.Database.ExecuteAsync("update deepflow.job set yield_to = gen_random_uuid() where id = $1", first.Job.Id);
        (await Queue.HeartbeatAsync(first.Job, first.Worker, null, default)).Should().Be(LeaseState.Yield);
        await Queue.ReleaseAsync(first.Job, first.Worker, default);
        (await ClaimAsync(run)).Job.Part.Should().Be("s1");
        (await engine.JournalAsync(run)).Should().Equal("started", "entered a", "claimed a", "part_released a", "part_preempted a");
        (await Database.Database.ScalarAsync<bool>("select bool_and(deaths = '{}' and failures = 0) from deepflow.part")).Should().BeTrue();
    }

    [Fact]
    public async Task Part_OfAPausedRun_ThatIsGivenBackOrDueAgain_WaitsForTheRun()
    {
        var run = await StartAsync(new(Samples: 2), Retried);
        await TakeTurnAsync(run);
        var (failing, leaving) = (await ClaimAsync(run), await ClaimAsync(run));
        await CommandAsync(c => c.PauseAsync(EngineUnderTest.Project, run, "ada", null, default));
        await FailAsync(failing);
        await Queue.ReleaseAsync(leaving.Job, leaving.Worker, default);
        await Eventually.IsTrueAsync(async () => await RetryDueAsync() == 1);
        (await JobsAsync(run)).Should().Equal("held", "s0 held", "s1 held");
    }

    [Fact]
    public async Task RunThatIsCancelled_TakesAllItsPartsAlong_AndNoneIsTriedAgain()
    {
        var run = await StartAsync(new(Samples: 3, AtOnce: 3), Retried);
        await TakeTurnAsync(run);
        await EndPartAsync(run);
        await FailAsync(await ClaimAsync(run));
        var running = await ClaimAsync(run);
        await CommandAsync(c => c.CancelAsync(EngineUnderTest.Project, run, "ada", null, default));
        (await JobsAsync(run)).Should().Equal("cancelled", "s0 completed", "s1 cancelled", "s2 cancelled");
        (await Queue.HeartbeatAsync(running.Job, running.Worker, null, default)).Should().Be(LeaseState.Gone);
        await Queue.LetGoAsync(running.Job, running.Worker, default);
        (await Database.Database.ScalarAsync<long>("select count(*) from deepflow.job where leased")).Should().Be(0);
        (await Database.Database.ScalarAsync<long>("select count(*) from deepflow.part where retry_at is not null")).Should().Be(0);
    }
}
