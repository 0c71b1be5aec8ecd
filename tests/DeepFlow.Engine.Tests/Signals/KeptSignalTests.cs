using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Signals;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Signals;

public sealed class KeptSignalTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private const string Project = "kept";
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private Task SendAsync(string name, string? key = null) => engine.The<SignalPost>().SendAsync(Project, [new(name, "order 17", Value.Of(3), Key: key)], "ada", default);

    private Task<List<KeptSignal>> ListAsync(string? name = null, long after = 0) => engine.The<KeptSignals>().ListAsync(Project, name, after, 10, default);

    [Fact]
    public async Task Signals_ThatNobodyWaitsFor_AreListed_AndOneThatIsDroppedIsReceivedByNobody()
    {
        await SendAsync("paid", "k");
        await SendAsync("sent");
        var all = await ListAsync();
        all.Select(s => s.Name).Should().Equal("paid", "sent");
        all[0].Should().Match<KeptSignal>(s => s.Correlation == "order 17" && s.Key == "k" && s.SentBy == "ada" && s.Data == Value.Of(3));
        (await ListAsync("sent")).Should().ContainSingle();
        (await ListAsync(after: all[0].Id)).Should().ContainSingle().Which.Name.Should().Be("sent");

        await engine.The<KeptSignals>().DropAsync(Project, all[0].Id, default);
        (await ListAsync()).Select(s => s.Name).Should().Equal("sent");
        (await engine.The<SignalPost>().SendAsync(Project, [new Signal("paid", "order 17", Key: "k")], "ada", default))[0].Repeated.Should().BeTrue("its key is remembered");
        var again = () => engine.The<KeptSignals>().DropAsync(Project, all[0].Id, default);
        (await again.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be("unknown_signal");
        var elsewhere = () => engine.The<KeptSignals>().DropAsync("other", all[1].Id, default);
        await elsewhere.Should().ThrowAsync<EngineException>();
    }
}
