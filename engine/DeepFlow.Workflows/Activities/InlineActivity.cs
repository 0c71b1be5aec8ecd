using System.Text.Json;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

/// <summary>
/// A step that the engine carries out itself, in the transition that enters it: no job, no worker. It must be quick and a
/// pure function of its input; after a crash it may be computed again.
/// </summary>
public abstract class InlineActivity<TInput, TOutput> : IInlineActivity
{
    public abstract InlineResult<TOutput> Run(TInput input);

    InlineResult<Value> IInlineActivity.Run(Value input)
    {
        TInput typed;
        try { typed = ClrValues.To<TInput>(input); }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new ActivityFailureException("bad_input", $"The step's arguments do not fit the activity: {e.Message}", retryable: false);
        }
        var result = Run(typed);
        return new(result.Outcome, ClrValues.From(result.Output));
    }
}

/// <summary>An inline step as the engine sees it, whatever its records.</summary>
public interface IInlineActivity
{
    InlineResult<Value> Run(Value input);
}

/// <param name="Outcome">By which the step is left.</param>
public readonly record struct InlineResult<T>(string Outcome, T Output)
{
    public static implicit operator InlineResult<T>(T output) => new("done", output);
}
