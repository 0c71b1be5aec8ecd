using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Engine.Jobs.Parts;

/// <summary>What a coordinator finds when it takes a turn.</summary>
/// <param name="Turns">How many it has taken.</param>
/// <param name="State">What the last one left; null in the first.</param>
/// <param name="Ended">The parts that have ended since, in that order.</param>
/// <param name="Told">How many parts have ended, these among them.</param>
internal sealed record TurnStart(int Turns, JsonElement? State, ImmutableArray<EndedPart> Ended, int Told)
{
    /// <summary>It was woken for nothing, as after a pause.</summary>
    public bool IsIdle => Turns > 0 && Ended.IsEmpty;
}
