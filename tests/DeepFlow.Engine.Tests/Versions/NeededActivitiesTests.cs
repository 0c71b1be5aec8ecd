using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tests.Instances;
using DeepFlow.Engine.Versions;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Versions;

public sealed class NeededActivitiesTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task RunThatNeedsAnotherVersion_IsNamed_UntilItHasEnded()
    {
        await using var engine = new EngineUnderTest(database);
        var needed = engine.The<NeededActivities>();
        var bundle = Bundle(Pipeline("p", [Job("a"), End()], Edge("a", "done", "end")));
        await engine.StartAsync(bundle with { Activities = ImmutableSortedDictionary<string, int>.Empty.Add("gate", 1) });
        await needed.CheckAsync(default);

        var run = await engine.StartAsync(bundle with { Activities = ImmutableSortedDictionary<string, int>.Empty.Add("gate", 7).Add("lost", 1) });
        var refusal = (await FluentActions.Awaiting(() => needed.CheckAsync(default)).Should().ThrowAsync<EngineException>()).Which;
        refusal.Code.Should().Be("activities_missing");
        refusal.Message.Should().Contain("gate@7").And.Contain("lost@1").And.Contain(run.ToString());

        await engine.The<InstanceCommands>().CancelAsync(EngineUnderTest.Project, run, "ada", null, default);
        await engine.SettleAsync();
        await needed.CheckAsync(default);
    }
}
