using System.Collections.Immutable;
using CsCheck;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Jobs.Placing;
using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.Jobs.Placing;

public sealed class PlacementTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly PlaceNode One = Node(1, gpus: 2);

    private static PlaceNode Node(int number, int gpus = 0, int cores = 8, int workers = 8, string pool = "default", Guid? reservedFor = null) =>
        new(Id(number), new(cores * 1000, 1L << 34, gpus), [pool], workers, reservedFor);

    private static Dictionary<Guid, T> Only<T>(Guid key, T value) => new() { [key] = value };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static WaitingJob Waits(int number, int gpus = 0, int cores = 1, int priority = 0, string pool = "default", TimeSpan? waited = null) =>
        new(Id(number), pool, new(cores * 1000, 0, gpus), priority, waited ?? Long);

    private static PlacedJob Runs(int number, PlaceNode node, int gpus = 0, int cores = 1, int priority = 0, double? worth = null, bool yields = true, Guid? yieldTo = null) =>
        new(Id(number), node.Id, new(cores * 1000, 0, gpus), priority, worth ?? priority, yields, yieldTo);

    [Fact]
    public void Job_ThatFitsSomewhere_IsLeftToTheWorkers()
    {
        var plan = Placement.Decide([One], [Runs(10, One, gpus: 1)], [Waits(20, gpus: 1, priority: 100)]);
        plan.Reservations.Should().BeEmpty();
        plan.Yields.Should().BeEmpty();
    }

    [Fact]
    public void BigJob_ThatHasWaitedBehindSmallOnes_HasANodeKeptForIt()
    {
        var busy = new[] { Runs(10, One, gpus: 1, yields: false) };
        Placement.Decide([One], busy, [Waits(20, gpus: 2, waited: TimeSpan.FromSeconds(5))]).Reservations.Should().BeEmpty("it has just come");
        Placement.Decide([One], busy, [Waits(20, gpus: 2)]).Reservations.Should().Contain(One.Id, Id(20));
    }

    [Fact]
    public void Reservation_StaysWhereItIs()
    {
        var kept = Node(2, gpus: 2, reservedFor: Id(20));
        PlacedJob[] busy = [Runs(10, One, gpus: 1, yields: false), Runs(11, kept, gpus: 2, yields: false)];
        Placement.Decide([One, kept], busy, [Waits(20, gpus: 2)]).Reservations.Should().Equal(Only(kept.Id, Id(20)));
    }

    [Fact]
    public void OneNode_IsKeptForOneJob()
    {
        var plan = Placement.Decide([One], [Runs(10, One, gpus: 1, yields: false)], [Waits(20, gpus: 2), Waits(21, gpus: 2)]);
        plan.Reservations.Should().Equal(Only(One.Id, Id(20)));
    }

    [Fact]
    public void HigherPriority_AsksTheFewestAndLeastWorthy_ToMakeRoom()
    {
        var other = Node(2, gpus: 2);
        PlacedJob[] running = [Runs(10, One, gpus: 1, priority: 5), Runs(11, One, gpus: 1, priority: 3), Runs(12, other, gpus: 2, priority: 9)];
        Placement.Decide([One, other], running, [Waits(20, gpus: 1, priority: 10)]).Yields.Should().Equal(Only(Id(11), Id(20)));
        Placement.Decide([One, other], running, [Waits(20, gpus: 2, priority: 10)]).Yields.Should().Equal(Only(Id(12), Id(20)));
    }

    [Theory]
    [InlineData(10, 10.0, true, "it has the same priority")]
    [InlineData(3, 12.0, true, "it had waited longer than the other's head start")]
    [InlineData(3, 3.0, false, "it saves no checkpoints")]
    public void RunningJob_IsLeftAlone(int priority, double worth, bool yields, string because) =>
        Placement.Decide([One], [Runs(10, One, gpus: 2, priority: priority, worth: worth, yields: yields)], [Waits(20, gpus: 2, priority: 10)]).Yields.Should().BeEmpty(because);

    [Fact]
    public void RunningJob_ThatWasAskedAlready_IsNotJoinedByOthers()
    {
        PlacedJob[] running = [Runs(10, One, gpus: 1, yieldTo: Id(20)), Runs(11, One, gpus: 1)];
        var plan = Placement.Decide([One], running, [Waits(20, gpus: 1, priority: 10)]);
        plan.Yields.Should().BeEmpty();
        plan.Reservations.Should().Contain(One.Id, Id(20));
    }

    [Fact]
    public void BusyWorkers_AreAPlaceToo()
    {
        var node = Node(1, workers: 1);
        Placement.Decide([node], [Runs(10, node)], [Waits(20, priority: 10)]).Yields.Should().Equal(Only(Id(10), Id(20)));
    }

    [Theory]
    [InlineData(4, 1, "default", "it needs 4 GPUs; the largest node has 2")]
    [InlineData(0, 9, "default", "it needs 9 cores; the largest node has 8 cores")]
    [InlineData(0, 1, "a100", "it needs the pool \"a100\", which no node serves: start one with --pool a100")]
    [InlineData(1, 1, "cpu", "it needs 1 GPU; the largest node of the pool \"cpu\" has none")]
    public void Job_ThatNoNodeCouldEverRun_IsToldWhy(int gpus, int cores, string pool, string because)
    {
        PlaceNode[] nodes = [One, Node(2, pool: "cpu")];
        Placement.Decide(nodes, [], [Waits(20, gpus, cores, pool: pool)]).Hindrances.Should().Equal(Only(Id(20), because));
        Placement.Decide(nodes, [], [Waits(20, gpus, cores, pool: pool, waited: TimeSpan.FromSeconds(1))]).Hindrances.Should().BeEmpty("a node may be on its way");
    }

    /// <summary>Whatever the picture: nobody makes room for a job of no higher priority, or without need; a node is kept for one job, which it could run.</summary>
    [Fact]
    public void Plan_OfAnyPicture_IsFair()
    {
        var node = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 8], Gen.Int[1, 6]);
        var running = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[1, 4], Gen.Int[-5, 5], Gen.Bool);
        var waiting = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 8], Gen.Int[-5, 5], Gen.Int[0, 100]);
        Gen.Select(node.Array[1, 4], running.Array[0, 8], waiting.Array[0, 8]).ForEach((nodes, jobs, queue) =>
        {
            PlaceNode[] places = [.. nodes.Select((n, i) => Node(i + 1, gpus: n.Item1, cores: n.Item2, workers: n.Item3))];
            PlacedJob[] placed = [.. jobs.Select((j, i) => Runs(100 + i, places[j.Item1 % places.Length], j.Item2, j.Item3, j.Item4, yields: j.Item5))];
            WaitingJob[] waits = [.. queue.Select((w, i) => Waits(200 + i, w.Item1, w.Item2, w.Item3, waited: TimeSpan.FromSeconds(w.Item4)))];
            var plan = Placement.Decide(places, placed, waits);

            foreach (var (victim, winner) in plan.Yields)
            {
                var (lower, higher) = (placed.Single(p => p.Id == victim), waits.Single(w => w.Id == winner));
                lower.Yields.Should().BeTrue();
                lower.Priority.Should().BeLessThan(higher.Priority);
                plan.Reservations.Should().Contain(lower.Node, winner, "what becomes free is for whom it was made free");
            }
            plan.Reservations.Values.Should().OnlyHaveUniqueItems();
            foreach (var (place, job) in plan.Reservations)
                waits.Single(w => w.Id == job).Needs.FitsIn(places.Single(p => p.Id == place).Capacity).Should().BeTrue();
            foreach (var job in waits.Where(w => w.Waited >= Placement.Arrival))
                plan.Hindrances.ContainsKey(job.Id).Should().Be(!places.Any(p => job.Needs.FitsIn(p.Capacity)));
        });
    }
}
