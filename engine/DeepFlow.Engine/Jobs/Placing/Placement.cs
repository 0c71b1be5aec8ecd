using System.Collections.Immutable;

namespace DeepFlow.Engine.Jobs.Placing;

/// <param name="Workers">How many jobs it runs at once at most.</param>
/// <param name="ReservedFor">The waiting job that what becomes free is kept for.</param>
public sealed record PlaceNode(Guid Id, Resources Capacity, ImmutableArray<string> Pools, int Workers, Guid? ReservedFor = null);

/// <summary>A job that holds a place.</summary>
/// <param name="Worth">Its priority, and a point for each minute that it waited before it started: who waited long is not sent away by who just came.</param>
/// <param name="Yields">It can be asked to save its work and make room.</param>
/// <param name="YieldTo">For whom it was asked already.</param>
public sealed record PlacedJob(Guid Id, Guid Node, Resources Held, int Priority, double Worth, bool Yields, Guid? YieldTo = null);

public sealed record WaitingJob(Guid Id, string Pool, Resources Needs, int Priority, TimeSpan Waited);

/// <param name="Reservations">By node: the job that it keeps free places for. A node that is not named keeps none.</param>
/// <param name="Yields">By running job: the waiting one that it shall make room for.</param>
/// <param name="Hindrances">By waiting job: why no living node could ever run it.</param>
public sealed record PlacementPlan(ImmutableSortedDictionary<Guid, Guid> Reservations, ImmutableSortedDictionary<Guid, Guid> Yields, ImmutableSortedDictionary<Guid, string> Hindrances);

/// <summary>
/// What is done for jobs that wait although workers ask for work: nothing where a place is free, for a worker will take it; a
/// node is reserved for one that has waited long behind smaller ones; running jobs of lower priority are asked to make room;
/// and of one that could never run it is said why. Pure: the same picture gives the same plan.
/// </summary>
public sealed class Placement
{
    /// <summary>So long a big job waits for its place to come free by itself, before a node is kept for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>So long nodes have to appear, before a job is said to fit none.</summary>
    public static readonly TimeSpan Arrival = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<PlaceNode> nodes;
    private readonly ILookup<Guid, PlacedJob> placed;
    private readonly Dictionary<Guid, Place> free;
    private readonly Dictionary<Guid, Guid> reservations = [];
    private readonly Dictionary<Guid, Guid> yields = [];
    private readonly Dictionary<Guid, string> hindrances = [];

    /// <param name="Slots">Jobs more that its workers could run.</param>
    private readonly record struct Place(Resources Resources, int Slots)
    {
        public bool Has(Resources needs) => Slots >= 1 && needs.FitsIn(Resources);

        public Place With(Resources returned) => new(Resources + returned, Slots + 1);

        public Place Without(Resources taken) => new(Resources - taken, Slots - 1);
    }

    private Placement(IReadOnlyList<PlaceNode> nodes, IReadOnlyList<PlacedJob> jobs)
    {
        this.nodes = nodes;
        placed = jobs.ToLookup(j => j.Node);
        free = nodes.ToDictionary(n => n.Id, n => placed[n.Id].Aggregate(new Place(n.Capacity, n.Workers), (place, job) => place.Without(job.Held)));
    }

    /// <param name="waiting">In turn.</param>
    public static PlacementPlan Decide(IReadOnlyList<PlaceNode> nodes, IReadOnlyList<PlacedJob> jobs, IReadOnlyList<WaitingJob> waiting)
    {
        var placement = new Placement([.. nodes.OrderBy(n => n.Id)], jobs);
        foreach (var job in waiting) placement.Decide(job);
        return new(placement.reservations.ToImmutableSortedDictionary(), placement.yields.ToImmutableSortedDictionary(), placement.hindrances.ToImmutableSortedDictionary());
    }

    private void Decide(WaitingJob job)
    {
        var able = nodes.Where(n => n.Pools.Contains(job.Pool) && n.Workers > 0 && job.Needs.FitsIn(n.Capacity)).ToList();
        if (able.Count == 0)
        {
            if (job.Waited >= Arrival) hindrances[job.Id] = Hindrance.Of(job, nodes);
            return;
        }
        if (able.FirstOrDefault(n => free[n.Id].Has(job.Needs)) is { } ready)
        {
            free[ready.Id] = free[ready.Id].Without(job.Needs); // whoever comes later must fit beside it
            return;
        }
        var open = able.Where(n => !reservations.ContainsKey(n.Id)).ToList();
        var kept = open.FirstOrDefault(n => n.ReservedFor == job.Id);
        if (kept is not null) open = [kept];
        var ways = open.Select(n => (Node: n, Victims: VictimsOn(n, job))).Where(w => w.Victims is not null).ToList();
        if (ways.Count > 0)
        {
            var (node, victims) = ways.MinBy(w => (w.Victims!.Count, w.Victims.Sum(v => v.Worth), w.Node.Id));
            foreach (var victim in victims!) yields[victim.Id] = job.Id;
            Reserve(node, job);
        }
        else if (kept is not null) Reserve(kept, job);
        else if (job.Waited >= Patience && open.Count > 0) Reserve(open.MinBy(n => Lack(n, job))!, job);
    }

    private void Reserve(PlaceNode node, WaitingJob job)
    {
        reservations[node.Id] = job.Id;
        free[node.Id] = free[node.Id].Without(job.Needs);
    }

    /// <summary>The fewest running jobs that must make room, the least worthy first; empty where enough were asked already; null where it cannot be done.</summary>
    private List<PlacedJob>? VictimsOn(PlaceNode node, WaitingJob job)
    {
        var place = placed[node.Id].Where(p => p.YieldTo == job.Id).Aggregate(free[node.Id], (freed, p) => freed.With(p.Held));
        var victims = new List<PlacedJob>();
        var candidates = placed[node.Id].Where(p => p.Yields && p.YieldTo is null && !yields.ContainsKey(p.Id) && p.Priority < job.Priority && p.Worth < job.Priority);
        foreach (var victim in candidates.OrderBy(p => p.Worth).ThenBy(p => p.Id))
        {
            if (place.Has(job.Needs)) break;
            victims.Add(victim);
            place = place.With(victim.Held);
        }
        if (!place.Has(job.Needs)) return null;
        foreach (var victim in victims.ToList()) // a small one that was asked first may not be needed beside a big one
        {
            if (!place.Without(victim.Held).Has(job.Needs)) continue;
            victims.Remove(victim);
            place = place.Without(victim.Held);
        }
        return victims;
    }

    /// <summary>How much must become free on the node, the scarcest first.</summary>
    private (int Gpus, int Cpu, long Memory, int Slots, Guid Node) Lack(PlaceNode node, WaitingJob job)
    {
        var lack = job.Needs - free[node.Id].Resources;
        return (Math.Max(lack.Gpus, 0), Math.Max(lack.Cpu, 0), Math.Max(lack.Memory, 0), Math.Max(1 - free[node.Id].Slots, 0), node.Id);
    }
}
