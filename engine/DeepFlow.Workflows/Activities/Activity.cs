using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

/// <summary>
/// A job: one method from an input record to an output record. It runs at least once, on a worker; what it publishes counts
/// once. Expressions are evaluated before it is called.
/// </summary>
public abstract class Activity<TInput, TOutput> : IJobActivity
{
    /// <exception cref="ActivityFailureException">It failed, with a reason for people and whether another attempt makes sense. Any other exception counts as worth a retry.</exception>
    public abstract Task<TOutput> RunAsync(TInput input, ActivityContext context);

    async Task<Value> IJobActivity.RunAsync(Value input, ActivityContext context)
    {
        TInput typed;
        try { typed = ClrValues.To<TInput>(input); }
        catch (Exception e) when (e is System.Text.Json.JsonException or NotSupportedException)
        {
            throw new ActivityFailureException("bad_input", $"The step's arguments do not fit the activity: {e.Message}", retryable: false);
        }
        return ClrValues.From(await RunAsync(typed, context));
    }
}

/// <summary>A job as the worker sees it, whatever its records.</summary>
public interface IJobActivity
{
    Task<Value> RunAsync(Value input, ActivityContext context);
}

/// <summary>
/// A task for people: declared, not run. The engine shows the inputs <c>title</c>, <c>show</c> and <c>choose</c> in the inbox.
/// Output <c>o</c> is what the person filled in as <c>o</c>, else the input <c>o</c>; <c>chosen</c> is the chosen element of <c>choose</c>.
/// </summary>
public abstract class TaskActivity<TInput, TOutput>;

/// <summary>The one way an activity fails on purpose.</summary>
/// <param name="code">Short and stable, for programs: <c>no_network</c>.</param>
/// <param name="message">What happened, to which thing of the user's, and what to do.</param>
/// <param name="retryable">Whether another attempt could go better.</param>
public sealed class ActivityFailureException(string code, string message, bool retryable, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
    public bool Retryable { get; } = retryable;
}
