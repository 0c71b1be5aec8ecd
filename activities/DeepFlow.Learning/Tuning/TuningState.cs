using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Learning.Tuning;

/// <summary>What a tuning remembers between its turns. All else follows from its arguments.</summary>
/// <param name="Failure">Why the latest trial failed that did.</param>
public sealed record TuningState(ImmutableArray<TuningState.StoredTrial> Trials, PartFailure? Failure = null)
{
    public static TuningState Nothing { get; } = new([]);

    /// <param name="Scores">One for each rung; null: it diverged, or failed.</param>
    /// <param name="UnderWay">It trains towards the rung after its last score.</param>
    /// <param name="Checkpoint">The object with its state at the end of its last rung.</param>
    public sealed record StoredTrial(ImmutableArray<double?> Scores, bool UnderWay, string? Checkpoint);
}
