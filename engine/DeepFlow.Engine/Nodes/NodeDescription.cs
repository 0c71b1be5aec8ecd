using System.Collections.Immutable;
using DeepFlow.Engine.Jobs;

namespace DeepFlow.Engine.Nodes;

public enum NodeKind
{
    /// <summary>Dispatches, fires timers, may lead; has workers.</summary>
    Engine,
    /// <summary>A worker on its own.</summary>
    Worker,
}

/// <summary>A node as it presents itself to the others.</summary>
/// <param name="Id">The same over restarts: the workers of the node's former life are known to be dead.</param>
/// <param name="Capacity">What all its workers share.</param>
/// <param name="Pools">Whose jobs it runs; one at least.</param>
/// <param name="Workers">How many jobs it runs at once at most.</param>
public sealed record NodeDescription(Guid Id, string Name, NodeKind Kind, Resources Capacity, ImmutableArray<string> Pools, int Workers)
{
    /// <summary>How long its workers have to save their work and leave when it is stopped, and an activity to stop when its step is withdrawn.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>This machine, with all that it has.</summary>
    public static NodeDescription Here(Guid id, string name, NodeKind kind = NodeKind.Engine, int workers = 1) =>
        new(id, name, kind, Machine.Detect(), [JobRequest.UsualPool], workers);
}
