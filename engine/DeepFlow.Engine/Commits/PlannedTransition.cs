using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Signals;

namespace DeepFlow.Engine.Commits;

/// <param name="Consumed">The rows of <c>event</c> that the result has taken into account.</param>
/// <param name="Start">The instance has no rows yet: how it starts.</param>
public sealed record PlannedTransition(Instance Instance, TransitionResult Result, long[] Consumed, RunStart? Start = null)
{
    /// <summary>The signal that leads to it and is sent by the same commit.</summary>
    internal SignalDelivery? Delivery { get; init; }

    internal ChangedRows Rows { get; } = ChangedRows.Of(Instance, Result.State);

    /// <summary>The instance once this is committed.</summary>
    internal Instance After => Instance with { Version = Instance.Version + 1, State = Result.State, Recent = Rows.Recent };
}

/// <param name="Priority">Of the jobs of the run; see <c>InstanceCommands.StartAsync</c>.</param>
/// <param name="KeptFrom">The earlier run on whose outputs it builds.</param>
public sealed record RunStart(int Priority, Guid? KeptFrom = null);
