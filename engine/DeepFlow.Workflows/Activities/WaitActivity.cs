using System.Text.Json;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

/// <summary>
/// A step that nobody carries out: rows wait until a time has come, a signal arrives, or a check raises an alarm. Declared
/// as a pure function from the step's arguments to what ends the waiting.
/// </summary>
public abstract class WaitActivity<TInput, TOutput> : IWaitActivity
{
    /// <param name="now">When the step was entered.</param>
    /// <exception cref="ActivityFailureException">There is no waiting for that.</exception>
    public abstract WaitPlan Plan(TInput input, DateTimeOffset now);

    WaitPlan IWaitActivity.Plan(Value input, DateTimeOffset now)
    {
        TInput typed;
        try { typed = ClrValues.To<TInput>(input); }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new ActivityFailureException("bad_input", $"The step's arguments do not fit the activity: {e.Message}", retryable: false);
        }
        return Plan(typed, now);
    }
}

/// <summary>A wait as the engine sees it, whatever its records.</summary>
public interface IWaitActivity
{
    WaitPlan Plan(Value input, DateTimeOffset now);
}

/// <summary>What ends a waiting step; whatever comes first.</summary>
public sealed record WaitPlan
{
    /// <summary>Then it is left by <c>done</c>.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>After this it is left by <c>timeout</c>, as after the step's setting of that name.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>When it arrives, the step is left by <c>received</c>; the output <c>event</c> is what the signal carries.</summary>
    public AwaitedSignal? Signal { get; init; }

    /// <summary>Carried out again and again; the step is left by the check's outcome unless that is <c>done</c>.</summary>
    public PeriodicCheck? Check { get; init; }
}

/// <param name="Correlation">Whom or what it is about: "order 17"; null: only signals without one.</param>
public sealed record AwaitedSignal(string Name, string? Correlation);

/// <summary>A short job that looks whether the waiting is over.</summary>
/// <param name="Activity">The name of a job activity; its outcome <c>done</c> means "nothing yet".</param>
/// <param name="Every">From the end of a check to the next, and from the step's start to the first.</param>
public sealed record PeriodicCheck(string Activity, Value Input, TimeSpan Every);
