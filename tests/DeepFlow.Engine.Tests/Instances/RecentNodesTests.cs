using System.Collections.Immutable;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Engine.Tests.Instances;

public sealed class RecentNodesTests
{
    private static ImmutableArray<RecentNodes.Stored> Changed(params string[] nodes) => [.. nodes.Select(n => new RecentNodes.Stored(n, $$"""{"text":"{{new string('x', 100)}}"}"""))];

    [Fact]
    public void ChangedNode_ComesFirst_AndOnlyOnce()
    {
        var recent = RecentNodes.None.With(Changed("a")).Recent.With(Changed("b")).Recent.With(Changed("a")).Recent;
        recent.Newest.Select(n => n.Node).Should().Equal("a", "b");
        RecentNodes.Of(recent.Json, 0).Should().BeEquivalentTo(recent);
    }

    [Fact]
    public void Nodes_ThatFindNoRoom_MoveOut_AndNoneIsLost()
    {
        var (recent, moved) = (RecentNodes.None, new HashSet<string>());
        for (var i = 0; i < 40; i++)
        {
            var step = recent.With(Changed($"n{i}"));
            (recent, _) = (step.Recent, step.Moved.Length.Should().NotBe(1, "several move at once"));
            moved.UnionWith(step.Moved.Select(n => n.Node));
        }
        recent.Json.Length.Should().BeLessThan(2000);
        moved.Concat(recent.Newest.Select(n => n.Node)).Should().BeEquivalentTo(Enumerable.Range(0, 40).Select(i => $"n{i}"));
    }

    [Fact]
    public void NodeLargerThanTheRow_GoesToARowOfItsOwn()
    {
        var (recent, moved) = RecentNodes.None.With([new("big", $"\"{new string('x', 5000)}\"")]);
        recent.Newest.Should().BeEmpty();
        moved.Should().ContainSingle();
    }
}
