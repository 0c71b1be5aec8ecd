using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

/// <summary>
/// A step that owns many jobs, its parts: trials, shards of data. The step's own job coordinates them: it takes a short turn at
/// the beginning and whenever parts have ended, and says what to start next, or that the step is done. Between two turns it
/// holds no worker and nothing but its state. A turn that is repeated must decide alike: it follows from its arguments only.
/// </summary>
/// <typeparam name="TState">What one turn leaves to the next; kept as JSON.</typeparam>
public abstract class CoordinatedActivity<TInput, TState, TOutput> : ICoordinatedActivity where TState : class
{
    /// <param name="state">What the last turn left; null in the first.</param>
    /// <param name="ended">The parts that have ended since, in the order in which they did. One that failed has used up its attempts.</param>
    /// <param name="context">What it publishes is written with the turn, in one transaction.</param>
    /// <exception cref="ActivityFailureException">The step fails; whatever parts are under way are cancelled unless another attempt at this turn is due.</exception>
    public abstract Task<Turn<TState, TOutput>> TakeTurnAsync(TInput input, TState? state, ImmutableArray<EndedPart> ended, ActivityContext context);

    async Task<Turn<JsonElement, Value>> ICoordinatedActivity.TakeTurnAsync(Value input, JsonElement? state, ImmutableArray<EndedPart> ended, ActivityContext context)
    {
        TInput typed;
        try { typed = ClrValues.To<TInput>(input); }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new ActivityFailureException("bad_input", $"The step's arguments do not fit the activity: {e.Message}", retryable: false);
        }
        return await TakeTurnAsync(typed, state?.Deserialize<TState>(DeepFlowJson.Options), ended, context) switch
        {
            Turn<TState, TOutput>.GoOn turn => new Turn<JsonElement, Value>.GoOn(JsonSerializer.SerializeToElement(turn.State, DeepFlowJson.Options), turn.Parts) { Wakes = turn.Wakes },
            Turn<TState, TOutput>.Done turn => new Turn<JsonElement, Value>.Done(ClrValues.From(turn.Output)),
            var other => throw new InvalidOperationException($"A turn is neither {other.GetType().Name}."),
        };
    }
}

/// <summary>A coordinator as the worker sees it, whatever its records.</summary>
public interface ICoordinatedActivity
{
    Task<Turn<JsonElement, Value>> TakeTurnAsync(Value input, JsonElement? state, ImmutableArray<EndedPart> ended, ActivityContext context);
}

/// <summary>What a coordinator decides in one turn.</summary>
public abstract record Turn<TState, TOutput>
{
    private Turn() { }

    /// <summary>These parts are started, and the next turn comes when parts have ended. One that starts none while none is under way would wait for ever, and is refused.</summary>
    public sealed record GoOn(TState State, ImmutableArray<PartRequest> Parts) : Turn<TState, TOutput>
    {
        public Wakes Wakes { get; init; } = Wakes.Each;
    }

    /// <summary>The step ends by <see cref="ActivityContext.Outcome"/>; parts still under way are cancelled.</summary>
    public sealed record Done(TOutput Output) : Turn<TState, TOutput>;
}

/// <summary>When the next turn comes.</summary>
public enum Wakes
{
    /// <summary>When a part has ended; several that end meanwhile are told together.</summary>
    Each,
    /// <summary>When all have.</summary>
    All,
}

/// <param name="Key">Which part of the step it is, unique within it: "trial 3, rung 1".</param>
/// <param name="Activity">The job activity that does it; see <see cref="ActivityAttribute.Internal"/>.</param>
public sealed record PartRequest(string Key, string Activity, Value Input)
{
    /// <summary>What it needs of a machine; null: what the step's settings say.</summary>
    public ResourceSetting? Needs { get; init; }
}

/// <param name="Output">What it gave; missing where it failed.</param>
/// <param name="Failure">Null: it was done.</param>
public sealed record EndedPart(string Key, string Outcome, Value Output, PartFailure? Failure)
{
    /// <summary>It was not carried out again: an earlier try at the step, the incident of which was retried, has left its result.</summary>
    public bool Kept { get; init; }
}

public sealed record PartFailure(string Code, string Message);
