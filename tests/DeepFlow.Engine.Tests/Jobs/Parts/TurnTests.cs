using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Tests.Jobs.Parts;

/// <summary>A step's coordinator: its turns, what wakes it, and what becomes of it.</summary>
public sealed class TurnTests(EngineDatabase database) : PartFixture(database), IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Step_WithManyParts_IsParkedBetweenItsTurns_AndEndsWithThem()
    {
        var run = await StartAsync(new(Samples: 3));
        await TakeTurnAsync(run);
        (await JobsAsync(run)).Should().Equal("parked", "s0 queued", "s1 queued");
        (await Database.Database.ScalarAsync<bool>("select lease_until is null and worker is null and cardinality(gpus) = 0 from deepflow.job where root = $1 and part = ''", run)).Should().BeTrue("it holds nothing");

        await EndPartAsync(run, 5);
        (await JobsAsync(run)).Should().Equal("queued", "s0 completed", "s1 queued");
        await TakeTurnAsync(run);
        (await JobsAsync(run)).Should().Equal("parked", "s0 completed", "s1 queued", "s2 queued");
        var (second, third) = (await ClaimAsync(run), await ClaimAsync(run));
        await CompleteAsync(second, 6);
        await CompleteAsync(third, 7); // the coordinator has not had its turn
        await TakeTurnAsync(run);

        (await ResultAsync(run)).Should().Contain("18").And.Contain("s0 s1 s2");
        (await JobsAsync(run)).Should().Equal("completed", "s0 completed", "s1 completed", "s2 completed");
        (await engine.JournalAsync(run)).Should().Equal("started", "entered a", "claimed a", "completed a", "finished");
        (await EffectsAsync()).Should().Equal("s0", "s1", "s2");
    }

    [Fact]
    public async Task Coordinator_ThatHasTakenATurn_IsSeenAsRunning_WhoeverLooks()
    {
        var run = await StartAsync(new(Samples: 2));
        (await SeenAsync(run)).Should().Be("queued queued");
        await ClaimAsync(run);
        await Queue.ReleaseWorkerAsync("w1", default);
        await engine.SettleAsync();
        (await SeenAsync(run)).Should().Be("queued queued", "it was claimed, and has decided nothing");
        await TakeTurnAsync(run);
        (await JobsAsync(run))[0].Should().Be("parked");
        (await SeenAsync(run)).Should().Be("running running");
        await EndPartAsync(run);
        (await JobsAsync(run))[0].Should().Be("queued");
        (await SeenAsync(run)).Should().Be("running running");
    }

    private async Task<string> SeenAsync(Guid run) =>
        $"{(await engine.The<InstanceQueries>().JobsAsync(EngineUnderTest.Project, run, default))[0].Status} {(await engine.The<StepWorkQuery>().ListAsync(EngineUnderTest.Project, run, "a", default))[0].Status}";

    [Fact]
    public async Task Part_ThatEndsDuringATurn_IsToldByTheNext()
    {
        var run = await StartAsync(new(Samples: 3));
        await TakeTurnAsync(run);
        await EndPartAsync(run);
        var (coordinator, worker) = await ClaimAsync(run);
        var start = await Queue.BeginTurnAsync(coordinator, default);
        start.Ended.Should().ContainSingle(e => e.Key == "s0");
        await EndPartAsync(run);
        var turn = new Turn<System.Text.Json.JsonElement, DeepFlow.Workflows.Values.Value>.GoOn(start.State!.Value, []);
        (await Queue.ParkAsync(coordinator, worker, start, turn, null, (_, _) => Task.CompletedTask, default)).Should().BeTrue();

        (await JobsAsync(run)).Should().Equal("queued", "s0 completed", "s1 completed");
        (await Queue.BeginTurnAsync(coordinator, default)).Ended.Should().ContainSingle(e => e.Key == "s1");
    }

    [Fact]
    public async Task Turn_ThatWaitsForAll_ComesWhenTheLastPartHasEnded()
    {
        var run = await StartAsync(new(Samples: 3, AtOnce: 3, Together: true));
        await TakeTurnAsync(run);
        await EndPartAsync(run);
        await EndPartAsync(run);
        (await JobsAsync(run))[0].Should().Be("parked");
        await EndPartAsync(run);
        (await JobsAsync(run))[0].Should().Be("queued");
    }

    [Fact]
    public async Task Step_ThatHasEnough_EndsAndWithdrawsItsOtherParts()
    {
        var run = await StartAsync(new(Samples: 4, AtOnce: 4, Enough: 1));
        await TakeTurnAsync(run);
        var late = await ClaimAsync(run);
        await EndPartAsync(run);
        await TakeTurnAsync(run);
        (await JobsAsync(run)).Should().BeEquivalentTo("completed", $"{late.Job.Part} cancelled", "s1 completed", "s2 cancelled", "s3 cancelled");
        (await CompleteAsync(late)).Should().BeFalse();
        (await JobsAsync(run)).Should().Contain($"{late.Job.Part} discarded");
        (await EffectsAsync()).Should().Equal("s1");
    }

    [Fact]
    public async Task Turn_WhoseWorkerDies_IsTakenByAnother_AndTheDeadOneChangesNothing()
    {
        var run = await StartAsync(new(Samples: 2));
        var (job, worker) = await ClaimAsync(run);
        var start = await Queue.BeginTurnAsync(job, default);
        await Queue.LoseWorkerAsync(worker.Name, "exit code 1", default);
        await engine.SettleAsync();
        await TakeTurnAsync(run);
        var turn = new Turn<System.Text.Json.JsonElement, DeepFlow.Workflows.Values.Value>.GoOn(default, [new("again", "survey.sample", DeepFlow.Workflows.Values.RecordValue.Empty)]);
        (await Queue.ParkAsync(job, worker, start, turn, null, (_, _) => Task.CompletedTask, default)).Should().BeFalse();
        (await JobsAsync(run)).Should().Equal("parked", "s0 queued", "s1 queued");
    }

    [Fact]
    public async Task Turn_ThatStartsNothingAndWaitsForNothing_IsAnIncident()
    {
        var run = await StartAsync(new(Samples: 2, AtOnce: 0));
        await TakeTurnAsync(run);
        (await engine.The<InstanceQueries>().IncidentsAsync(EngineUnderTest.Project, run, default)).Should().ContainSingle().Which.Code.Should().Be("stalled");
    }

    [Fact]
    public async Task PausedRun_StartsNoPart_HearsOfNone_AndGoesOnWhenResumed()
    {
        var run = await StartAsync(new(Samples: 3));
        await TakeTurnAsync(run);
        var part = await ClaimAsync(run);
        await CommandAsync(c => c.PauseAsync(EngineUnderTest.Project, run, "ada", null, default));
        (await JobsAsync(run)).Should().Equal("held", "s0 running", "s1 held");
        await CompleteAsync(part);
        (await JobsAsync(run))[0].Should().Be("held");
        await CommandAsync(c => c.ResumeAsync(EngineUnderTest.Project, run, "ada", default));
        await TakeTurnAsync(run);
        (await JobsAsync(run)).Should().Equal("parked", "s0 completed", "s1 queued", "s2 queued");

        await CommandAsync(c => c.PauseAsync(EngineUnderTest.Project, run, "ada", null, default));
        await CommandAsync(c => c.ResumeAsync(EngineUnderTest.Project, run, "ada", default));
        await TakeTurnAsync(run); // there is no news
        (await JobsAsync(run)).Should().Equal("parked", "s0 completed", "s1 queued", "s2 queued");
    }

    [Fact]
    public async Task Turn_ThatIsTakenWhileTheRunIsPaused_StartsItsPartsOnceItIsResumed()
    {
        var run = await StartAsync(new(Samples: 2));
        var (job, worker) = await ClaimAsync(run);
        await CommandAsync(c => c.PauseAsync(EngineUnderTest.Project, run, "ada", null, default));
        await WorkerOf(worker.Name).RunAsync(job, default);
        (await JobsAsync(run)).Should().Equal("held", "s0 held", "s1 held");
        await CommandAsync(c => c.ResumeAsync(EngineUnderTest.Project, run, "ada", default));
        (await JobsAsync(run)).Should().Equal("queued", "s0 queued", "s1 queued");
    }

    [Fact]
    public async Task Round_WithdrawsTheCoordinatorAndItsParts_AndALatePartCountsForNothing()
    {
        var run = await StartAsync(new(Samples: 3));
        await TakeTurnAsync(run);
        var late = await ClaimAsync(run);
        await engine.AddPersonAsync("ada", "admin");
        await CommandAsync(c => c.EnterAsync(EngineUnderTest.Project, run, "a", "ada", null, default));
        (await Database.Database.ColumnAsync<string>("select part || ' ' || status from deepflow.job where root = $1 and iteration = 1 order by part", run)).Should().Equal(" cancelled", "s0 cancelled", "s1 cancelled");
        (await Queue.HeartbeatAsync(late.Job, late.Worker, null, default)).Should().Be(LeaseState.Gone);
        (await CompleteAsync(late)).Should().BeFalse();
        (await EffectsAsync()).Should().BeEmpty();
        await TakeTurnAsync(run);
        (await JobsAsync(run)).Should().Equal("parked", "s0 queued", "s1 queued");
    }

    [Fact]
    public async Task RetryOfAnIncident_KeepsThePartsThatAreDone_AndDoesTheOthersAgain()
    {
        var run = await StartAsync(new(Samples: 3, AtOnce: 3));
        await TakeTurnAsync(run);
        var (done, failing) = (await ClaimAsync(run), await ClaimAsync(run));
        await CompleteAsync(done, 10);
        await FailAsync(failing);
        await TakeTurnAsync(run);
        (await JobsAsync(run)).Should().Equal("failed", "s0 completed", "s1 failed", "s2 cancelled");
        (await engine.The<InstanceQueries>().IncidentsAsync(EngineUnderTest.Project, run, default)).Should().ContainSingle().Which.Message.Should().Contain("It broke.");

        await CommandAsync(c => c.RetryAsync(EngineUnderTest.Project, run, "a", "ada", default));
        await TakeTurnAsync(run);
        (await JobsAsync(run)).Should().Equal("queued", "s0 completed", "s1 queued", "s2 queued");
        await TakeTurnAsync(run);
        var (again, first) = (await ClaimAsync(run), await ClaimAsync(run));
        await CompleteAsync(again);
        await CompleteAsync(first);
        await TakeTurnAsync(run);
        (await ResultAsync(run)).Should().Contain("12").And.Contain("s0");
        (await EffectsAsync()).Should().Equal("s0", "s1", "s2");
    }

    [Fact]
    public async Task Workers_OfTwoNodes_ShareTheParts_EachDoneOnce_AndNoNodeSpendsWhatItHasNot()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        await engine.AddNodeAsync(one, new(2000, 0, 0));
        await engine.AddNodeAsync(two, new(1000, 0, 0));
        var run = await StartAsync(new(Samples: 24, AtOnce: 8));
        await Database.Database.ExecuteAsync("""
            create table if not exists most (node uuid, cores int);
            create or replace function note_most() returns trigger language plpgsql as $$ begin
              insert into most select node_id, sum(cpu) from deepflow.job where leased group by node_id; return null; end $$;
            create or replace trigger note_most after update on deepflow.job for each statement execute function note_most();
            """);
        using var stop = new CancellationTokenSource();
        Task[] workers = [.. new[] { one, one, one, two, two }.Select((node, i) => WorkerOf($"shared{i}", node).RunAsync(stop.Token))];
        await Eventually.IsTrueAsync(async () => { await engine.SettleAsync(); return (await engine.StateAsync(run)).Status == InstanceStatus.Finished; });
        await stop.CancelAsync();
        await Task.WhenAll(workers);

        (await EffectsAsync()).Should().BeEquivalentTo(Enumerable.Range(0, 24).Select(n => $"a s{n}"));
        (await ResultAsync(run)).Should().Contain($"{Enumerable.Range(0, 24).Sum(n => n * n)}");
        (await Database.Database.ColumnAsync<int>("select max(cores)::int from most where node = $1", one)).Should().OnlyContain(c => c <= 2000);
        (await Database.Database.ColumnAsync<int>("select max(cores)::int from most where node = $1", two)).Should().OnlyContain(c => c <= 1000);
        await Database.Database.ExecuteAsync("drop trigger note_most on deepflow.job");
    }
}
