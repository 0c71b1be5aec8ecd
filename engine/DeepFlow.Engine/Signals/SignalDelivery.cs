using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Engine.Signals;

/// <summary>
/// A signal for a step that is known to wait for it. The step's transition takes the place of the event that would tell of the
/// signal: sending and consequence are one transaction, with one wait for the disk. What is known may be old, so that transaction
/// is refused unless this step, and nothing else, gets the signal; then it is sent as any other.
/// </summary>
/// <param name="KeptFor">How long a repeat under the same key is recognised.</param>
internal sealed record SignalDelivery(WaitingStep To, SignalReceived Event, string? Key, TimeSpan KeptFor)
{
    private readonly TaskCompletionSource<bool> committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it is. False: nothing of it was written.</summary>
    public Task<bool> Committed => committed.Task;

    public void Settle(bool moved) => committed.TrySetResult(moved);

    /// <summary>Nobody knows whether it was written.</summary>
    public void Fail(Exception reason) => committed.TrySetException(reason);
}

/// <summary>A step that waits, as its lane committed it.</summary>
internal sealed record WaitingStep(string Project, WaitedSignal For, Guid Instance, string Node, int Iteration)
{
    /// <summary>Its instance, where it was read with it.</summary>
    public InstanceRow? Row { get; init; }

    /// <summary>Whether it still waits, by that state.</summary>
    public bool IsIn(InstanceState state) => state.NodeAt(Node) is { IsGoing: true, Wait: not null } node && node.Iteration == Iteration;
}
