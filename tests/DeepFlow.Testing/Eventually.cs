using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace DeepFlow.Testing;

/// <summary>Waits for something that another thread or process brings about: looks often, and fails with a sentence.</summary>
public static class Eventually
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    /// <summary>Far longer than anything takes, on the busiest machine: it ends what would never end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <exception cref="TimeoutException">It never did; the message shows the condition's text.</exception>
    public static Task IsTrueAsync(
        Func<bool> condition, TimeSpan? timeout = null, [CallerArgumentExpression(nameof(condition))] string text = "") =>
        IsTrueAsync(() => Task.FromResult(condition()), timeout, text);

    /// <inheritdoc cref="IsTrueAsync(Func{bool}, TimeSpan?, string)"/>
    public static async Task IsTrueAsync(
        Func<Task<bool>> condition, TimeSpan? timeout = null, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > (timeout ?? Patience))
            {
                throw new TimeoutException($"This did not become true within {waited.Elapsed.TotalSeconds:0} s: {text}");
            }

            await Task.Delay(PollInterval);
        }
    }

    /// <summary>Returns the first value that is not null.</summary>
    /// <exception cref="TimeoutException">It stayed null; the message shows the source's text.</exception>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T?>> source, TimeSpan? timeout = null, [CallerArgumentExpression(nameof(source))] string text = "")
        where T : class
    {
        T? value = null;
        await IsTrueAsync(async () => (value = await source()) is not null, timeout, text);
        return value!;
    }
}
