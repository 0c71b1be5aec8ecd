using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Triggers;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.States;

/// <summary>Drives what stands beside the runs (causes, machines, notices) along every arrow.</summary>
public sealed class StandingRowStateTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => engine.AddPersonAsync("ada");

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private static readonly ActivityNode Note = new("note", "gate", ActivityKind.Inline) { Arguments = [new("require", new Literal(Value.Record(("fine", Value.True))))] };

    /// <summary>It lives on, waits for a signal, and takes each new commit of the code while it does.</summary>
    private static readonly Bundle Living = Bundle(Pipeline("p", [Note, Wait("hear", "wait_for", ("event", Value.Of("rest"))), End()], Edge("note", "done", "hear"), Edge("hear", "received", "end")) with
    {
        Triggers = [new("pushed", [new("branch", new Literal(Value.Of("main")))], "note")],
    });

    private static readonly Bundle WithoutNote = Bundle(Pipeline("p", [Wait("hear", "wait_for", ("event", Value.Of("rest"))), End()], Edge("hear", "received", "end")));

    [Fact]
    public async Task Causes_TakeEachArrowThatIsDrawn()
    {
        await ActivateAsync();
        await PushAsync("c1");
        await engine.SettleAsync(); // started
        await PushAsync("c2");
        await engine.SettleAsync(); // delivered
        await engine.The<InstanceCommands>().CancelAsync(EngineUnderTest.Project, await RunAsync(), "ada", null, default);
        await PushAsync("c3");
        await engine.SettleAsync(); // it finds the run at its end, and starts another
        await PushAsync("c4");
        await PushAsync("c5"); // replaces it
        await engine.The<Causes>().DispatchAsync(default);
        var without = await engine.The<Bundles>().PublishAsync(EngineUnderTest.Project, WithoutNote, "ada", default);
        await engine.The<InstanceMigrations>().ApplyAsync(EngineUnderTest.Project, await RunAsync(), without, null, "ada", default);
        await engine.SettleAsync(); // its step is gone
        await PushAsync("c6");
        await engine.The<Activations>().DeactivateAsync(EngineUnderTest.Project, "p", "ada", default);

        (await DrawnStates.SeenAsync(database.Database, "cause")).Should().BeEquivalentTo(Diagrams.Of("Cause"));
    }

    private async Task ActivateAsync()
    {
        var hash = await engine.The<Bundles>().PublishAsync(EngineUnderTest.Project, Living, "ada", default);
        await engine.The<Activations>().ActivateAsync(EngineUnderTest.Project, hash, "p", RecordValue.Empty, "ada", null, default);
    }

    private Task PushAsync(string commit) => engine.The<Activations>().TellAsync(EngineUnderTest.Project, Change.OfCode("main", commit), default);

    private Task<Guid> RunAsync() => database.Database.ScalarAsync<Guid>("select id from deepflow.instance where status = 'running'");

    [Fact]
    public async Task Machines_TakeEachArrowThatIsDrawn()
    {
        var (register, id) = (engine.The<NodeRegister>(), Guid.NewGuid());
        Task Join() => register.JoinAsync(new(id, "m", NodeKind.Worker, new(1000, 1, 0), [JobRequest.UsualPool], 1), default);
        await Join();
        await register.LeaveAsync(id, default);
        await Join();
        await register.DrainAsync(id, default);
        await Join();
        await register.DrainAsync(id, default);
        await register.LeaveAsync(id, default);

        (await DrawnStates.SeenAsync(database.Database, "node")).Should().BeEquivalentTo(Diagrams.Of("Machine"));
    }

    [Fact]
    public async Task Notices_TakeEachArrowThatIsDrawn()
    {
        var added = await engine.The<Subscriptions>().AddAsync(EngineUnderTest.Project, new(ChannelKind.Webhook, "https://example.org/hook", [NoticeKind.RunEnded]), "ada", default);
        for (var i = 0; i < 2; i++) await engine.StartAsync(Bundle(Pipeline("short", [End()])), "short");
        var queue = new DeliveryQueue(database.DataSource, TimeProvider.System);
        await queue.SentAsync((await queue.TakeAsync(1, default))[0], default);
        var refused = (await queue.TakeAsync(1, default))[0];
        await queue.FailedAsync(refused, new DeliveryFailure("gone", final: true), default);
        await engine.The<Subscriptions>().RetryAsync(EngineUnderTest.Project, refused.Id, default);
        await engine.The<Subscriptions>().RemoveAsync(EngineUnderTest.Project, added.Id, default);

        (await DrawnStates.SeenAsync(database.Database, "delivery")).Should().BeEquivalentTo(Diagrams.Of("Notice"));
    }
}
