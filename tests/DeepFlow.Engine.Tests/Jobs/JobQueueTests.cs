using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Jobs;

public sealed class JobQueueTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public async Task InitializeAsync()
    {
        await database.Database.ExecuteAsync("create table if not exists published (job uuid); delete from deepflow.job");
        await engine.AddPersonAsync("ada");
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private static Bundle OneJob(StepSettings? settings = null) =>
        Bundle(Pipeline("p", [Job("a") with { Settings = settings ?? StepSettings.None }, End(("r", Output("a", "x")))], Edge("a", "done", "end")));

    private static Func<Npgsql.NpgsqlTransaction, CancellationToken, Task> Row(Job job) =>
        (transaction, cancellation) => transaction.ExecuteAsync("insert into published (job) values ($1)", [job.Id], cancellation);

    private Task<long> PublishedAsync(Job job) => database.Database.ScalarAsync<long>("select count(*) from published where job = $1", job.Id)!;

    [Fact]
    public async Task Completion_PublishesItsRowsAndMovesTheRunOn()
    {
        var run = await engine.StartAsync(OneJob());
        var job = await engine.ClaimAsync(run);
        (await engine.CompleteAsync(job, output: Value.Record(("x", Value.Of(3))), publish: Row(job))).Should().BeTrue();
        (await PublishedAsync(job)).Should().Be(1);
        (await engine.StateAsync(run)).Result.Should().Be(Value.Record(("r", Value.Of(3))));
    }

    [Fact]
    public async Task LateWorker_AfterAnotherTookOver_PublishesNothing()
    {
        var run = await engine.StartAsync(OneJob());
        var first = await engine.ClaimAsync(run);
        await engine.The<JobQueue>().LoseWorkerAsync(engine.Worker.Name, "exit code 1", default);
        await engine.SettleAsync();
        var second = await engine.ClaimAsync(run);
        second.Should().Match<Job>(j => j.Id == first.Id && j.Attempt == 2);

        (await engine.CompleteAsync(first, publish: Row(first))).Should().BeFalse();
        (await PublishedAsync(first)).Should().Be(0);
        (await engine.The<JobQueue>().HeartbeatAsync(first, engine.Worker, (0.5, ""), default)).Should().Be(LeaseState.Gone);
        (await engine.CompleteAsync(second, publish: Row(second))).Should().BeTrue();
        (await PublishedAsync(second)).Should().Be(1);
    }

    [Fact]
    public async Task LateWorker_AfterTheRunWasCancelled_IsKeptAsDiscarded()
    {
        var run = await engine.StartAsync(OneJob());
        var job = await engine.ClaimAsync(run);
        await engine.The<InstanceCommands>().CancelAsync("p", run, "ada", null, default);
        await engine.SettleAsync();
        (await engine.CompleteAsync(job, output: Value.Record(("x", Value.Of(3))), publish: Row(job))).Should().BeFalse();
        (await PublishedAsync(job)).Should().Be(0);
        (await database.Database.ScalarAsync<string>("select status || (output ->> 'x') from deepflow.job where id = $1", job.Id)).Should().Be("discarded3");
    }

    [Fact]
    public async Task LateWorker_AfterARoundOvertookIt_IsKeptAsDiscarded()
    {
        var run = await engine.StartAsync(OneJob());
        var late = await engine.ClaimAsync(run);
        await engine.The<InstanceCommands>().EnterAsync("p", run, "a", "ada", null, default);
        await engine.SettleAsync();
        (await engine.CompleteAsync(late, publish: Row(late))).Should().BeFalse();
        (await PublishedAsync(late)).Should().Be(0);
        (await database.Database.ScalarAsync<string>("select status from deepflow.job where id = $1", late.Id)).Should().Be("discarded");
        (await engine.StateAsync(run)).Round.Should().Be(2);
    }

    [Fact]
    public async Task Completion_OvertakenBeforeItWasConsumed_StaysWithWhatItPublished_AndFiresNothing()
    {
        var run = await engine.StartAsync(OneJob());
        var job = await engine.ClaimAsync(run);
        await engine.The<InstanceCommands>().EnterAsync("p", run, "a", "ada", null, default); // waits before the completion
        (await engine.CompleteAsync(job, publish: Row(job))).Should().BeTrue();
        (await PublishedAsync(job)).Should().Be(1, "it was published when it completed");
        (await database.Database.ScalarAsync<string>("select status from deepflow.job where id = $1", job.Id)).Should().Be("discarded");
        (await engine.StateAsync(run)).Should().Match<InstanceState>(s => s.Status == InstanceStatus.Running && s.NodeAt("a").Iteration == 2);
        (await engine.JournalAsync(run)).Should().Contain("discarded a").And.NotContain("completed a");
    }

    [Fact]
    public async Task Publication_ThatThrows_UndoesTheWholeCompletion()
    {
        var run = await engine.StartAsync(OneJob());
        var job = await engine.ClaimAsync(run);
        var act = () => engine.CompleteAsync(job, publish: async (transaction, cancellation) =>
        {
            await Row(job)(transaction, cancellation);
            throw new InvalidOperationException("no");
        });
        await act.Should().ThrowAsync<InvalidOperationException>();
        (await PublishedAsync(job)).Should().Be(0);
        (await engine.CompleteAsync(job, publish: Row(job))).Should().BeTrue("the attempt is still this worker's");
    }

    [Fact]
    public async Task SilentWorker_LosesItsLease()
    {
        var run = await engine.StartAsync(OneJob());
        var job = await engine.ClaimAsync(run);
        (await engine.The<JobQueue>().LoseSilentAsync(await engine.LeadAsync(), default)).Should().Be(0, "it has spoken");
        await database.Database.ExecuteAsync("update deepflow.job set lease_until = now() - interval '1 second' where id = $1", job.Id);
        (await engine.The<JobQueue>().LoseSilentAsync(await engine.LeadAsync(), default)).Should().Be(1);
        await engine.SettleAsync();
        (await engine.ClaimAsync(run)).Attempt.Should().Be(2);
    }

    [Fact]
    public async Task WorkerThatHangsWhileItEndsAJob_HoldsUpNoOtherLoss()
    {
        await engine.StartAsync(OneJob());
        await engine.StartAsync(OneJob());
        var (hanging, silent) = ((await engine.The<JobQueue>().ClaimAsync(engine.Worker, default))!, (await engine.The<JobQueue>().ClaimAsync(engine.Worker, default))!);
        await database.Database.ExecuteAsync("update deepflow.job set lease_until = now() - interval '1 second'");
        var stuck = new TaskCompletionSource();
        var atWork = new TaskCompletionSource();
        var ending = engine.The<JobQueue>().CompleteAsync(hanging, engine.Worker, "done", RecordValue.Empty, async (transaction, cancellation) =>
        {
            (await transaction.QueryAsync("select current_setting('idle_in_transaction_session_timeout')", r => r.GetString(0), [], cancellation)).Should().Equal("15s");
            atWork.SetResult();
            await stuck.Task;
        }, default);
        await atWork.Task;
        (await engine.The<JobQueue>().LoseSilentAsync(await engine.LeadAsync(), default)).Should().Be(1);
        (await database.Database.ScalarAsync<string>("select status from deepflow.job where id = $1", silent.Id)).Should().Be("lost");
        stuck.SetResult();
        (await ending).Should().BeTrue("nobody has taken it over");
    }

    [Fact]
    public async Task Checkpoint_OfAnEarlierAttempt_IsThereForTheNext_AndRefusedFromTheDead()
    {
        var run = await engine.StartAsync(OneJob());
        var queue = engine.The<JobQueue>();
        var first = await engine.ClaimAsync(run);
        (await queue.SaveCheckpointAsync(first, engine.Worker, 1, "aa", "epoch 1", default)).Should().BeTrue();
        await queue.ReleaseAsync(first, engine.Worker, default);
        await engine.SettleAsync();
        var second = await engine.ClaimAsync(run);
        (await queue.LatestCheckpointAsync(second, default)).Should().Be(new DeepFlow.Workflows.Activities.Checkpoint(1, "aa", "epoch 1"));
        (await queue.SaveCheckpointAsync(first, engine.Worker, 2, "bb", "epoch 2", default)).Should().BeFalse();
    }
}
