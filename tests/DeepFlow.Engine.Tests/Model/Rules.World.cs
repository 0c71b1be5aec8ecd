using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Tests.Model;

/// <summary>What must hold of state and rows together, after each transition.</summary>
internal static partial class Rules
{
    public static void OfTheWorld(World world)
    {
        foreach (var run in world.Instances.Where(r => r.Instance.Version > 0))
        {
            try
            {
                if (run.IsRunning) OfARunningInstance(world, run);
                else NothingIsLeft(world, run);
            }
            catch (RuleBroken e) { throw new RuleBroken($"{world.Name(run)}: {e.Message}"); }
        }
        foreach (var job in world.Jobs.Where(j => j.IsLiving)) Owns(world, job.Instance, job.Made.Node, n => n.Status == NodeStatus.Active && n.Work == job.Id && n.Attempt == job.Attempt, "living job");
        foreach (var task in world.Tasks.Where(t => t.Status == "open")) Owns(world, task.Instance, task.Made.Node, n => n.Status == NodeStatus.Active && n.Work == task.Id, "open task");
        foreach (var waiter in world.Waiters) Owns(world, waiter.Instance, waiter.Node, n => n.Status == NodeStatus.Active && n.Wait is not null && n.Iteration == waiter.Iteration, "waiter");
        foreach (var timer in world.Timers) Owns(world, timer.Instance, timer.Node, n => n.IsGoing && n.Iteration == timer.Iteration, $"timer ({timer.Kind})");
        foreach (var incident in world.Incidents) Owns(world, incident.Instance, incident.Node, n => n.Status == NodeStatus.Incident && n.Incident!.Id == incident.Id, "incident");
        foreach (var child in world.Instances.Where(c => c.IsRunning && c.Instance.Parent is not null && !c.Queue.Any(p => p.Body is CancelRequested)))
            Owns(world, child.Instance.Parent!.Value, child.Instance.ParentNode!, n => n.Status == NodeStatus.Active && (n.Work == child.Instance.Id || n.For?.Running.ContainsValue(child.Instance.Id) == true), "child");
    }

    private static void Owns(World world, Guid instance, string id, Predicate<NodeState> owns, string what)
    {
        var run = world.Find(instance);
        if (!run.IsRunning || !owns(run.State.NodeAt(id))) throw new RuleBroken($"{world.Name(run)}: a {what} of {id} is nobody's: {run.State.NodeAt(id)}");
    }

    private static void NothingIsLeft(World world, Simulated run)
    {
        var id = run.Instance.Id;
        if (run.State.Nodes.Any(n => n.Value.IsOpen) || run.State.Pending is not null) throw new RuleBroken("it has ended with something open");
        if (world.Jobs.Any(j => j.Instance == id && j.IsLiving) || world.Tasks.Any(t => t.Instance == id && t.Status == "open") || world.Timers.Any(t => t.Instance == id))
            throw new RuleBroken("it has ended and left work behind");
    }

    private static void OfARunningInstance(World world, Simulated run)
    {
        var (definition, state) = (world.DefinitionOf(run), run.State);
        foreach (var (id, node) in state.Nodes)
            if (!HasItsWork(world, run, definition.Find(id)!, node)) throw new RuleBroken($"{id} is {node.Status} and nothing will end it: {node}");
        foreach (var edge in definition.Connections.Where(c => c.Max is not null))
            if (state.Traversals.GetValueOrDefault($"{edge.From} {edge.Outcome}") > edge.Max) throw new RuleBroken($"{edge.From} {edge.Outcome} was taken more than {edge.Max} times in a row");

        List<string> at = [.. state.Nodes.Where(n => n.Value.IsOpen && definition.Find(n.Key) is not JoinNode).Select(n => n.Key), .. state.Pending is { } pending ? new[] { pending.Node } : []];
        if (at.Count == 0 && run.Queue.Count == 0 && state.Paused is null) throw new RuleBroken("it stands still, and nobody can say at what");
        foreach (var one in at)
            foreach (var other in at.Where(other => string.CompareOrdinal(one, other) < 0))
                if (!AreBeside(definition, one, other)) throw new RuleBroken($"it is in two places, {one} and {other}");
        foreach (var (id, join) in state.Nodes.Where(n => definition.Find(n.Key) is JoinNode && n.Value.Status == NodeStatus.Active))
        {
            var fork = Blocks.Fork(definition, (JoinNode)definition.Find(id)!);
            var idle = fork.Branches.Where(b => !join.Arrived!.Contains(b.Name) && !b.Nodes.Any(at.Contains)).ToList();
            if (idle.Count > 0 && !(fork.Any && idle.Count < fork.Branches.Length)) throw new RuleBroken($"{id} waits for the branch {idle[0].Name}, where nothing is under way");
        }
    }

    private static bool AreBeside(WorkflowDefinition definition, string one, string other) =>
        definition.Nodes.OfType<ForkNode>().Any(f => f.Branches.Any(b => b.Nodes.Contains(one) && !b.Nodes.Contains(other)) && f.Branches.Any(b => b.Nodes.Contains(other) && !b.Nodes.Contains(one)));

    private static bool HasItsWork(World world, Simulated run, Node definition, NodeState node)
    {
        var id = run.Instance.Id;
        List<Posted> coming = [.. run.Queue.Where(p => !p.IsStale), .. run.State.Held.Select(h => run.Heard.Last(p => p.Body.Equals(h.Event)))];
        bool Waits(Func<Posted, bool> which) => coming.Any(which);
        bool HasTimer(TimerKind kind) => world.Timers.Count(t => t.Instance == id && t.Node == definition.Id && t.Kind == kind && t.Iteration == node.Iteration)
            + coming.Count(p => p.Body is TimerFired fired && fired.Node == definition.Id && fired.Kind == kind && fired.Iteration == node.Iteration) == 1;
        bool ChildGoesOn(Guid child) => world.Find(child).IsRunning || Waits(p => p.Work == child);
        var timeout = definition switch { ActivityNode a => a.Settings.Timeout, CallNode c => c.Settings.Timeout, _ => null };
        if (node.IsGoing && timeout is not null && !HasTimer(TimerKind.Timeout)) return false;
        switch (node.Status)
        {
            case NodeStatus.Incident: return world.Incidents.Count(i => i.Instance == id && i.Node == definition.Id) == 1 && node.Incident is not null;
            case NodeStatus.Held: return run.State.Pending is not null || run.State.Nodes.Any(n => n.Value.IsGoing);
            case NodeStatus.Retrying: return world.Jobs.Single(j => j.Id == node.Work).Status == "failed" && HasTimer(TimerKind.Retry);
            case NodeStatus.Active when definition is ActivityNode { Kind: ActivityKind.Job }:
                var job = world.Jobs.Single(j => j.Id == node.Work);
                return job.Attempt == node.Attempt && job.Made.Iteration == node.Iteration && (job.IsLiving || Waits(p => p.Work == job.Id));
            case NodeStatus.Active when definition is ActivityNode { Kind: ActivityKind.Wait } wait:
                return wait.Activity == "delay" ? HasTimer(TimerKind.Wait) : world.Waiters.Any(w => w.Instance == id && w.Node == wait.Id) || Waits(p => p.Body is SignalReceived signal && signal.Node == wait.Id);
            case NodeStatus.Active when definition is ActivityNode: return world.Tasks.Single(t => t.Id == node.Work).Status == "open" || Waits(p => p.Work == node.Work);
            case NodeStatus.Active when definition is CallNode: return ChildGoesOn(node.Work!.Value);
            case NodeStatus.Active when definition is ForNode: return !node.For!.Running.IsEmpty && node.For.Running.Values.All(ChildGoesOn);
            case NodeStatus.Active: return definition is JoinNode;
            default: return true;
        }
    }
}
