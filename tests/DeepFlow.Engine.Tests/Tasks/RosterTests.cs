using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;

namespace DeepFlow.Engine.Tests.Tasks;

public sealed class RosterTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Name_IsHeldAgainstTheProjectsPeople_OnceItHasSome()
    {
        var roster = new Roster(database.DataSource);
        await roster.CheckAsync("new", "anybody", default);
        await roster.SetAsync("new", "otto", null, [], default);

        await roster.CheckAsync("new", "otto", default);
        (await FluentActions.Awaiting(() => roster.CheckAsync("new", "oto", default)).Should().ThrowAsync<EngineException>())
            .Which.Should().Match<EngineException>(e => e.Code == "unknown_person" && e.Message.StartsWith("Nobody here is called oto; did you mean otto?"));
        await FluentActions.Awaiting(() => roster.CheckAsync("new", "anybody", default)).Should().ThrowAsync<EngineException>();
    }
}
