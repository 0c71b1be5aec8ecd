using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Signals;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Keeping;

/// <summary>Each test spoils a database of its own by hand; the doctor finds it by its name, and nothing else.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private static readonly Bundle Flow = Bundle(
        Pipeline("inner", [Job("x"), End()], Edge("x", "done", "end")),
        Pipeline("p", [new ForkNode("parallel#1", [new("l", ["a"]), new("r", ["review"]), new("c", ["call"])], "join#1", false),
            Job("a") with { Settings = new() { Timeout = TimeSpan.FromHours(1) } }, Person("review"), new CallNode("call", "inner"), new JoinNode("join#1", "parallel#1"), End()],
            Edge("parallel#1", "l", "a"), Edge("parallel#1", "r", "review"), Edge("parallel#1", "c", "call"),
            Edge("a", "done", "join#1"), Edge("review", "approve", "join#1"), Edge("call", "done", "join#1"), Edge("join#1", "done", "end")));

    private TestDatabase database = null!;
    private EngineUnderTest engine = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync(typeof(DeepFlow.Engine.Postgres.Migrations).Assembly);
        engine = new(database.DataSource);
        await engine.StartAsync(Flow); // under way
        var ended = await engine.StartAsync(Flow);
        await engine.The<InstanceCommands>().CancelAsync(EngineUnderTest.Project, ended, "ada", null, default);
        await engine.SettleAsync();
        (await CodesAsync()).Should().BeEmpty();
    }

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("job_without_end", "update deepflow.job set status = 'completed', outcome = 'done' where node = 'a' and status = 'queued'")]
    [InlineData("task_without_end", "update deepflow.task set status = 'withdrawn' where status = 'open'")]
    [InlineData("child_without_end", "update deepflow.job set status = 'cancelled' where node = 'x'; update deepflow.instance set status = 'finished', ended_at = now() where pipeline = 'inner' and status = 'running'; update deepflow.instance_state s set doing = case i.status when 'finished' then 'd' else 'c' end::\"char\" from deepflow.instance i where i.id = s.instance and i.status <> 'running'")]
    [InlineData("step_without_work", "delete from deepflow.job where node = 'a' and status = 'queued'")]
    [InlineData("instance_without_definition", "delete from deepflow.bundle")]
    [InlineData("event_waits_long", "insert into deepflow.event (project, instance, body, at) select project, id, '{}', now() - interval '1 hour' from deepflow.instance where pipeline = 'p' and status = 'running'")]
    [InlineData("lease_run_out", "update deepflow.job set status = 'running', worker = 'w', lease_until = now() - interval '1 hour' where node = 'a' and status = 'queued'")]
    [InlineData("timer_overdue", "update deepflow.timer set fires_at = now() - interval '1 hour'")]
    public async Task Fault_IsFoundByItsName(string code, string spoil)
    {
        await database.ExecuteAsync(spoil);
        (await CodesAsync()).Should().Equal(code);
    }

    [Theory]
    [InlineData("event_without_instance", "insert into deepflow.event (project, instance, body) values ('p', gen_random_uuid(), '{}')")]
    [InlineData("listed_as_living", "update deepflow.instance_state s set doing = case doing when 'd' then 'r' else 'd' end::\"char\" where exists (select 1 from deepflow.instance i where i.id = s.instance and i.pipeline = 'p')")]
    [InlineData("listed_as_living", "update deepflow.instance_state set root = null")]
    [InlineData("activated_run_not_listed", "insert into deepflow.activated_run (instance, project, activation) select id, project, gen_random_uuid() from deepflow.instance")]
    [InlineData("event_set_aside", "insert into deepflow.event (project, instance, body, defect) select project, id, '{\"$\": \"continue\"}', 'it failed' from deepflow.instance where pipeline = 'p' and status = 'running'")]
    [InlineData("work_of_an_ended_instance", "update deepflow.task set status = 'open', superseded_by_round = null where status = 'withdrawn'")]
    [InlineData("work_of_an_ended_instance", "insert into deepflow.timer (project, instance, node, iteration, kind, fires_at) select project, id, 'a', 1, 'timeout', now() + interval '1 day' from deepflow.instance where status <> 'running' and pipeline = 'p'")]
    [InlineData("held_though_not_paused", "update deepflow.job set status = 'held' where node = 'a' and status = 'queued'")]
    [InlineData("child_of_an_ended_instance", "update deepflow.job set status = 'cancelled' where node = 'a'; update deepflow.task set status = 'withdrawn'; delete from deepflow.timer; update deepflow.instance set status = 'cancelled', ended_at = now() where pipeline = 'p' and status = 'running'; update deepflow.instance_state s set doing = case i.status when 'finished' then 'd' else 'c' end::\"char\" from deepflow.instance i where i.id = s.instance and i.status <> 'running'")]
    public async Task Fault_ThatCanBeMended_IsMended(string code, string spoil)
    {
        await database.ExecuteAsync(spoil);
        var doctor = engine.The<Doctor>();
        var findings = await doctor.CheckAsync(default);
        findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Code == code && f.Fixable && f.Things.Length > 0 && f.Remedy.Length > 10);

        (await doctor.FixAsync(findings, default)).Should().BePositive();
        await engine.SettleAsync();
        (await CodesAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("coordinator_not_woken", "update deepflow.coordination set ends = ends + 1", true)]
    [InlineData("coordinator_not_woken", "update deepflow.part set end_number = 1; update deepflow.job set status = 'completed', outcome = 'done' where part <> ''; update deepflow.coordination set ends = 1, told = 1", true)]
    [InlineData("part_without_coordinator", "update deepflow.instance_state set nodes = '{}' where instance = (select instance from deepflow.coordination join deepflow.job on id = job); update deepflow.job set status = 'cancelled' where id = family", true)]
    [InlineData("part_without_end", "update deepflow.job set status = 'failed' where part <> ''", false)]
    public async Task FaultOfAStepWithParts_IsFoundByItsName(string code, string spoil, bool fixable)
    {
        await database.ExecuteAsync("delete from deepflow.job where status = 'queued'; delete from deepflow.instance");
        var run = await engine.StartAsync(Jobs.Parts.PartFixture.SurveyOf(new(Samples: 1)));
        await Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<JobWorker>(engine.Services, engine.Worker).RunAsync(await engine.ClaimAsync(run), default);
        (await CodesAsync()).Should().BeEmpty();

        await database.ExecuteAsync(spoil);
        (await CodesAsync()).Should().Equal(code);
        if (!fixable) return;
        await engine.The<Doctor>().FixAsync(await engine.The<Doctor>().CheckAsync(default), default);
        (await CodesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task RunThatIsPaused_IsNoFault()
    {
        var run = await engine.StartAsync(Flow);
        await engine.The<InstanceCommands>().PauseAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        (await CodesAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("wait_for", "delete from deepflow.waiter")]
    [InlineData("delay", "delete from deepflow.timer where kind = 'wait'")]
    [InlineData("watch", "delete from deepflow.timer where kind = 'check'")]
    public async Task WaitThatNothingEnds_IsFound_AndEnteringTheStepMendsIt(string activity, string spoil)
    {
        var run = await engine.StartAsync(Waiting(activity));
        (await CodesAsync()).Should().BeEmpty();
        await database.ExecuteAsync(spoil);
        (await engine.The<Doctor>().CheckAsync(default)).Should().ContainSingle().Which.Should().Match<Finding>(f => f.Code == "wait_without_waiter" && f.Things.Single() == $"{run} w" && !f.Fixable);

        await engine.AddPersonAsync("ada", Engine.People.Holder.Admin);
        await engine.The<InstanceCommands>().EnterAsync(EngineUnderTest.Project, run, "w", "ada", null, default);
        await engine.SettleAsync();
        (await CodesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task WaitThatSomethingEnds_IsNoFault()
    {
        await database.ExecuteAsync("delete from deepflow.job where status = 'queued'; delete from deepflow.instance");
        await engine.StartAsync(Waiting("delay"));
        await engine.StartAsync(Waiting("wait_for", ("within", Value.Of(TimeSpan.FromHours(1)))));
        var paused = await engine.StartAsync(Waiting("wait_for"));
        await engine.The<InstanceCommands>().PauseAsync(EngineUnderTest.Project, paused, "ada", null, default);
        await engine.SettleAsync();
        (await engine.The<SignalPost>().SendAsync(EngineUnderTest.Project, new Signal("go"), "bob", default)).Receivers.Should().Be(2);
        (await CodesAsync()).Should().BeEmpty("the signals are on their way");
        await engine.SettleAsync();
        (await CodesAsync()).Should().BeEmpty("the paused run keeps its signal until it is resumed");

        var watching = await engine.StartAsync(Waiting("watch"));
        await database.ExecuteAsync("update deepflow.timer set fires_at = now() where kind = 'check'");
        await engine.SettleAsync();
        (await CodesAsync()).Should().BeEmpty("it looks now");
        await engine.CompleteAsync(await engine.ClaimAsync(watching));
        (await CodesAsync()).Should().BeEmpty("it is between two looks");
    }

    private static Bundle Waiting(string activity, params (string, Value)[] more)
    {
        (string, Value) first = activity switch
        {
            "wait_for" => ("event", Value.Of("go")),
            "delay" => ("for", Value.Of(TimeSpan.FromHours(1))),
            _ => ("every", Value.Of(TimeSpan.FromHours(1))),
        };
        return Bundle(Pipeline("p", [Wait("w", activity, [first, .. more]), End()], Edge("w", "received", "end"), Edge("w", "done", "end"), Edge("w", "alarm", "end")));
    }

    private async Task<IEnumerable<string>> CodesAsync() => (await engine.The<Doctor>().CheckAsync(default)).Select(f => f.Code);
}
