using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tests.Instances;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Versions;

/// <summary>Migrations and reruns, on the rows.</summary>
public sealed class MigrationTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();

    /// <summary>a, model (x, y), end; where y is another activity in the second version.</summary>
    private static Bundle Calling(string last = "work", params Node[] more) => Bundle(
        Pipeline("inner", [Job("x"), Job("y") with { Activity = last }, End(("r", Output("y", "x")))], Edge("x", "done", "y"), Edge("y", "done", "end")),
        Pipeline("p", [Job("a"), new CallNode("model", "inner"), End(("r", Output("model", "r"))), .. more], Edge("a", "done", "model"), Edge("model", "done", "end")));

    private InstanceMigrations Migrations => engine.The<InstanceMigrations>();

    private Task<string> PublishAsync(Bundle bundle) => engine.The<Bundles>().PublishAsync(EngineUnderTest.Project, bundle, "ada", default);

    [Fact]
    public async Task Run_AndWhatItCalled_MoveTogether_AndFinishOnTheNewDefinition()
    {
        var run = await engine.StartAsync(Calling());
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        var to = Calling("other_work");
        var hash = await PublishAsync(to);

        var preview = await Migrations.PreviewAsync(EngineUnderTest.Project, run, to, null, default);
        var done = await Migrations.ApplyAsync(EngineUnderTest.Project, run, hash, null, "bo", default);
        Engine.Postgres.Sql.Json(done).Should().Be(Engine.Postgres.Sql.Json(preview));
        done.Instances.Select(i => i.Pipeline).Should().Equal("p", "inner");
        (await database.Database.ColumnAsync<string>("select distinct bundle from deepflow.instance where root = $1", run)).Should().Equal(hash);

        await engine.SettleAsync();
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        var job = await engine.ClaimAsync(run);
        job.Activity.Should().Be("other_work");
        await engine.CompleteAsync(job, output: Value.Record(("x", Value.Of(3))));
        (await engine.StateAsync(run)).Result.Should().Be(Value.Record(("r", Value.Of(3))));
        (await engine.JournalAsync(run)).Count(j => j == "migrated").Should().Be(2);
    }

    [Fact]
    public async Task Migration_ThatWouldLoseWork_ChangesNothing_AndSaysWhatToDo()
    {
        var run = await engine.StartAsync(Calling());
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        var hash = await PublishAsync(Calling("other_work"));

        var refusal = (await FluentActions.Awaiting(() => Migrations.ApplyAsync(EngineUnderTest.Project, run, hash, null, "bo", default)).Should().ThrowAsync<EngineException>()).Which;
        refusal.Code.Should().Be("migration_blocked");
        refusal.Message.Should().Contain("y is under way").And.Contain("--from");
        (await database.Database.ColumnAsync<string>("select distinct bundle from deepflow.instance where root = $1", run)).Should().NotContain(hash);

        await Migrations.ApplyAsync(EngineUnderTest.Project, run, hash, "model.y", "bo", default);
        await engine.SettleAsync();
        var job = await engine.ClaimAsync(run);
        (job.Node, job.Activity).Should().Be(("y", "other_work"), "what lies before it in the called pipeline is kept");
        await engine.CompleteAsync(job);
        (await engine.StateAsync(run)).Status.Should().Be(InstanceStatus.Finished);
    }

    [Fact]
    public async Task Migration_OfACalledPipelineAlone_IsRefused()
    {
        var run = await engine.StartAsync(Calling());
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        var child = await database.Database.ScalarAsync<Guid>("select id from deepflow.instance where parent = $1", run);
        (await FluentActions.Awaiting(() => Migrations.PreviewAsync(EngineUnderTest.Project, child, Calling(), null, default)).Should().ThrowAsync<EngineException>()).Which.Code.Should().Be("not_a_run");
        await engine.The<InstanceCommands>().CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
    }

    [Fact]
    public async Task Rerun_FromAStepOfACalledPipeline_KeepsWhatLiesBefore_OnANewerDefinitionToo()
    {
        var run = await engine.StartAsync(Calling());
        for (var i = 0; i < 3; i++) await engine.CompleteAsync(await engine.ClaimAsync(run), output: Value.Record(("x", Value.Of(i))));
        var hash = await PublishAsync(Calling("other_work"));

        var again = await engine.The<Reruns>().StartAsync(EngineUnderTest.Project, run, "model.y", hash, RecordValue.Empty, "bo", default);
        await engine.SettleAsync();
        var job = await engine.ClaimAsync(again);
        (job.Node, job.Activity).Should().Be(("y", "other_work"));
        await engine.CompleteAsync(job, output: Value.Record(("x", Value.Of(9))));
        (await engine.StateAsync(again)).Result.Should().Be(Value.Record(("r", Value.Of(9))));
        (await database.Database.ScalarAsync<Guid>("select kept_from from deepflow.instance where id = $1", again)).Should().Be(run);
    }

    [Fact]
    public async Task Rerun_ThatNeedsAStepThatWasNotDone_NamesIt()
    {
        static Bundle Chain(string activity) => Bundle(Pipeline("p", [Job("a") with { Activity = activity }, Job("b", ("x", Output("a", "x"))), End()], Edge("a", "done", "b"), Edge("b", "done", "end")));
        var run = await engine.StartAsync(Chain("work"));
        var reruns = engine.The<Reruns>();
        (await Refused(() => reruns.StartAsync(EngineUnderTest.Project, run, "b", null, RecordValue.Empty, "bo", default))).Should().Contain("has not done").And.Contain("from a");
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        var hash = await PublishAsync(Chain("other_work"));
        (await Refused(() => reruns.StartAsync(EngineUnderTest.Project, run, "b", hash, RecordValue.Empty, "bo", default))).Should().Contain("another step").And.Contain("from a");

        async Task<string> Refused(Func<Task> rerun)
        {
            var refusal = (await rerun.Should().ThrowAsync<EngineException>()).Which;
            refusal.Code.Should().Be("rerun_needs");
            return refusal.Message;
        }
    }
}
