namespace DeepFlow.Testing;

/// <summary>What comes over a network fails now and then, and comes when asked again.</summary>
public static class Fetching
{
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Fetches, again if need be.</summary>
    /// <exception cref="Exception">What the last attempt threw.</exception>
    public static async Task<T> FetchAsync<T>(Func<Task<T>> fetch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await fetch(); }
            catch when (attempt < Attempts) { await Task.Delay(Pause); }
        }
    }

    /// <summary>Runs a program that fetches something, again if it fails.</summary>
    /// <returns>What it wrote when it succeeded.</returns>
    public static Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string folder = "") => FetchAsync(async () =>
    {
        await using var process = ChildProcess.Start(program, arguments, folder);
        var exitCode = await process.ExitAsync(TimeSpan.FromMinutes(8));
        return exitCode == 0 ? process.Output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{process.Output}");
    });
}
