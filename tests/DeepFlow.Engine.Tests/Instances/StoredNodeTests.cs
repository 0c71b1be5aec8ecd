using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tests.Instances;

public sealed class StoredNodeTests
{
    public static TheoryData<NodeState> EveryKind => new()
    {
        NodeState.Fresh,
        new NodeState { Status = NodeStatus.Done, Round = 1, Iteration = 1, Attempt = 1, Outcome = "done", Output = Value.Record(("n", Value.Of(1.0)), ("m", Value.Of(TimeSpan.FromMinutes(3)))) },
        new NodeState { Status = NodeStatus.Retrying, Round = 3, Iteration = 2, Attempt = 4, Failures = 2, Losses = 1, Work = Guid.CreateVersion7(), Arguments = Value.Record(("a", Value.True)), LastChild = Guid.CreateVersion7() },
        new NodeState { Status = NodeStatus.Incident, Incident = new(Guid.CreateVersion7(), "failed", "failed", "code", "a \"message\"") },
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Node_IsReadAsItWasWritten(NodeState node) => StoredNode.Many($$"""{"a":{{StoredNode.Json(node)}}}""")["a"].Should().Be(node);

    [Fact]
    public void StateOfJoinsAndLoops_IsReadAsItWasWritten()
    {
        var node = new NodeState
        {
            Arrived = ["x", "y"],
            For = new([Value.Of(1), Value.Of("b")], Value.Record(("k", Value.True)), 2, ImmutableSortedDictionary<int, Guid>.Empty.Add(1, Guid.CreateVersion7()), ImmutableSortedDictionary<int, Value>.Empty.Add(0, Value.Of(5)), "why"),
        };
        StoredNode.Many($$"""{"a":{{StoredNode.Json(node)}}}""")["a"].Should().BeEquivalentTo(node, o => o.ComparingByMembers<NodeState>());
    }

    [Fact]
    public void NodeThatIsDone_TakesFewBytes() => StoredNode.Json(new() { Status = NodeStatus.Done, Round = 1, Iteration = 1, Attempt = 1, Outcome = "done" }).Should().Be("""{"outcome":"done"}""");
}
