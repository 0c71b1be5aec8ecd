using CsCheck;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tests.Instances;
using DeepFlow.Engine.Tests.Model;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.States;

public sealed class NodeStateTests
{
    private static readonly Binary Wanted = new(BinaryOperator.Greater, new Name("v"), Constant(0));

    private static Run Stepping(ActivityNode step, long v) => new Run(Bundle(Pipeline("p", [step with { Settings = step.Settings with { When = Wanted } }, Person("review"), End()],
        Edge(step.Id, "done", "review"), Edge(step.Id, "skipped", "review"), Edge("review", "approve", "end")) with { Variables = [new("v", "int", Constant(v))] }), "p").Start();

    /// <summary>What chance does not find: a step that cannot even begin, conditions that change between two entries, and time that runs out between two attempts.</summary>
    private static IEnumerable<Arrow> Rare()
    {
        var unknown = new ActivityNode("g", "unknown", ActivityKind.Inline);
        yield return Of(new Run(Bundle(Pipeline("p", [unknown, End()], Edge("g", "done", "end"))), "p"), "g", r => r.Start());
        yield return Of(Stepping(unknown, 0).Apply(new SetVariableRequested("v", Value.Of(1), "ada", null)), "g", r => r.Apply(new EnterRequested("g", "ada", null)));
        yield return Of(Beside(unknown, 0).Apply(new SetVariableRequested("v", Value.Of(1), "ada", null)), "g", r => r.Apply(new EnterRequested("g", "ada", null)));
        var gate = new ActivityNode("g", "gate", ActivityKind.Inline) { Arguments = [new("require", new Literal(Value.Record(("fine", Value.True))))] };
        yield return Of(Stepping(gate, 0).Apply(new SetVariableRequested("v", Value.Of(1), "ada", null)), "g", r => r.Apply(new EnterRequested("g", "ada", null)));
        var job = Job("a") with { Settings = new() { Retry = RetrySetting.Default(3) } };
        foreach (var run in new[] { Stepping(job, 1), Stepping(job, 1).Complete("a"), Stepping(job, 1).Fail("a"), Stepping(job, 1).Fail("a", retryable: false), Beside(Job("a"), 1).Fail("a", retryable: false) })
            yield return Of(run.Apply(new SetVariableRequested("v", Value.Of(0), "ada", null)), "a", r => r.Apply(new EnterRequested("a", "ada", null)));

        var timed = job with { Settings = job.Settings with { Timeout = TimeSpan.FromHours(1) } };
        yield return Of(new Run(Bundle(Pipeline("p", [timed, End()], Edge("a", "done", "end"), Edge("a", "timeout", "end"))), "p").Start().Fail("a"), "a",
            r => r.Apply(new TimerFired("a", 1, TimerKind.Timeout)));

        static Arrow Of(Run run, string node, Action<Run> move)
        {
            var before = run[node].Status;
            move(run);
            return new(Name(before), Name(run[node].Status));
        }
    }

    /// <summary>In a block, beside a job that goes on.</summary>
    private static Run Beside(ActivityNode step, long v) => new Run(Bundle(Pipeline("p",
        [new ForkNode("parallel#1", [new("l", [step.Id]), new("r", ["b"])], "join#1", false), step with { Settings = new() { When = Wanted } }, Job("b"), new JoinNode("join#1", "parallel#1"), End()],
        Edge("parallel#1", "l", step.Id), Edge("parallel#1", "r", "b"), Edge(step.Id, "done", "join#1"), Edge(step.Id, "skipped", "join#1"), Edge("b", "done", "join#1"), Edge("join#1", "done", "end"))
        with { Variables = [new("v", "int", Constant(v))] }), "p").Start();

    private static string Name<T>(T status) where T : Enum => status.ToString().ToLowerInvariant();

    private const int Runs = 1500;

    /// <summary>Many runs, each time the same: by chance alone an arrow that is seldom taken would be missed now and then.</summary>
    [Fact]
    public void Core_TakesTheArrowsThatAreDrawn_AndEachOfThem()
    {
        var (nodes, instances) = (new HashSet<Arrow>(), new HashSet<Arrow>());
        var (generator, chance) = (Gen.Select(Sketch.Pipelines, Gen.Int[0, 100_000].Array[0, 60]), PCG.Parse("0000KOIPmQb5"));
        for (var run = 0; run < Runs; run++)
        {
            var (pipelines, numbers) = generator.Generate(chance, null, out _);
            var world = new World(Layout.Of(pipelines));
            var driver = new Driver(world);
            foreach (var number in numbers) driver.Act(number);
            foreach (var (before, after) in world.Moves)
            {
                if (before.Status != after.Status) instances.Add(new(Name(before.Status), Name(after.Status)));
                foreach (var (id, node) in after.Nodes)
                    if (before.NodeAt(id).Status != node.Status) nodes.Add(new(Name(before.NodeAt(id).Status), Name(node.Status)));
            }
        }
        nodes.UnionWith(Rare());
        instances.Should().BeEquivalentTo(Diagrams.Of("Instance").Where(a => a.From == "running"));
        Ordered(nodes).Should().Equal(Ordered(Diagrams.Of("Node").Where(a => a.From != "[*]")));

        static IEnumerable<string> Ordered(IEnumerable<Arrow> arrows) => arrows.Select(a => a.ToString()).Order(StringComparer.Ordinal);
    }
}
